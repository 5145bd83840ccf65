"""Lines of a page that are nothing but links."""

import pytest

from diptych.reading.html import page_layer

TEXT = "<p>Faxa a sosit luni. Nimeni nu a citit-o.</p>"


@pytest.mark.parametrize(
    ("row", "is_menu"),
    [
        ('<p><a href="8.html">&lt;&lt; Lectura 8</a> | <a href="#">Sus</a></p>', True),
        ('<center>[<a href="i.html">Зміст</a>] &nbsp; [<a href="m.html">Мапа</a>]</center>', True),
        ('<p>Vezi <a href="8.html">Lectura 8</a> și <a href="9.html">Lectura 9</a>.</p>', False),
        ('<p><a href="8.html">Lectura 8</a></p>', False),
        ('<h2><a href="a.html">Carte</a> <a href="b.html">poștală</a></h2>', False),
        ('<dl><dt>Teme</dt><dd><a href="a">pace</a>, <a href="b">pâine</a></dd></dl>', False),
        ('<p><a name="a">Casa</a> <a name="b">noastră</a></p>', False),
    ],
)
def test_rows_of_links_are_menus(row: str, is_menu: bool) -> None:
    layer = page_layer(f"<body>{TEXT}{row}</body>")
    assert ("menu" in {mark.name for mark in layer.marks}) == is_menu
