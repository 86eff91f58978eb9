"""How the window looks: fonts that hold Chinese, text from 100 to 200 %, light, dark, or the system's own contrast."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSettings, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QWidget
from unionapp import paths

BASE = 10.5
"""Points of text at 100 % (五号)."""
CONTROL = 32
"""Pixels that a field or a button is high at 100 %."""
_AROUND = 10
"""Pixels of border and padding above and below what stands in one."""
MARGIN = 12
"""Pixels around a page; between its strips 8, and everywhere a multiple of 4."""
SCALES = (100, 110, 125, 150, 175, 200)
SCHEMES = ("system", "light", "dark")
SCHEME_WORDS = {"system": "随系统", "light": "浅色", "dark": "深色"}
_FAMILIES = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
)

LIGHT: Mapping[str, str] = {
    "window": "#f3f4f6",
    "base": "#ffffff",
    "band": "#f1f4f8",
    "rule": "#e6e9ee",
    "text": "#1b1f24",
    "faint": "#5b6470",
    "off": "#8a929c",
    "line": "#c9cfd6",
    "field": "#858e99",
    "button": "#ffffff",
    "hover": "#e6ebf1",
    "accent": "#a4262c",
    "on_accent": "#ffffff",
    "chosen": "#cfe2f7",
    "on_chosen": "#10233a",
    "link": "#0b57a4",
    "error": "#b3261e",
    "warning": "#8a5300",
    "good": "#1d6b34",
    "error_back": "#fdecea",
    "warning_back": "#fff4df",
    "good_back": "#e6f4ea",
    "bar": "#3b6ea5",
}
DARK: Mapping[str, str] = {
    "window": "#1f2226",
    "base": "#272b30",
    "band": "#2c3137",
    "rule": "#363c44",
    "text": "#e9ecef",
    "faint": "#aab2bb",
    "off": "#8f98a3",
    "line": "#4a515a",
    "field": "#7c8590",
    "button": "#31363d",
    "hover": "#3d444d",
    "accent": "#f08089",
    "on_accent": "#1a0c0d",
    "chosen": "#2f5680",
    "on_chosen": "#ffffff",
    "link": "#7db8f5",
    "error": "#ff8a80",
    "warning": "#ffc368",
    "good": "#7fd698",
    "error_back": "#45282a",
    "warning_back": "#443722",
    "good_back": "#22382a",
    "bar": "#6ea3db",
}
_ROLES = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "base",
    QPalette.ColorRole.AlternateBase: "band",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "button",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.ToolTipBase: "base",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.PlaceholderText: "faint",
    QPalette.ColorRole.Highlight: "chosen",
    QPalette.ColorRole.HighlightedText: "on_chosen",
    QPalette.ColorRole.Link: "link",
    QPalette.ColorRole.LinkVisited: "link",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Light: "base",
    QPalette.ColorRole.Mid: "line",
}


@dataclass(frozen=True)
class Look:
    """What the clerk chose: text size in percent, and a scheme."""

    scale: int = 100
    scheme: str = "system"

    @classmethod
    def remembered(cls, settings: QSettings) -> Look:
        """The look chosen last on this computer."""
        scale = str(settings.value("look/scale", "100"))
        scheme = str(settings.value("look/scheme", "system"))
        return cls(
            int(scale) if scale.isdecimal() and int(scale) in SCALES else 100,
            scheme if scheme in SCHEMES else "system",
        )

    def remember(self, settings: QSettings) -> None:
        """Keep the look for the next start."""
        settings.setValue("look/scale", str(self.scale))
        settings.setValue("look/scheme", self.scheme)

    def resized(self, by: int) -> Look:
        """One step larger or smaller, within the limits."""
        at = SCALES.index(self.scale) + by
        return Look(SCALES[max(0, min(at, len(SCALES) - 1))], self.scheme)

    def next_scheme(self) -> Look:
        """The next scheme in turn."""
        return Look(self.scale, SCHEMES[(SCHEMES.index(self.scheme) + 1) % len(SCHEMES)])


def apply(application: QApplication, look: Look) -> None:
    """Make every window look so, those that are open too."""
    application.setStyle("Fusion")
    application.setFont(font(look.scale))
    colours = colours_of(look)
    application.setPalette(_palette(colours) if colours else QPalette())
    application.setStyleSheet(_sheet(colours or _from_palette(application.palette()), look.scale))


def colours_of(look: Look) -> Mapping[str, str] | None:
    """The colours of a look; None where the system asks for its own high contrast."""
    if look.scheme != "system":
        return DARK if look.scheme == "dark" else LIGHT
    system = QGuiApplication.palette()
    if {system.window().color().name(), system.windowText().color().name()} == {"#000000", "#ffffff"}:
        return None
    return DARK if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT


def font(scale: int = 100) -> QFont:
    """The font of the window at a scale in percent: the system's Chinese one, else the one that comes with us."""
    known = set(QFontDatabase.families())
    family = next((name for name in _FAMILIES if name in known), "") or _own_family()
    made = QFont(family) if family else QFont()
    made.setPointSizeF(BASE * scale / 100)
    return made


def scale() -> int:
    """The size of text in force, in percent."""
    return round(100 * QGuiApplication.font().pointSizeF() / BASE)


def letters(widget: QWidget, count: int) -> int:
    """The width of so many Chinese characters in a widget's font: dialogs grow with the text."""
    return widget.fontMetrics().horizontalAdvance("汉") * count


def pixels(count: int) -> int:
    """So many pixels of 100 % in the size of text in force."""
    return round(count * QGuiApplication.font().pointSizeF() / BASE)


def icon(name: str, colour: QColor | None = None) -> QIcon:
    """One of our own drawings in the colour of the text."""
    drawn = (paths.resources() / "icons" / f"{name}.svg").read_text("utf-8")
    wanted = (colour or QGuiApplication.palette().buttonText().color()).name()
    image = QPixmap()
    sized = drawn.replace("<svg ", '<svg width="64" height="64" ', 1).replace("#000000", wanted)
    image.loadFromData(sized.encode("utf-8"))
    return QIcon(image.scaled(QSize(64, 64)))


def colour(name: str) -> QColor:
    """A named colour of the look in force, for what is drawn by hand."""
    dark = QGuiApplication.palette().window().color().lightness() < 128
    return QColor((DARK if dark else LIGHT)[name])


def _own_family() -> str:
    families = QFontDatabase.applicationFontFamilies(
        QFontDatabase.addApplicationFont(str(paths.resources() / "fonts" / "hei.ttf"))
    )
    return families[0] if families else ""


def _palette(colours: Mapping[str, str]) -> QPalette:
    palette = QPalette()
    for role, name in _ROLES.items():
        palette.setColor(role, QColor(colours[name]))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours["off"]))
    return palette


def _from_palette(palette: QPalette) -> Mapping[str, str]:
    """Our colours as the system's high contrast gives them."""
    text, back = palette.windowText().color().name(), palette.window().color().name()
    found = dict.fromkeys(LIGHT, text)
    for name in ("window", "base", "band", "button", "hover", "on_accent", "error_back", "warning_back", "good_back"):
        found[name] = back
    found["chosen"], found["on_chosen"] = palette.highlight().color().name(), palette.highlightedText().color().name()
    return found


def _sheet(colours: Mapping[str, str], scale: int) -> str:
    sheet = (paths.resources() / "style.qss").read_text("utf-8")
    dark = QColor(colours["window"]).lightness() < 128
    icons = Path(paths.resources() / "icons").as_posix()
    words = {
        **colours,
        "arrow": f"{icons}/{'down-light' if dark else 'down'}.svg",
        "rise": f"{icons}/{'up-light' if dark else 'up'}.svg",
        "tick": f"{icons}/{'check' if dark else 'check-light'}.svg",
        "day": f"{icons}/{'day-light' if dark else 'day'}.svg",
        "size_box": f"{round(14 * scale / 100)}px",
        "size_line": f"{round(CONTROL * scale / 100) - _AROUND}px",
        "size_next": f"{12 * scale / 100:.1f}pt",
        "size_title": f"{15 * scale / 100:.1f}pt",
        "size_code": f"{BASE * 1.7 * scale / 100:.1f}pt",
    }
    return re.sub(r"@(?:s(\d+)\b|(\w+))", lambda found: words[found[2]] if found[2] else _px(found[1], scale), sheet)


def _px(number: str, scale: int) -> str:
    return f"{round(int(number) * scale / 100)}px"
