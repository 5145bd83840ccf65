"""Which version is the original, where nothing says so."""

import pytest

from diptych.model import Kind, Role, Span
from diptych.survey.roles import assign_roles
from diptych.survey.units import Unit

ROMANIAN = ["Către prefect",
            "Podul s-a rupt în noaptea de joi, iar satul a rămas fără pâine.",
            "Așteptăm.",
            "Am cerut ajutor de trei ori, dar nu ne-a răspuns nimeni din oraș până astăzi.",
            "Primarul"]  # fmt: skip
HUNGARIAN = ["A prefektusnak",
             "A híd csütörtökre virradóra leszakadt, és a falu kenyér nélkül maradt.",
             "Várunk.",
             "Háromszor kértünk segítséget, de a városból máig senki sem válaszolt nekünk.",
             "A bíró"]  # fmt: skip
REMARK = "A levelet a tanár olvassa fel, a csoportok külön dolgoznak rajta."


@pytest.mark.parametrize("at_end", [False, True])
@pytest.mark.parametrize("first", ["ro", "hu"])
def test_pairs_that_fit_tell_which_version_is_first(first: str, at_end: bool) -> None:
    pairs = zip(ROMANIAN, HUNGARIAN, strict=True)
    rows = [row for ro, hu in pairs for row in sorted((("ro", ro), ("hu", hu)), key=lambda r: r[0] != first)]
    second = "hu" if first == "ro" else "ro"
    rows = [*rows, (first, REMARK)] if at_end else [(second, REMARK), *rows]
    units = [Unit(Span(0, len(text)), text, language=name, version=name) for name, text in rows]
    roles = assign_roles(units, [], [], False).roles
    assert [name for name, (role, _) in roles.items() if role is Role.ORIGINAL] == [first]


@pytest.mark.parametrize(
    ("label", "languages"),
    [("Suomennos:", ("en", "fi")), ("英文翻译：", ("en", "zh")), ("Eestindus:", ("en", "et"))],
)
def test_a_credit_into_a_language_tells_the_translation(label: str, languages: tuple[str, str]) -> None:
    text = "Ei saanud me täna vastust, ja rohkem me ei küsi."
    units = [Unit(Span(0, len(text)), text, language=name, version=name) for name in languages]
    credit = Unit(Span(0, len(label)), label).decided(Kind.METADATA, "label", "label translator")
    roles = assign_roles([units[0], credit, units[1]], [], [], False).roles
    target = {"Suomennos:": "fi", "英文翻译：": "en", "Eestindus:": "et"}[label]
    assert roles[target][0] is Role.TRANSLATION
