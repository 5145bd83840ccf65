"""The Schematron rules that the official schema carries, run by Saxon: jing passes over them."""

from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import quoteattr

from lxml import etree

SCH = "{http://purl.oclc.org/dsdl/schematron}"


def stylesheet(schema: Path) -> str:
    """The rules as one XSLT: a mode a pattern, in which the first rule that fits an element holds."""
    root = etree.parse(schema).getroot()
    spaces = {str(ns.get("prefix")): str(ns.get("uri")) for ns in root.iter(f"{SCH}ns")}
    patterns = list(root.iter(f"{SCH}pattern"))
    declared = "".join(
        f" xmlns:{prefix}={quoteattr(uri)}" for prefix, uri in spaces.items() if prefix != "xsl"
    )
    modes = "".join(_mode(number, pattern) for number, pattern in enumerate(patterns))
    calls = "".join(f'<xsl:apply-templates select="*" mode="p{number}"/>' for number in range(len(patterns)))
    return (
        f'<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"{declared}>'
        f'<xsl:output method="text"/><xsl:template match="/">{calls}</xsl:template>{modes}</xsl:stylesheet>'
    )


def _mode(number: int, pattern: etree._Element) -> str:
    rules = pattern.findall(f"{SCH}rule")
    made = (_rule(number, pattern, rule, len(rules) - place) for place, rule in enumerate(rules))
    return f'<xsl:mode name="p{number}" on-no-match="shallow-skip"/>' + "".join(made)


def _rule(number: int, pattern: etree._Element, rule: etree._Element, priority: int) -> str:
    tests = "".join(_test(part) for part in (*pattern.iterchildren(f"{SCH}let"), *rule))
    context = quoteattr(str(rule.get("context")))
    return (
        f'<xsl:template match={context} mode="p{number}" priority="{priority}">{tests}'
        f'<xsl:apply-templates select="@*|node()" mode="p{number}"/></xsl:template>'
    )


def _test(part: etree._Element) -> str:
    """A variable, or a test that writes a line where it fails; what only warns is passed over."""
    if part.tag == f"{SCH}let":
        value = quoteattr(str(part.get("value")))
        return f'<xsl:variable name="{part.get("name")}" select={value}/>'
    if part.tag not in (f"{SCH}assert", f"{SCH}report") or part.get("role") in ("warning", "information"):
        return ""
    test = str(part.get("test"))
    failed = quoteattr(f"not({test})" if part.tag == f"{SCH}assert" else test)
    words = " ".join("".join(map(str, part.itertext())).split())
    line = f"concat(name(), ' ', @xml:id, ': ', {_literal(words)}, '&#10;')"
    return f"<xsl:if test={failed}><xsl:value-of select={quoteattr(line)}/></xsl:if>".replace(
        "&amp;#10;", "&#10;"
    )


def _literal(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"


def complaints(schema: Path, files: Iterable[Path]) -> str:
    """What the rules say against files, a line each."""
    from saxonche import PySaxonProcessor

    with PySaxonProcessor(license=False) as saxon:
        compiled = saxon.new_xslt30_processor().compile_stylesheet(stylesheet_text=stylesheet(schema))
        said = ((path.name, compiled.transform_to_string(source_file=str(path)) or "") for path in files)
        return "".join(f"{name}: {line}\n" for name, lines in said for line in lines.splitlines())
