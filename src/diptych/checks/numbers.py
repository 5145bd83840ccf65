"""Numbers and dates that the translation changes, loses or adds; compared by value, not by writing."""

from calendar import month_name
from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import inf, log

from diptych.checks.findings import Finding, Severity
from diptych.checks.pairs import Pair
from diptych.checks.readings import DATE_ROLES, Firmness, Role, Value

_MOST_MULTIPLE = 5


def check_values(pair: Pair) -> Iterator[Finding]:
    """A number or a date is not the same on both sides."""
    if not pair.source.strip() or not pair.target.strip():
        return
    source, target = unmatched(pair.source_values, pair.target_values)
    for one, other in list(_couples(source, target)):
        source.remove(one)
        target.remove(other)
        yield _changed(pair, one, other)
    lost = (value for value in source if not _is_century_of(value, pair.target_values))
    yield from (_lost(pair, value) for value in lost if _must_be_there(value))
    added = (value for value in target if not _is_century_of(value, pair.source_values))
    yield from (_added(pair, value) for value in added if value.firmness > Firmness.FAINT)


def _is_century_of(value: Value, others: Sequence[Value]) -> bool:
    """Whether it is the century of a year of the other side: the thirties of the 20th century, 1930s."""
    centuries = {
        int(reading.partition(":")[2]) for reading in value.readings if reading.startswith("century:")
    }
    return any(
        number // 100 + 1 in centuries for other in others for number in other.numbers() if number >= 1000
    )


def unmatched(source: Sequence[Value], target: Sequence[Value]) -> tuple[list[Value], list[Value]]:
    """The values of each side that the other does not have; what is said twice need not be repeated."""
    left, right = list(source), list(target)
    for same_role in (True, False):
        for one in sorted(left, key=lambda value: -value.firmness):
            fitting = [v for v in right if v.same(one) and (v.role is one.role or not same_role)]
            if fitting:
                left.remove(one)
                right.remove(max(fitting, key=lambda value: value.firmness))
    return (
        [one for one in left if not any(_repeats(one, other) for other in target)],
        [one for one in right if not any(_repeats(one, other) for other in source)],
    )


def _repeats(one: Value, other: Value) -> bool:
    """Whether a value is said again; an ordinal only by an ordinal, or by what surely is a number."""
    is_rank = one.role is Role.ORDINAL and other.role is not Role.ORDINAL
    return one.same(other) and not (is_rank and other.firmness <= Firmness.LOOSE)


def _couples(source: Sequence[Value], target: Sequence[Value]) -> Iterator[tuple[Value, Value]]:
    """Values that stand for each other and differ, the closest first; no value twice."""
    ranked = sorted(
        (_distance(one, other), i, k) for i, one in enumerate(source) for k, other in enumerate(target)
    )
    taken: set[tuple[int, int]] = set()
    for distance, i, k in ranked:
        if distance < inf and (0, i) not in taken and (1, k) not in taken:
            taken |= {(0, i), (1, k)}
            yield source[i], target[k]


def _distance(one: Value, other: Value) -> float:
    """How far two values are from standing for each other; infinite where they cannot."""
    if (one.role is Role.MONTH) != (other.role is Role.MONTH) or Firmness.IDLE in {
        one.firmness,
        other.firmness,
    }:
        return inf
    if one.role is other.role is Role.ORDINAL:
        return 0.0
    if _measure_alike(one, other):
        return 0.5
    if one.role is Role.MONTH:
        return 0.0
    less, more = sorted((one.firmness, other.firmness))
    are_vague = less is Firmness.LOOSE and more < Firmness.SOFT
    if _is_small(one, other) and less is Firmness.LOOSE:
        return inf
    if are_vague and not (_is_multiple(one) and _is_multiple(other)):
        return inf
    apart = min(_ratio(a, b) for a in one.readings for b in other.readings)
    kinship = 0.0 if one.role is other.role else 1.0
    return 10.0 * are_vague + kinship + min(apart, 5.0)


def _measure_alike(one: Value, other: Value) -> bool:
    """Whether both count the same: six months and three months, acht Tage and three days."""
    measures = [
        {r.partition(":")[0] for r in value.readings if ":" in r and r[0] != "t"} for value in (one, other)
    ]
    return not measures[0].isdisjoint(measures[1])


def _is_small(one: Value, other: Value) -> bool:
    """Whether one is the number one, which languages say and leave unsaid as they like."""
    return any(value.readings == {"1"} for value in (one, other))


def _is_multiple(value: Value) -> bool:
    """Whether it may be a part or a multiple of something: a third, double, treble."""
    return value.role in {Role.NUMBER, Role.ORDINAL} and all(
        0 < number <= _MOST_MULTIPLE for number in value.numbers()
    )


def _ratio(one: str, other: str) -> float:
    try:
        a, b = Fraction(one), Fraction(other)
    except ValueError:
        return 1.0
    return abs(log(a / b)) if a and b else 2.0


def _must_be_there(value: Value) -> bool:
    return value.firmness > Firmness.LOOSE


def _subject(*values: Value) -> str:
    return "date" if any(value.role in DATE_ROLES for value in values) else "number"


def _changed(pair: Pair, one: Value, other: Value) -> Finding:
    said, rendered = one.span.of(pair.source), other.span.of(pair.target)
    return Finding(
        f"{_subject(one, other)}-changed",
        _severity(one, other),
        f"“{said}” in the source is “{rendered}” in the translation",
        one.span,
        other.span,
        said,
        rendered,
        f"write {_wanted(one, pair)}, as the source has it, or note why it differs",
    )


def _wanted(value: Value, pair: Pair) -> str:
    """A value of the source as the translation may say it: words as figures, months by name."""
    said = value.span.of(pair.source)
    if value.role is Role.MONTH and pair.target_language[:2] == "en":
        months = [int(reading[1:]) for reading in value.readings if reading[0] == "m"]
        return month_name[months[0]] if len(months) == 1 else f"“{said}”"
    if said.isdigit():
        return said
    if value.role is Role.TIME:
        return f"what “{said}” says"
    numbers = sorted(value.numbers(), key=lambda number: (number.denominator, number))
    if not numbers or (numbers[0].denominator > 1 and numbers[0] < 1):
        return f"what “{said}” says"
    shown = f"{float(numbers[0]):,.10g}" if numbers[0] >= 10_000 else f"{float(numbers[0]):g}"
    return f"{shown} for “{said}”"


def _severity(one: Value, other: Value) -> Severity:
    """How surely two values that differ ought to be the same; parts of a whole are loose, but parts."""
    less, more = sorted((one.firmness, other.firmness))
    if one.role is Role.MONTH or (less > Firmness.LOOSE and more > Firmness.FAINT):
        return Severity.ERROR
    are_parts = all(any(0 < n < 1 for n in value.numbers()) for value in (one, other))
    are_ordinals = one.role is other.role is Role.ORDINAL
    are_alike = are_parts or are_ordinals or _measure_alike(one, other)
    is_sure = less > Firmness.LOOSE or more > Firmness.FAINT or are_alike
    return Severity.WARNING if is_sure else Severity.LOOK


def _lost(pair: Pair, value: Value) -> Finding:
    said = value.span.of(pair.source)
    severity = {Firmness.FIRM: Severity.ERROR, Firmness.SOFT: Severity.WARNING}.get(
        value.firmness, Severity.LOOK
    )
    return Finding(
        f"{_subject(value)}-lost",
        severity,
        f"“{said}” is not in the translation",
        value.span,
        None,
        said,
        suggestion=f"add {_wanted(value, pair)}, or note why it is left out",
    )


def _added(pair: Pair, value: Value) -> Finding:
    said = value.span.of(pair.target)
    is_supplied = value.role is Role.YEAR and any(v.role is Role.MONTH for v in pair.source_values)
    firm = value.firmness is Firmness.FIRM and not is_supplied
    return Finding(
        f"{_subject(value)}-added",
        Severity.WARNING if firm else Severity.LOOK,
        f"“{said}” is not in the source",
        None,
        value.span,
        "",
        said,
        f"take “{said}” out, or put it in square brackets if it is supplied",
    )
