"""Beside the text: where it stands and what may be said of it, its words, what is like it, what to look at, what it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from html import escape
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QLineEdit, QPushButton, QSpinBox, QVBoxLayout, QWidget

from peña_app.curricula.checks import SENTENCES, Flag
from peña_app.curricula.memory import Match, Piece
from peña_app.curricula.reviews import State, state_text
from peña_app.curricula.terms import Term, Wording
from peña_app.i18n import _, said
from peña_app.languages import language as language_of
from peña_app.ui import theme
from peña_app.ui.forms import button, column, label, row, scrolled
from peña_app.ui.speech import Speaking

_SHOWN: Final = 4


@dataclass(frozen=True, slots=True)
class Context:
    """What there is to say of one text."""

    language: str
    lead: str
    state: State
    why: str = ""
    stumbled: str = ""
    drift: Sequence[Piece] = ()  # how the lead has changed since this text was made
    terms: Sequence[Term] = ()
    matches: Sequence[Match] = ()
    flags: Sequence[Flag] = ()
    misspelled: Sequence[tuple[str, tuple[str, ...]]] = ()
    versions: Sequence[tuple[str, str]] = field(default=())  # when, and what it said

    @property
    def leads(self) -> bool:
        """Whether the others follow this text."""
        return self.language == self.lead


class Dock(Speaking):
    """Nothing in it is modal: every button acts at once and can be undone."""

    mark_asked = Signal(object)  # a State
    still_right_asked = Signal()
    call_minor_asked = Signal()
    put_asked = Signal(str)  # a whole text
    word_asked = Signal(str, str)  # a word, and what to put in its place

    def __init__(self) -> None:
        super().__init__()
        self._context: Context | None = None
        self.by = QLineEdit()
        self.why = QLineEdit()
        self.present = QSpinBox()
        self.present.setRange(0, 500)
        self.stumbled = QLineEdit()
        self.minor = QCheckBox()
        self.stands = label("heading")
        self.by_title, self.why_title, self.present_title, self.stumbled_title = (label("small") for _each in range(4))
        self.buttons: dict[State, QPushButton] = {
            state: button() for state in (State.ADAPTED, State.REVIEWED, State.CIRCLE, State.APPROVED)
        }
        self.still_right = button("check")
        self.call_minor = button("check")
        self.trouble = label("trouble")
        self.trouble.hide()
        self._more = QVBoxLayout()
        self._more.setContentsMargins(0, 0, 0, 0)
        self._lay_out()
        self._say_texts()
        self._connect()

    def _lay_out(self) -> None:
        for entry, title in (
            (self.by, self.by_title),
            (self.why, self.why_title),
            (self.present, self.present_title),
            (self.stumbled, self.stumbled_title),
        ):
            title.setBuddy(entry)
        self._circle = QWidget()
        self._circle.setLayout(
            column(
                self.present_title, self.present, self.stumbled_title, self.stumbled, self.buttons[State.CIRCLE], gap=theme.px(4)
            )
        )
        self._why = QWidget()
        self._why.setLayout(column(self.why_title, self.why, self.buttons[State.ADAPTED], gap=theme.px(4)))
        inside = column(
            self.stands, self.still_right, self.call_minor, self.minor, self.trouble, self.by_title, self.by,
            self.buttons[State.REVIEWED], self.buttons[State.APPROVED], self._more, self._rule(), self._why, self._circle, 1, gap=theme.px(6),
            margin=theme.px(12),
        )  # fmt: skip
        ground = QFrame()
        ground.setProperty("role", "card")
        ground.setLayout(inside)
        area = scrolled(ground)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayout(column(area))
        self.setMinimumWidth(theme.px(240))

    @staticmethod
    def _rule() -> QFrame:
        rule = QFrame()
        rule.setProperty("role", "rule")
        return rule

    def _say_texts(self) -> None:
        self.say(self.by_title.setText, lambda: _("Who reads it: initials, role or group"))
        self.say(self.by.setAccessibleName, lambda: _("Who reads it: initials, role or group"))
        self.say(self.why_title.setText, lambda: _("Not word for word? Why"))
        self.say(self.why.setAccessibleName, lambda: _("Not word for word? Why"))
        self.say(self.present_title.setText, lambda: _("How many heard it read aloud"))
        self.say(self.present.setAccessibleName, lambda: _("How many heard it read aloud"))
        self.say(self.stumbled_title.setText, lambda: _("What they stumbled on"))
        self.say(self.stumbled.setAccessibleName, lambda: _("What they stumbled on"))
        self.say(self.buttons[State.ADAPTED].setText, lambda: _("Call it adapted"))
        self.say(self.buttons[State.REVIEWED].setText, lambda: _("Call it reviewed"))
        self.say(self.buttons[State.REVIEWED].setToolTip, lambda: _("And go on to the next (Ctrl+Enter)"))
        self.say(self.buttons[State.CIRCLE].setText, lambda: _("Tried in a circle"))
        self.say(self.buttons[State.APPROVED].setText, lambda: _("Approve"))
        self.say(self.still_right.setText, lambda: _("Still right"))
        self.say(self.still_right.setToolTip, lambda: _("The lead has changed; this text needs no change"))
        self.say(self.call_minor.setText, lambda: _("It was a minor change"))
        self.say(self.call_minor.setToolTip, lambda: _("Whatever follows this text is in step again"))
        self.say(self.minor.setText, lambda: _("My change is minor"))
        self.say(self.minor.setToolTip, lambda: _("The other languages stay in step with it"))
        self.say(lambda _text: self._fill(), lambda: "")

    def _connect(self) -> None:
        for state, pressed in self.buttons.items():
            pressed.clicked.connect(lambda _checked=False, state=state: self.mark_asked.emit(state))
        self.still_right.clicked.connect(self.still_right_asked)
        self.call_minor.clicked.connect(self.call_minor_asked)

    def show_context(self, context: Context | None) -> None:
        """Say what there is to say of the text that one is in."""
        if context is None or self._context is None or context.language != self._context.language:
            self.minor.setChecked(False)
        self._context = context
        self.trouble.hide()
        self._fill()

    def _fill(self) -> None:
        while (item := self._more.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        context = self._context
        for shown in (self.by, self.by_title, *self.buttons.values()):
            shown.setVisible(context is not None)
        self._why.setVisible(context is not None and not context.leads)
        self._circle.setVisible(context is not None)
        self.minor.setVisible(context is not None and context.leads)
        self.call_minor.setVisible(context is not None and context.leads)
        self.still_right.setVisible(context is not None and context.state is State.STALE)
        if context is None:
            self.stands.setText(_("Choose a text to work on."))
            return
        self.stands.setText(f"{language_of(context.language).name} · {state_text(context.state)}")
        for fill in (self._drift, self._notes, self._looks, self._spelling, self._words, self._memory, self._history):
            fill(context)

    def _section(self, title: str, *items: QWidget) -> None:
        head = label("small")
        head.setText(title)
        for item in (self._rule(), head, *items):
            self._more.addWidget(item)

    def _drift(self, context: Context) -> None:
        if context.drift:
            self._section(_("What has changed in the lead since"), _rich(drawn(context.drift)))

    def _notes(self, context: Context) -> None:
        if context.why:
            self._section(_("Why it differs"), _plain(context.why))
        if context.stumbled:
            self._section(_("In the circle they stumbled on"), _plain(context.stumbled))

    def _looks(self, context: Context) -> None:
        if not context.flags:
            return
        lines = []
        for flag in context.flags:
            facts = dict(flag.facts)
            facts.setdefault("language", language_of(flag.language).name)
            lines.append(_plain(said(SENTENCES[flag.kind], **facts), "soft" if flag.soft else "attention"))
        self._section(_("To look at"), *lines)

    def _spelling(self, context: Context) -> None:
        if not context.misspelled:
            return
        lines: list[QWidget] = []
        for word, better in context.misspelled[:_SHOWN]:
            lines.append(_plain(word, "attention"))
            lines += [self._button(each, partial(self.word_asked.emit, word, each)) for each in better[:2]]
        self._section(_("Not in the dictionary"), *lines)

    def _words(self, context: Context) -> None:
        cards: list[QWidget] = []
        for term in context.terms[:_SHOWN]:
            wording = term.words.get(context.language)
            there = term.words.get(context.lead)
            if wording is None:
                cards.append(
                    _plain(
                        _("“{word}” has no word in this language yet.").format(word=there.say if there else term.id), "attention"
                    )
                )
                continue
            cards.append(_term(there if not context.leads else None, wording))
        if cards:
            self._section(_("Words (Ctrl+G puts the first one in)"), *cards)

    def _memory(self, context: Context) -> None:
        lines: list[QWidget] = []
        for match in context.matches[:_SHOWN]:
            lines.append(_rich(f"{round(match.score)} % · {drawn(match.diff)}"))
            lines.append(self._button(match.target, partial(self.put_asked.emit, match.target)))
        if lines:
            self._section(_("Written before: look, then use"), *lines)

    def _history(self, context: Context) -> None:
        lines: list[QWidget] = []
        for when, text in context.versions[1 : _SHOWN + 1]:
            lines.append(_plain(when, "small"))
            lines.append(self._button(text or "–", partial(self.put_asked.emit, text)))
        if lines:
            self._section(_("What it said before"), *lines)

    def _button(self, text: str, act: Callable[[], object]) -> QPushButton:
        pressed = _Wrapping(text)
        pressed.clicked.connect(lambda _checked=False: act())
        return pressed


class _Wrapping(QPushButton):
    """A button whose words are long: they wrap."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setProperty("quiet", True)
        self.setAutoDefault(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        inside = label()
        inside.setText(text)
        inside.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setLayout(row(inside, margin=theme.px(4)))
        self.setAccessibleName(text)
        self._inside = inside

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        hint.setHeight(self._inside.heightForWidth(max(80, self.width() - theme.px(12))) + theme.px(12))
        return hint

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self.setMinimumHeight(self._inside.heightForWidth(max(80, self.width() - theme.px(12))) + theme.px(12))


def _plain(text: str, role: str = "") -> QLabel:
    shown = label(role, selectable=True)
    shown.setText(text)
    shown.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return shown


def _rich(html: str) -> QLabel:
    shown = QLabel()
    shown.setWordWrap(True)
    shown.setTextFormat(Qt.TextFormat.RichText)
    shown.setText(html)
    return shown


def _term(there: Wording | None, wording: Wording) -> QLabel:
    head = f"<b>{escape(wording.say)}</b>" if there is None else f"{escape(there.say)} → <b>{escape(wording.say)}</b>"
    lines = [head]
    if wording.popular:
        lines.append(escape(wording.popular))
    if wording.avoid:
        why = f": {wording.avoid_why}" if wording.avoid_why else ""
        words = ", ".join(wording.avoid)
        lines.append(
            f'<span style="color:{theme.color("cempasuchil").name()}">{escape(_("Avoid {words}").format(words=words) + why)}</span>'
        )
    return _rich("<br>".join(lines))


def drawn(pieces: Sequence[Piece]) -> str:
    """A comparison word by word: what came in is underlined, what went is struck out, and a "no" that changed is red."""
    out = []
    for piece in pieces:
        text = escape(piece.words)
        if piece.op == "same":
            out.append(text)
            continue
        token = "danger" if piece.negation else "agave" if piece.op == "added" else "cempasuchil"
        tag = "u" if piece.op == "added" else "s"
        out.append(f'<{tag} style="color:{theme.color(token).name()}">{text}</{tag}>')
    return " ".join(out)
