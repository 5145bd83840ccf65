"""Dates: from the standard form of the metadata (EDTF) to the dating attributes of TEI."""

import re
from datetime import date

_UNCERTAIN = {"~": "medium", "?": "low", "%": "low"}
_CALENDAR = re.compile(r"(\d{4})(?:-(\d\d|XX))?(?:-(\d\d|XX))?")
_SEASON = re.compile(r"(\d{4})-(2[1-4])")
_MONTHS_OF_SEASON = {"21": ("03", "05"), "22": ("06", "08"), "23": ("09", "11")}
_DECADE = re.compile(r"(\d{2}XX|\d{3}X)")


def dating(edtf: str) -> dict[str, str]:
    """The attributes of a `date` element; none where the form is not understood.

    >>> dating("1958-12~")
    {'when': '1958-12', 'cert': 'medium'}
    >>> dating("1958/1960")
    {'notBefore': '1958', 'notAfter': '1960'}
    >>> dating("195X?")
    {'notBefore': '1950', 'notAfter': '1959', 'cert': 'low'}
    >>> dating("../1958-12-11"), dating("1958-02-30")
    ({'notAfter': '1958-12-11'}, {})
    >>> dating("1957-21"), dating("1956-24")
    ({'notBefore': '1957-03', 'notAfter': '1957-05'}, {'notBefore': '1956-01', 'notAfter': '1957-02'})
    """
    bare = re.sub("[~?%]", "", edtf.strip())
    found = _interval(bare) if "/" in bare else _point(bare)
    marks = [cert for mark, cert in _UNCERTAIN.items() if mark in edtf]
    return found | {"cert": "low" if "low" in marks else "medium"} if found and marks else found


def _point(edtf: str) -> dict[str, str]:
    if _DECADE.fullmatch(edtf):
        return {"notBefore": _known(edtf.replace("X", "0")), "notAfter": _known(edtf.replace("X", "9"))}
    if season := _SEASON.fullmatch(edtf):
        return _months_of(*season.groups())
    when = _known(edtf)
    return {"when": when} if when else {}


def _months_of(year: str, season: str) -> dict[str, str]:
    """The months of a season; the winter of a year may be the one that begins it or the one that ends it."""
    if season in _MONTHS_OF_SEASON:
        first, last = _MONTHS_OF_SEASON[season]
        return {"notBefore": f"{year}-{first}", "notAfter": f"{year}-{last}"}
    return {"notBefore": f"{year}-01", "notAfter": f"{int(year) + 1}-02"}


def _interval(edtf: str) -> dict[str, str]:
    """Open or unknown ends are written `..` or left empty; a decade gives its outer year."""
    begin, _, end = edtf.partition("/")
    first, last = _point(begin), _point(end)
    if (not first and begin not in ("", "..")) or (not last and end not in ("", "..")):
        return {}
    found = {
        "notBefore": first.get("when") or first.get("notBefore", ""),
        "notAfter": last.get("when") or last.get("notAfter", ""),
    }
    return {name: value for name, value in found.items() if value}


def _known(edtf: str) -> str:
    """The calendar date as XML Schema has it, without unknown parts; empty if there is no such day."""
    found = _CALENDAR.fullmatch(edtf)
    if not found:
        return ""
    parts = [part for part in found.groups() if part]
    known = parts[: parts.index("XX")] if "XX" in parts else parts
    year, month, day = (*map(int, known), 1, 1)[:3]
    try:
        date(year, month, day)
    except ValueError:
        return ""
    return "-".join(known)
