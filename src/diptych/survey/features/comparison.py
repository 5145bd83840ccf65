"""Features of comparison: what of a line's names and numbers the other version has."""

from diptych.survey.features.lines import Features, Line, Page


def with_other_version(page: Page, line: Line) -> Features:
    """How many of a line's names and numbers the likest line of another version has."""
    own = len(page.keys.of[line.n])
    if not own or not page.several:
        return {"no names and numbers to compare": not own}
    most = page.keys.most_shared(line.n)
    full, none = 1 < own == most, most == 0
    return {
        "a line of the other version has all its names and numbers": full,
        "a short line, and one of the other version has all its names and numbers": full and not line.prose,
        "the other version has none of its names and numbers": none,
        "the other version has none of its several names and numbers": none and own > 2,
        "alone, and the other version has none of its names and numbers": none and line.alone,
        "the other version has few of its names and numbers": own > 3 and 3 * most < own,
        "place and date that the other version has not": line.dateline and most < own,
        "place and date that the other version has": line.dateline and full,
    }
