"""Who can open the workspace: the database key, wrapped in a slot per way of opening it."""

from __future__ import annotations

import base64
import json
import os
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from nacl import exceptions as nacl_exceptions, pwhash, secret, utils

from peña_app.errors import Mishap
from peña_app.i18n import _

FILE = "keys.json"
FORMAT = 1
SHORTEST = 8  # characters of a passphrase; the set-up screen asks for five words
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no letter that reads as another
_CODE_LETTERS = 28  # 140 bits
_SERVICE = "pena"


class Slot(StrEnum):
    """The ways to open a workspace that lie in its folder; the computer's keyring is the third."""

    PASSPHRASE = "passphrase"
    RECOVERY = "recovery"


@dataclass(frozen=True, slots=True)
class Effort:
    """How much work Argon2id makes of one guess: passes, and bytes of memory."""

    passes: int
    memory: int


# sync.md 4.14: 256 MiB and 3 passes; a recovery code holds 140 random bits and needs no stretching
MODERATE = Effort(pwhash.argon2id.OPSLIMIT_MODERATE, pwhash.argon2id.MEMLIMIT_MODERATE)
LIGHT = Effort(pwhash.argon2id.OPSLIMIT_MIN, pwhash.argon2id.MEMLIMIT_MIN)


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The slots of one workspace, as ``keys.json`` holds them."""

    workspace: str
    slots: dict[str, dict[str, str | int]]

    @classmethod
    def create(cls) -> KeyRing:
        return cls(utils.random(16).hex(), {})

    @classmethod
    def read(cls, folder: Path) -> KeyRing:
        """The slots of the workspace in ``folder``.

        Raises:
            Mishap: the folder holds no workspace, or its keys were made by a newer program or are damaged.
        """
        try:
            held = json.loads((folder / FILE).read_text(encoding="utf-8"))
            form, workspace, slots = held["format"], str(held["workspace"]), dict(held["slots"])
        except FileNotFoundError as error:
            raise Mishap(
                _("There is no Peña workspace in this folder."), _("Choose a folder whose name ends in .pena.")
            ) from error
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise Mishap(
                _("The keys of this workspace cannot be read."),
                _("Nothing was changed. Copy the file keys.json from a backup of the folder, and try again."),
            ) from error
        if form != FORMAT:
            raise newer_program()
        return cls(workspace, slots)

    def write(self, folder: Path) -> None:
        """Replace ``keys.json`` whole or not at all."""
        text = json.dumps({"format": FORMAT, "workspace": self.workspace, "slots": self.slots}, indent=1)
        fresh = folder / (FILE + ".new")
        with fresh.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(folder / FILE)

    def sealed(self, slot: Slot, secret_words: str, key: bytes, effort: Effort) -> KeyRing:
        """The same ring with ``key`` wrapped in ``slot`` under a passphrase or code."""
        salt = utils.random(pwhash.argon2id.SALTBYTES)
        wrapped = secret.SecretBox(_derived(secret_words, salt, effort)).encrypt(key)
        held: dict[str, str | int] = {
            "salt": _text(salt), "passes": effort.passes, "memory": effort.memory, "key": _text(bytes(wrapped)),
        }  # fmt: skip
        return KeyRing(self.workspace, {**self.slots, slot.value: held})

    def opened(self, slot: Slot, secret_words: str) -> bytes:
        """The database key, from the passphrase or recovery code that wraps it.

        Raises:
            Mishap: those words do not open it.
        """
        held = self.slots.get(slot.value)
        if held is not None:
            effort = Effort(int(held["passes"]), int(held["memory"]))
            try:
                derived = _derived(secret_words, _bytes(str(held["salt"])), effort)
                return secret.SecretBox(derived).decrypt(_bytes(str(held["key"])))
            except (nacl_exceptions.CryptoError, ValueError):
                pass
        if slot is Slot.RECOVERY:
            raise Mishap(
                _("This workspace does not open with that recovery code."),
                _("Compare it with the printed sheet, group by group."),
            )
        raise Mishap(
            _("This workspace does not open with that passphrase."), _("Type it again: capital letters and accents count.")
        )


def newer_program() -> Mishap:
    return Mishap(
        _("This workspace was used with a newer version of Peña."),
        _("Nothing was changed. Install the newer version on this laptop, then open it again."),
    )


def new_key() -> bytes:
    """32 random bytes."""
    return utils.random(32)


def new_recovery_code() -> str:
    """A code to print and keep elsewhere: seven groups of four letters and digits."""
    letters = "".join(_ALPHABET[byte % 32] for byte in utils.random(_CODE_LETTERS))
    return "-".join(letters[start : start + 4] for start in range(0, _CODE_LETTERS, 4))


def read_code(typed: str) -> str:
    """A recovery code as it was printed, however it was typed.

    >>> read_code("abcd 0l1o")
    'ABCD-0110'
    """
    letters = "".join(letter for letter in typed.upper() if letter.isalnum()).translate(str.maketrans("OIL", "011"))
    return "-".join(letters[start : start + 4] for start in range(0, len(letters), 4))


def _derived(words: str, salt: bytes, effort: Effort) -> bytes:
    typed = unicodedata.normalize("NFC", words).encode()
    return pwhash.argon2id.kdf(secret.SecretBox.KEY_SIZE, typed, salt, opslimit=effort.passes, memlimit=effort.memory)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def remember(workspace: str, key: bytes) -> bool:
    """Leave the key with the computer's keyring.

    Returns:
        False if this computer has none; the passphrase is always enough.
    """
    import keyring

    try:
        keyring.set_password(_SERVICE, workspace, _text(key))
    except Exception:  # noqa: BLE001 - each desktop's service fails in its own way, and none of them matters
        return False
    return remembered(workspace) == key


def remembered(workspace: str) -> bytes | None:
    """The key that the computer's keyring holds for this workspace, if any."""
    import keyring

    try:
        held = keyring.get_password(_SERVICE, workspace)
        return _bytes(held) if held else None
    except Exception:  # noqa: BLE001 - each desktop's service fails in its own way, and none of them matters
        return None


def forget(workspace: str) -> None:
    """Take the key back from the computer's keyring."""
    import keyring

    try:
        keyring.delete_password(_SERVICE, workspace)
    except Exception:  # noqa: BLE001 - each desktop's service fails in its own way, and none of them matters
        return
