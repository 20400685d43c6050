"""Colours, letters and sizes by name: screens use the names, never the values."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from peña_app import paths

LIGHT: Final = "light"
DARK: Final = "dark"
CONTRAST: Final = "contrast"
THEMES: Final = (LIGHT, DARK, CONTRAST)

TOKENS: Final[dict[str, dict[str, str]]] = {
    LIGHT: {
        "paper": "#FBF8F3", "card": "#FFFFFF", "ink": "#1D2433", "soft": "#5B6475", "line": "#E4DED3",
        "rosa": "#B0174F", "agave": "#0E6E66", "cempasuchil": "#A85400", "danger": "#B3261E", "on_accent": "#FFFFFF",
        "tint": "#FAEAEF", "field": "#8A8274",
    },
    DARK: {
        "paper": "#16181D", "card": "#1F232B", "ink": "#F2EFE9", "soft": "#A9B0BE", "line": "#323845",
        "rosa": "#FF6B9D", "agave": "#4FC9BC", "cempasuchil": "#FFB454", "danger": "#FF8A80", "on_accent": "#16181D",
        "tint": "#35222C", "field": "#6B7386",
    },
    CONTRAST: {
        "paper": "#FFFFFF", "card": "#FFFFFF", "ink": "#000000", "soft": "#2B2B2B", "line": "#000000",
        "rosa": "#7A0033", "agave": "#00463F", "cempasuchil": "#5C2E00", "danger": "#7A0000", "on_accent": "#FFFFFF",
        "tint": "#EDEDED", "field": "#000000",
    },
}  # fmt: skip

SERIES: Final = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#000000")
"""Okabe and Ito's palette for series in charts: told apart also by people who see few colours."""

SMALL, BODY, LARGE, TITLE, HUGE = 9.5, 11.0, 13.0, 20.0, 34.0
SCALES: Final = (80, 100, 125, 150, 175, 200)
SPACE: Final = 4

_theme = LIGHT
_scale = 100
_family = ""


def load_letters() -> None:
    """Make the family of the screen known to Qt: Atkinson Hyperlegible."""
    global _family
    if _family:
        return
    import fontpkg_atkinson_hyperlegible

    folder = Path(next(iter(fontpkg_atkinson_hyperlegible.__path__)))
    families = [family for file in sorted(folder.rglob("*.ttf")) for family in _added(file)]
    _family = families[0] if families else "sans-serif"


def load_more_letters() -> None:
    """Put Andika behind it, for the letters it lacks (Nahuatl, Kʼicheʼ, Mixtec); a locked window shows none of them."""
    for family in _added(paths.data("resources", "fonts", "Andika-Regular.ttf")):
        if family not in QFont.substitutes(_family):
            QFont.insertSubstitution(_family, family)


def _added(file: Path) -> list[str]:
    return QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(file)))


def apply(theme: str, scale: int = 100) -> None:
    """Dress every window: ``theme`` is one of `THEMES`, ``scale`` per cent of the usual letters."""
    global _theme, _scale
    _theme, _scale = theme if theme in THEMES else LIGHT, scale
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        return
    load_letters()
    if application.style().objectName().casefold() != "fusion":
        application.setStyle("Fusion")
    application.setPalette(_palette())
    application.setFont(letters())
    application.setStyleSheet(_sheet())


def theme() -> str:
    """The theme in force."""
    return _theme


def scale() -> int:
    """The size of letters in per cent."""
    return _scale


def color(token: str) -> QColor:
    """The colour that a token has in the theme in force."""
    return QColor(TOKENS[_theme][token])


def letters(size: float = BODY, *, bold: bool = False) -> QFont:
    """A font of the screen's family; ``size`` in points at 100 %."""
    font = QFont(_family or "sans-serif")
    font.setFamilies([_family or "sans-serif", "Andika"])
    font.setPointSizeF(size * _scale / 100)
    font.setBold(bold)
    return font


def px(length: int) -> int:
    """A length in pixels that grows with the letters."""
    return round(length * _scale / 100)


def _palette() -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for each, token in (
        (role.Window, "paper"), (role.WindowText, "ink"), (role.Base, "card"), (role.AlternateBase, "paper"),
        (role.Text, "ink"), (role.Button, "card"), (role.ButtonText, "ink"), (role.Highlight, "rosa"),
        (role.HighlightedText, "on_accent"), (role.ToolTipBase, "card"), (role.ToolTipText, "ink"),
        (role.PlaceholderText, "soft"), (role.Link, "rosa"), (role.Mid, "line"), (role.Accent, "rosa"),
    ):  # fmt: skip
        palette.setColor(each, color(token))
    for each in (role.Text, role.ButtonText, role.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, each, color("soft"))
    return palette


def _sheet() -> str:
    sizes = {
        "small": f"{SMALL * _scale / 100:.1f}pt", "body": f"{BODY * _scale / 100:.1f}pt", "large": f"{LARGE * _scale / 100:.1f}pt",
        "title": f"{TITLE * _scale / 100:.1f}pt", "huge": f"{HUGE * _scale / 100:.1f}pt", "target": f"{px(22)}px", "bar": f"{px(20)}px", "segment": f"{px(22)}px",
        "arrow": f"{px(12)}px", "tick": f"{px(18)}px", "down": _drawn("down"), "up": _drawn("up"), "mark": _drawn("check"),
    }  # fmt: skip
    sheet = _SHEET
    for name, value in {**TOKENS[_theme], **sizes}.items():
        sheet = (
            sheet.replace(f"url(@{name};)", f'url("{value}")').replace(f"@{name};", f"{value};").replace(f"@{name} ", f"{value} ")
        )
    return sheet


def _drawn(name: str) -> str:
    return paths.data("resources", "themes", f"{name}-{_theme}.svg").as_posix()


_SHEET = """
QWidget { font-size: @body; color: @ink; }
QMainWindow, QDialog { background: @paper; }
QToolTip { background: @card; color: @ink; border: 1px solid @line; padding: 6px; }
QLabel { background: transparent; }
QLabel[role="title"] { font-size: @title; font-weight: bold; }
QLabel[role="heading"] { font-size: @large; font-weight: bold; }
QLabel[role="soft"] { color: @soft; }
QLabel[role="small"] { color: @soft; font-size: @small; }
QLabel[role="huge"] { font-size: @huge; font-weight: bold; }
QLabel[role="good"] { color: @agave; font-weight: bold; }
QLabel[role="attention"] { color: @cempasuchil; font-weight: bold; }
QLabel[role="trouble"] { color: @danger; }
QFrame[role="card"] { background: @card; border: 1px solid @line; border-radius: 8px; }
QFrame[gap="true"] { border: 1px dashed @danger; border-radius: 8px; }
QFrame[role="rule"] { background: @line; border: none; max-height: 1px; min-height: 1px; }
QWidget[role="rail"] { background: @card; border-right: 1px solid @line; }
QWidget[role="bar"] { background: @card; border-bottom: 1px solid @line; }
QWidget[role="page"] { background: @paper; }
QPushButton, QToolButton {
    background: @card; color: @ink; border: 1px solid @field; border-radius: 8px;
    padding: 6px 14px; min-height: @target;
}
QPushButton:hover, QToolButton:hover { border-color: @rosa; color: @rosa; }
QPushButton:pressed, QToolButton:pressed { background: @tint; }
QPushButton:focus, QToolButton:focus { border: 2px solid @rosa; padding: 5px 13px; }
QPushButton:disabled, QToolButton:disabled { color: @soft; border-color: @line; background: @paper; }
QPushButton[primary="true"] { background: @rosa; color: @on_accent; border: 1px solid @rosa; font-weight: bold; }
QPushButton[primary="true"]:hover { color: @on_accent; border-color: @ink; }
QPushButton[primary="true"]:focus { border: 2px solid @ink; }
QPushButton[primary="true"]:disabled { background: @line; color: @soft; border-color: @line; }
QPushButton[danger="true"] { color: @danger; border-color: @danger; }
QPushButton[quiet="true"], QToolButton[quiet="true"] { border: 1px solid transparent; background: transparent; }
QPushButton[quiet="true"]:hover, QToolButton[quiet="true"]:hover { background: @tint; }
QPushButton[quiet="true"]:focus, QToolButton[quiet="true"]:focus { border: 2px solid @rosa; }
QPushButton[segment="true"] { border-radius: 8px; min-width: @segment; padding: 6px 8px; }
QPushButton[segment="true"]:checked { background: @rosa; color: @on_accent; border-color: @rosa; font-weight: bold; }
QToolButton[rail="true"] {
    border: none; border-radius: 8px; padding: 8px 12px; text-align: left; background: transparent; color: @soft;
}
QToolButton[rail="true"]:hover { background: @tint; color: @ink; }
QToolButton[rail="true"]:checked { background: @tint; color: @rosa; font-weight: bold; }
QToolButton[rail="true"]:focus { border: 2px solid @rosa; padding: 6px 10px; }
QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QComboBox, QDateEdit, QTimeEdit, QDateTimeEdit {
    background: @card; color: @ink; border: 1px solid @field; border-radius: 8px;
    padding: 6px 10px; min-height: @target; selection-background-color: @rosa; selection-color: @on_accent;
}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QComboBox:focus,
QDateEdit:focus, QTimeEdit:focus, QDateTimeEdit:focus { border: 2px solid @rosa; padding: 5px 9px; }
QLineEdit[big="true"] { font-size: @title; padding: 10px 14px; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] { border: 2px solid @danger; }
QComboBox::drop-down, QDateTimeEdit::drop-down { border: none; width: 28px; subcontrol-origin: padding; subcontrol-position: center right; }
QComboBox::down-arrow, QDateTimeEdit::down-arrow { image: url(@down;); width: @arrow; height: @arrow; }
QSpinBox { padding-right: 28px; }
QSpinBox::up-button, QTimeEdit::up-button { border: none; width: 26px; subcontrol-origin: border; subcontrol-position: top right; }
QSpinBox::down-button, QTimeEdit::down-button { border: none; width: 26px; subcontrol-origin: border; subcontrol-position: bottom right; }
QSpinBox::up-arrow, QTimeEdit::up-arrow { image: url(@up;); width: @arrow; height: @arrow; }
QSpinBox::down-arrow, QTimeEdit::down-arrow { image: url(@down;); width: @arrow; height: @arrow; }
QCheckBox::indicator { width: @tick; height: @tick; border: 1px solid @field; border-radius: 4px; background: @card; }
QCheckBox::indicator:checked { background: @rosa; border-color: @rosa; image: url(@mark;); }
QCheckBox:focus { color: @rosa; }
QCheckBox::indicator:focus { border: 2px solid @rosa; }
QComboBox QAbstractItemView { background: @card; border: 1px solid @line; selection-background-color: @tint; selection-color: @ink; outline: none; }
QCheckBox, QRadioButton { spacing: 8px; min-height: @target; background: transparent; }
QAbstractItemView { background: @card; border: 1px solid @line; border-radius: 8px; outline: none; gridline-color: @line; }
QAbstractItemView::item { padding: 7px 8px; border-bottom: 1px solid @line; }
QAbstractItemView::item:selected { background: @tint; color: @ink; }
QTreeView::item { border-bottom: none; }
QHeaderView { background: @card; border: none; border-radius: 8px; }
QHeaderView::section { background: @card; color: @soft; border: none; border-bottom: 2px solid @line; padding: 8px; font-size: @small; font-weight: bold; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget[role="page"] { background: @paper; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar::handle:vertical { background: @line; border-radius: 4px; min-height: 36px; }
QScrollBar::handle:vertical:hover { background: @soft; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle:horizontal { background: @line; border-radius: 4px; min-width: 36px; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: none; border: none; height: 0; width: 0; }
QTabWidget::pane { border: none; }
QTabBar::tab { background: transparent; color: @soft; padding: 8px 16px; border-bottom: 3px solid transparent; min-height: @bar; }
QTabBar::tab:selected { color: @rosa; border-bottom: 3px solid @rosa; font-weight: bold; }
QTabBar::tab:hover { color: @ink; }
QTabBar::tab:focus { color: @rosa; background: @tint; }
QTabBar QToolButton { padding: 0; min-height: 0; border-radius: 4px; background: @paper; }
QProgressBar { background: @line; border: none; border-radius: 4px; height: 8px; text-align: center; color: transparent; }
QProgressBar::chunk { background: @agave; border-radius: 4px; }
QMenu { background: @card; border: 1px solid @line; padding: 6px; }
QMenu::item { padding: 8px 18px; border-radius: 6px; }
QMenu::item:selected { background: @tint; color: @ink; }
QSplitter::handle { background: transparent; }
QFrame[role="toast"] { background: @ink; border-radius: 8px; }
QFrame[role="toast"] QLabel { color: @paper; }
QFrame[role="toast"] QPushButton { background: transparent; color: @paper; border: 1px solid @soft; }
QFrame[role="toast"] QPushButton:focus { border: 2px solid @paper; }
QWidget[role="wall"] { background: @card; }
"""
