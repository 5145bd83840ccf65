"""Random documents: any order of paragraphs, anything inside them, hostile characters, any beads."""

from handmade import LETTERS, Line, Part, made
from hypothesis import strategies as st
from test_tei_header import WITH_BOTH

from diptych.model import Bead, Document, Field, Kind, Status

HOSTILE = st.sampled_from(
    [
        "]]>",
        "&amp;",
        "<p>",
        "<!--",
        '"',
        "e\u0301\u0323",
        "a\u00a0b",
        "\u00adsoft",
        "\u200bzero\u200d",
        "👩‍👩‍👧",
        "שלום",
        "\u202eright\u202c",
        "第一句。",
        "\u2028",
        "\u0085",
        "\ufeff",
        "\U0001fffe",
        "x" * 3000,
        "[",
        "]",
        " ",
    ]
)
PLAIN = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=8)
WORDS = st.lists(st.one_of(HOSTILE, PLAIN), max_size=3).map("".join)
INLINE = st.sampled_from(
    [
        *(
            "editorial",
            "gap",
            "gap/illegible",
            "gap/cut by the editor",
            "editorial/sic",
            "editorial/supplied",
        ),
        *("editorial/uncertain", "editorial/handwritten", "editorial/inserted", "editorial/crossed out"),
        *("editorial/translator's note", "editorial/correction", "editorial/a remark in brackets"),
        *("body/underlined", "body/emphasised", "body/crossed out"),
    ]
)
INTERRUPTING = st.sampled_from(["note anchor", "page header", "page number", "page break"])
PART = st.one_of(
    st.tuples(st.just(""), WORDS),
    st.tuples(
        INLINE, st.one_of(WORDS, st.sampled_from(["[i.e. this", "]", "[sic] ", "[...]", "[and]", " [x"]))
    ),
    st.tuples(INTERRUPTING, st.sampled_from(["[1]", "*", "12", " - 3 - ", "\n\n\f", "Minutes "])),
    st.tuples(st.just("joint"), st.sampled_from(["\n", "\t", " \n"])),
    st.tuples(st.just("cut"), st.sampled_from(["-\n", "\a", "\u00ad\n"])),
    st.tuples(st.just("stop"), st.sampled_from(["", " ", "\n"])),
)


def _with_words(parts: list[Part]) -> list[Part]:
    """The parts with a word at the beginning of each sentence; none is blank."""
    return [piece for part in parts for piece in ((part, ("", "W")) if part[0] == "stop" else (part,))]


LINE = st.builds(
    Line,
    version=st.sampled_from(["ru", "en", "en", "zh-TW"]),
    kind=st.sampled_from(sorted(LETTERS)),
    parts=st.lists(PART, max_size=8).map(lambda parts: _with_words([("stop", ""), *parts])),
    division=st.integers(1, 3),
    label=st.sampled_from(["", "1", "2", "*", "<&"]),
)
LOOSE = st.builds(
    lambda kind, text: Line("-", Kind(kind), [("", text)]),
    st.one_of(st.sampled_from(["editorial", "gap"]), INTERRUPTING, st.just("furniture")),
    st.sampled_from(["[1]", "12", "[and]", "[от руки: x]", "[зачёркнуто: x]", "x"]),
)
NAMES = [*(name for name, _ in WITH_BOTH), "any label: <&>"]
FIELD = st.builds(
    Field,
    st.sampled_from(NAMES),
    st.text(max_size=20),
    st.none(),
    st.sampled_from(["", "", "1958-12~", "1958/1960", "1958-02-30", "195X", "../1958?", "en"]),
)
FIELD = FIELD.map(lambda f: Field(f.name, f.value, None, "hu" if f.name == "original language" else f.normal))
REASON = st.sampled_from(["", "", "too long", "<&\x00"])
STATUS = st.sampled_from([Status.AUTO, Status.AUTO, Status.CONFIRMED])


@st.composite
def beads(draw: st.DrawFn, source: list[str], target: list[str]) -> tuple[Bead, ...]:
    """Beads in text order that cover both sides."""
    found: list[Bead] = []
    while source or target:
        n, m = draw(st.integers(0, min(3, len(source)))), draw(st.integers(0, min(3, len(target))))
        if not n and not m:
            n, m = min(1, len(source)), min(1, len(target))
        confidence = draw(st.integers(0, 1000)) / 1000
        status = draw(STATUS)
        if status is Status.CONFIRMED:
            confidence = 1.0
        found.append(Bead(tuple(source[:n]), tuple(target[:m]), confidence, status, draw(REASON)))
        source, target = source[n:], target[m:]
    return tuple(found)


@st.composite
def rejected(
    draw: st.DrawFn, source: list[str], target: list[str], beads: tuple[Bead, ...]
) -> tuple[Bead, ...]:
    """A bead of the first sentences of both sides that a person rejected, or none; it did not come again."""
    first = tuple(source[:1]), tuple(target[: draw(st.integers(1, 2))])
    bead = Bead(*first, draw(st.integers(0, 1000)) / 1000, Status.REJECTED, draw(REASON))
    is_new = all((one.source, one.target) != first for one in beads)
    return (bead,) if all(first) and is_new and draw(st.booleans()) else ()


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A document with one to three versions, aligned where there is an original."""
    lines = draw(st.lists(st.one_of(LINE, LINE, LINE, LOOSE), min_size=1, max_size=12))
    if all(line.version == "-" for line in lines):
        lines.append(Line("en", Kind.BODY, [("", "W")]))
    fields = draw(st.lists(FIELD, max_size=6))
    name = draw(st.one_of(st.just("letter.txt"), st.text(min_size=1, max_size=8)))
    plain = made(lines, fields=fields, name=name, doubts=["W"], missing=draw(st.sampled_from(["", "hu"])))
    names = [version.name for version in plain.versions]
    if "ru" not in names or len(names) < 2:
        return plain
    other = next(name for name in names if name != "ru")
    sides = [
        [[s.id for s in plain.version(v).stream(notes)] for v in ("ru", other)] for notes in (False, True)
    ]
    text, notes = (draw(beads(*side)) for side in sides)
    return made(lines, text, notes, draw(rejected(*sides[0], text)), fields, ["W"], plain.missing, name)
