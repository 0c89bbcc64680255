"""The look: contrast, colours only in one file, and restyling while the program runs."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame
from shiboken6 import Shiboken

from ui.theme import RESOURCES, TEXT_SCALES, THEME, color, font, icon, scaled, style_sheet, tokens
from ui.widgets.choices import Combo

ROOT = RESOURCES.parent
PAIRS = [
    ("ink", "surface", 4.5),
    *[("ink2", ground, 4.5) for ground in ("surface", "canvas", "sidebar")],
    *[("ink3", ground, 4.5) for ground in ("surface", "canvas", "sidebar", "selected")],
    *[("link", ground, 4.5) for ground in ("surface", "selected", "canvas", "hover")],
    ("on_primary", "primary", 4.5),
    ("on_primary", "primary_hover", 4.5),
    *[("line_strong", ground, 3) for ground in ("surface", "canvas")],
    *[("focus", ground, 3) for ground in ("surface", "canvas", "selected", "sidebar")],
    *[("danger", ground, 4.5) for ground in ("danger_bg", "surface", "canvas", "selected")],
    *[(kind, f"{kind}_bg", 4.5) for kind in ("warn", "ok", "info", "neutral")],
    ("warn", "canvas", 4.5),
    *[("ink", ground, 4.5) for ground in ("diff_add", "diff_del", "raised", "hover", "sunken")],
    ("ink3", "neutral_bg", 4.5),
    *[(f"area_{area}", "surface", 3) for area in tokens()["areas"]],
    *[("on_area", f"area_{area}", 4.5) for area in ("employment", "social", "health")],
]


def luminance(value: str) -> float:
    parts = (QColor(value).redF(), QColor(value).greenF(), QColor(value).blueF())
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_computed_as_the_guideline_says():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("one", "other", "need"), PAIRS)
def test_every_pair_of_colours_can_be_told_apart(theme, one, other, need):
    colors = tokens()[theme]
    assert contrast(colors[one], colors[other]) >= need


def test_both_themes_have_the_same_colours():
    assert tokens()["light"].keys() == tokens()["dark"].keys()


def test_no_colour_stands_outside_the_tokens():
    literal = re.compile(
        r"#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\b|rgba?\(|QColor\(\s*[\d\"']|GlobalColor\.(?!transparent)"
    )
    files = [*(ROOT / "ui").rglob("*.py"), RESOURCES / "style.qss"]
    found = [
        f"{file.name}: {line.strip()}"
        for file in files
        for line in Path(file).read_text(encoding="utf-8").splitlines()
        if literal.search(line)
    ]
    assert not found


@pytest.mark.parametrize("percent", TEXT_SCALES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_style_sheet_has_no_placeholder_left(theme, percent):
    text = style_sheet(tokens()[theme], percent)
    assert "@" not in text
    assert f"min-height: {round(32 * percent / 100)}px" in text


def test_a_change_of_theme_and_size_is_told_and_takes_effect(qapp, qtbot):
    with qtbot.waitSignal(THEME.changed):
        THEME.use("dark", 200)
    assert color("ink").name() == tokens()["dark"]["ink"].lower()
    assert font("body").pointSizeF() == pytest.approx(21)
    assert scaled(34) == 68
    assert qapp.palette().window().color().name() == tokens()["dark"]["canvas"].lower()


def test_the_system_decides_when_it_is_followed(qapp):
    THEME.use("system")
    assert THEME.mode == "system"
    wanted = "dark" if qapp.styleHints().colorScheme().name == "Dark" else "light"
    assert color("ink").name() == tokens()[wanted]["ink"].lower()


def test_every_icon_that_the_program_names_exists():
    names = set()
    for file in (ROOT / "ui").rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        names |= set(
            re.findall(r"(?:Icon|icon|draw_icon)\(\s*(?:painter, )?\"([a-z0-9-]+)\"", text)
        )
        names |= set(re.findall(r"icon=\"([a-z0-9-]+)\"", text))
    assert "search" in names
    assert not {name for name in names if not (RESOURCES / "icons" / f"{name}.svg").exists()}


def test_an_icon_is_drawn_in_the_colour_of_its_token(qapp):
    image = icon("check", "danger", 24).pixmap(24, 24).toImage()
    shades = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert color("danger").name() in shades


def test_a_window_is_dressed_once_and_whatever_comes_later(qtbot):
    window, closed = QFrame(), QFrame()
    for each in (window, closed, window):
        THEME.dress(each)
    Shiboken.delete(closed)
    THEME.use("dark", 200)
    assert window.styleSheet() == style_sheet(tokens()["dark"], 200)
    assert THEME._open_windows().count(window) == 1
    qtbot.addWidget(window)


def test_the_list_under_a_field_looks_like_the_rest(qtbot):
    field = Combo([("a", "Aalborg"), ("b", "Aarhus")], name="By", searchable=True)
    qtbot.addWidget(field)
    popup = field.completer().popup()
    assert not popup.styleSheet()
    field.show()
    qtbot.keyClicks(field.lineEdit(), "aa")
    assert popup.isVisible()
    assert popup.styleSheet() == field.styleSheet() != ""
    popup.hide()
