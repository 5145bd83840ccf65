"""Documents that are ZIP archives, made from code: Word, OpenDocument, EPUB; and archives that mean harm."""

import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO

OFFICE = "http://schemas.openxmlformats.org"
W = f'xmlns:w="{OFFICE}/wordprocessingml/2006/main" xmlns:mc="{OFFICE}/markup-compatibility/2006"'
KINDS = f"{OFFICE}/officeDocument/2006/relationships"
ODF = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = " ".join(
    f'xmlns:{short}="{ODF}:{name}:1.0"'
    for short, name in [
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
        ("meta", "meta"),
        ("manifest", "manifest"),
    ]
)
SPACES += ' xmlns:dc="http://purl.org/dc/elements/1.1/"'


def zipped(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _relations(targets: Mapping[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="r{number}" Type="{KINDS}/{kind}" Target="{target}"/>'
        for number, (target, kind) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{OFFICE}/package/2006/relationships">{rows}</Relationships>'


def docx(body: str, parts: Mapping[str, str] | None = None, core: str = "") -> bytes:
    """A Word document.

    Args:
        body: its paragraphs and tables.
        parts: kind of a part (footnotes, header, styles) -> its content.
        core: its properties.
    """
    parts = parts or {}
    content = {
        "_rels/.rels": _relations(
            {"word/document.xml": "officeDocument", "docProps/core.xml": "core-properties"}
        ),
        "docProps/core.xml": f'<p xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:t="http://purl.org/dc/terms/">{core}</p>',
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations({f"{kind}.xml": kind for kind in parts}),
        **{f"word/{kind}.xml": f"<w:{kind} {W}>{inner}</w:{kind}>" for kind, inner in parts.items()},
    }
    return zipped(content)


def p(*runs: str, style: str = "", inner: str = "") -> str:
    """A paragraph of Word; a run that is no markup is text."""
    settings = f'<w:pPr><w:pStyle w:val="{style}"/>{inner}</w:pPr>' if style or inner else ""
    return f"<w:p>{settings}{''.join(run if run.startswith('<') else r(run) for run in runs)}</w:p>"


def r(text: str, settings: str = "") -> str:
    """A run of Word."""
    return f'<w:r><w:rPr>{settings}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def note(id: int, own: str = "") -> str:
    """The anchor of a footnote of Word."""
    follows = f' w:customMarkFollows="1"/><w:t>{own}</w:t>' if own else "/>"
    return f'<w:r><w:footnoteReference w:id="{id}"{follows}</w:r>'


def footnotes(notes: Mapping[int, str]) -> str:
    """The footnotes of Word, with the separator that all have."""
    return '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>' + "".join(
        f'<w:footnote w:id="{id}">{p("<w:r><w:footnoteRef/></w:r>", text)}</w:footnote>'
        for id, text in notes.items()
    )


def table(*rows: Iterable[str]) -> str:
    """A table of Word."""
    cells = ("".join(f"<w:tc>{p(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def odt(body: str, styles: str = "", meta: str = "", page: str = "") -> bytes:
    """An OpenDocument text.

    Args:
        body: its paragraphs and tables.
        styles: its automatic styles.
        meta: its properties.
        page: its master styles.
    """

    def part(root: str, inner: str) -> str:
        return f"<office:{root} {SPACES}>{inner}</office:{root}>"

    text = f"<office:body><office:text>{body}</office:text></office:body>"
    text = f"<office:automatic-styles>{styles}</office:automatic-styles>{text}"
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": part("document-content", text),
            "meta.xml": part("document-meta", f"<office:meta>{meta}</office:meta>"),
            "styles.xml": part("document-styles", page),
        }
    )


CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>"
)


def epub(pages: Mapping[str, str], meta: str = "", more: Mapping[str, str] | None = None) -> bytes:
    """An e-book: its pages in reading order, by their names, with its metadata and further parts."""
    items = "".join(
        f'<item id="i{number}" href="{name}" media-type="application/xhtml+xml"/>'
        for number, name in enumerate(pages)
    )
    spine = "".join(f'<itemref idref="i{number}"/>' for number in range(len(pages)))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<metadata>{meta}</metadata><manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    parts = {f"OEBPS/{name}": f"<html><body>{body}</body></html>" for name, body in sorted(pages.items())}
    return zipped({"META-INF/container.xml": CONTAINER, "OEBPS/book.opf": package, **parts, **(more or {})})
