"""What a screen reader hears: every text of a paper in its place, a section for each language (curricula.md 8, recipe 15).

Importing this module loads reportlab.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from reportlab.pdfbase import pdfdoc

from peña_app.languages import language as language_of

_ARTIFACT: Final = "/Artifact BMC"
_END: Final = "EMC"


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """A list, an item, a table or a row: it holds what says that it stands within it."""

    role: str


@dataclass(frozen=True, slots=True, eq=False)
class Tag:
    """What one text is: its role in the PDF's terms (H1, P, LBody, TD …), its language, and the groups around it.

    Halves of a text that is cut share one tag. A text without a role is no part of what is read aloud.
    """

    role: str
    code: str
    within: tuple[Group, ...] = ()


@dataclass(slots=True, eq=False)
class _Node:
    """An element of the tree; its kids are elements, or (page, number of the marked content)."""

    role: str
    kids: list[_Node | tuple[int, int]] = field(default_factory=list)
    code: str = ""


class Tagged:
    """A canvas on which every text is marked as what it is, and everything else as no part of the text."""

    _code: list[str]
    _doc: Any

    def begin_tags(self) -> None:
        """Called once the canvas can be drawn on."""
        self._sections: dict[str, _Node] = {}
        self._nodes: dict[tuple[object, str], _Node] = {}
        self._on_page: list[_Node] = []
        self._pages: list[tuple[str, list[_Node]]] = []
        self._code.append(_ARTIFACT)

    @contextmanager
    def tagged(self, tag: Tag) -> Iterator[None]:
        """Mark what is drawn inside as one text."""
        self._leave_artifact()
        number = len(self._on_page)
        node = self._node(tag, tag.code, tag.role, tag.within)
        node.kids.append((len(self._pages), number))
        self._on_page.append(node)
        self._code.append(f"/{tag.role} <</MCID {number}>> BDC")
        yield
        self._code += [_END, _ARTIFACT]

    def end_page_tags(self) -> str:
        """Called before a page is closed: gives the name under which the page will be known."""
        self._leave_artifact()
        return str(self._doc.thisPageName())

    def begin_page_tags(self, name: str) -> None:
        """Called when the page of that name is closed and the next one is open."""
        page = self._doc.Pages.pages[-1]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = len(self._pages)
        page.Tabs = pdfdoc.PDFName("S")
        self._pages.append((name, self._on_page))
        self._on_page = []
        self._code.append(_ARTIFACT)

    def _leave_artifact(self) -> None:
        if self._code and self._code[-1] == _ARTIFACT:
            self._code.pop()
        else:
            self._code.append(_END)

    def _node(self, key: object, code: str, role: str, within: tuple[Group, ...]) -> _Node:
        known = self._nodes.get((key, code))
        if known is None:
            known = self._nodes[key, code] = _Node(role)
            parent = self._node(within[-1], code, within[-1].role, within[:-1]) if within else self._section(code)
            parent.kids.append(known)
        return known

    def _section(self, code: str) -> _Node:
        return self._sections.setdefault(code, _Node("Sect", code=code))

    def write_tags(self) -> None:
        """Put the tree into the PDF; a paper without any text has none."""
        if self._code == [_ARTIFACT] and self._pages:
            self._code.clear()  # or reportlab would begin one more page for it
        if not self._sections:
            return
        refer = self._doc.Reference
        objects: dict[int, pdfdoc.PDFDictionary] = {}
        root, whole = pdfdoc.PDFDictionary(), _Node("Document", list(self._sections.values()))
        waiting = [(whole, root)]
        while waiting:
            node, parent = waiting.pop()
            made = objects[id(node)] = pdfdoc.PDFDictionary({"S": pdfdoc.PDFName(node.role), "P": refer(parent)})
            if node.code:
                made["Lang"] = pdfdoc.PDFString(node.code)
                made["T"] = pdfdoc.PDFString(language_of(node.code).name)
            waiting += [(kid, made) for kid in node.kids if isinstance(kid, _Node)]
        for node in [whole, *self._sections.values(), *self._nodes.values()]:
            self._write_kids(node, objects)
        numbers: list[Any] = []
        for page, (_name, nodes) in enumerate(self._pages):
            numbers += [page, refer(pdfdoc.PDFArray([refer(objects[id(node)]) for node in nodes]))]
        root["Type"] = pdfdoc.PDFName("StructTreeRoot")
        root["K"] = refer(objects[id(whole)])
        root["ParentTree"] = refer(pdfdoc.PDFDictionary({"Nums": pdfdoc.PDFArray(numbers)}))
        root["ParentTreeNextKey"] = len(self._pages)
        self._doc.Catalog.StructTreeRoot = root
        self._doc.Catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": pdfdoc.PDFtrue})

    def _write_kids(self, node: _Node, objects: dict[int, pdfdoc.PDFDictionary]) -> None:
        made = objects[id(node)]
        kids: list[Any] = []
        for kid in node.kids:
            if isinstance(kid, _Node):
                kids.append(self._doc.Reference(objects[id(kid)]))
                continue
            page, number = kid
            name = pdfdoc.PDFObjectReference(self._pages[page][0])
            if not kids:
                made["Pg"] = name
                kids.append(number)
            else:
                kids.append(pdfdoc.PDFDictionary({"Type": pdfdoc.PDFName("MCR"), "Pg": name, "MCID": number}))
        made["K"] = kids[0] if len(kids) == 1 else pdfdoc.PDFArray(kids)


@contextmanager
def marked(pen: object, tag: Tag | None) -> Iterator[None]:
    """Mark what is drawn inside as a text with that tag, where the pen can mark; without a tag it is no part of the text."""
    if tag is None or not tag.role or not isinstance(pen, Tagged):
        yield
        return
    with pen.tagged(tag):
        yield
