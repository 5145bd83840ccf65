"""Parallel texts made by hand, one of every kind that a format has to carry."""

from diptych.exchange import Line, ParallelText, Text, Unit
from diptych.model import Bead, Role, Status


def version(name: str, role: Role, *paragraphs: tuple[str, ...], notes: tuple[str, ...] = ()) -> Text:
    """A version of these paragraphs of sentences, each footnote one sentence."""
    text = [
        Line(f"{name}.p{p}.s{s}", f"{name}.p{p}", words)
        for p, sentences in enumerate(paragraphs, start=1)
        for s, words in enumerate(sentences, start=1)
    ]
    feet = [Line(f"{name}.n{n}.s1", f"{name}.n{n}", words, True) for n, words in enumerate(notes, start=1)]
    return Text(name, name.rstrip("0123456789"), role, (*text, *feet))


def parallel(
    document: str, source: Text, target: Text, *beads: Bead, notes: tuple[Bead, ...] = ()
) -> ParallelText:
    """A parallel text whose units are these beads."""
    units = [Unit(number, bead) for number, bead in enumerate(beads, start=1)]
    feet = [Unit(number, bead, True) for number, bead in enumerate(notes, start=1)]
    return ParallelText(document, f"The {document}", source, target, (*units, *feet))


LETTER = parallel(
    "letter",
    version(
        "ru",
        Role.ORIGINAL,
        ("Дорогой товарищ!",),
        ("Получил Ваше письмо от 4 мая.", "Благодарю.", "Ответ вышлю позже."),
        notes=("Так в тексте.",),
    ),
    version(
        "en",
        Role.TRANSLATION,
        ("Dear Comrade,",),
        ("I have received your letter of 4 May; thank you.", "My regards to all."),
        notes=("Thus in the text.",),
    ),
    Bead(("ru.p1.s1",), ("en.p1.s1",), 1.0, Status.CONFIRMED),
    Bead(("ru.p2.s1", "ru.p2.s2"), ("en.p2.s1",), 0.91),
    Bead(("ru.p2.s3",), (), 0.42, reason="nothing like it"),
    Bead((), ("en.p2.s2",), 0.5),
    notes=(Bead(("ru.n1.s1",), ("en.n1.s1",), 0.88),),
)
"""Merged, left out, added, confirmed, a footnote."""

TELEGRAM = parallel(
    "电报",
    version("zh", Role.ORIGINAL, ("代表团已到。", "会谈明天开始。")),
    version("en", Role.TRANSLATION, ("The delegation has arrived; talks begin tomorrow.",)),
    Bead(("zh.p1.s1", "zh.p1.s2"), ("en.p1.s1",), 0.77),
)
"""A script without blanks, in a document whose name is no ASCII."""

CROSSED = parallel(
    "minutes",
    version("ru", Role.ORIGINAL, ("Слово имеет Иванов.", "Вопросов нет.", "Прения закрыты."), ("Принято.",)),
    version(
        "en", Role.TRANSLATION, ("There are no questions.", "Ivanov has the floor."), ("Carried.", "Closed.")
    ),
    Bead(("ru.p1.s2",), ("en.p1.s1",), 0.8),
    Bead(("ru.p1.s1",), ("en.p1.s2",), 0.9),
    Bead(("ru.p1.s3", "ru.p2.s1"), ("en.p2.s1", "en.p2.s2"), 0.4),
)
"""Two beads that cross, and one over the border of two paragraphs."""

TORN = parallel(
    "report",
    version("ru", Role.ORIGINAL, ("Пункт первый.", "Пункт второй.", "Пункт третий.")),
    version("en", Role.TRANSLATION, ("Items one and three.", "Item two.")),
    Bead(("ru.p1.s1", "ru.p1.s3"), ("en.p1.s1",), 0.7),
    Bead(("ru.p1.s2",), ("en.p1.s2",), 0.6),
)
"""A bead whose sentences do not stand side by side."""

HOSTILE_SENTENCES = {
    "control": "bell\x07 and start\x02",
    "cdata": "a ]]> b <seg>c</seg> &amp; & <!-- d -->",
    "ladder": "one ~~~ two ~~~",
    "unescaped": r"back\slash \n \t \"quoted\" ${x} {{y}} %s",
    "no-break": "10\u00a0000 \u2009thin\u202fspaces\u200b\ufeff",
    "hebrew": "שלום \u200fעולם (1958) \u202bمرحبا\u202c",
    "combining": "и\u0306 e\u0301\u0323 ж\u0300",
    "surrogate": "half \ud83d of a pair",
    "astral": "𝔘𝔫𝔦 😀 𐍈",
    "formula": "=1+1",
    "command": "@SUM(A1)",
    "sign": "-2+3",
    "quotes": '"„«\'»“"',
    "blank": " leading and trailing ",
    "separators": "line\u2028para\u2029next\u0085unit",
    "pipe": "a|b;c,d:e#f",
    "replacement": "lost \ufffd letter",
    "noncharacter": "\ufdd0 and \U0001ffff",
}
"""What some format holds for a sign of its own, or forbids."""

HOSTILE = parallel(
    "a b&c",
    version("ru", Role.ORIGINAL, tuple(HOSTILE_SENTENCES.values())),
    version("en", Role.TRANSLATION, tuple(f"{words} again" for words in HOSTILE_SENTENCES.values())),
    *(
        Bead((f"ru.p1.s{n}",), (f"en.p1.s{n}",), 0.5, reason="one ]]> \x02 reason\ttold")
        for n in range(1, len(HOSTILE_SENTENCES) + 1)
    ),
)
