"""The header of one version: its title, who is responsible for it, where it comes from, its language."""

from collections.abc import Iterator

from diptych.model import Document, Role, Version
from diptych.survey.language_names import language_name
from diptych.tei.header import titles
from diptych.tei.markup import XML_ID, Element, element
from diptych.tei.names import corpus_id, translator_ids
from diptych.tei.statements import HEADER_LANGUAGE, values
from diptych.tei.work import held_original, original_languages, translated_from, work_profile

_SITUATION = ("factuality", "interaction", "preparedness", "purpose")
"""Parts of `<textDesc>` that TEI demands and the software cannot know."""


def version_header(document: Document, version: Version) -> Element:
    """The `<teiHeader>` of a version's `<TEI>`."""
    translation = version.role is Role.TRANSLATION
    name = language_name(version.language)
    return element(
        "teiHeader",
        element(
            "fileDesc",
            element(
                "titleStmt",
                *titles(document, version),
                *values(document, "author", "author"),
                *_translators(document, version),
            ),
            element("publicationStmt", element("p", f"Part of {corpus_id(document.source.stem)}.")),
            element(
                "sourceDesc",
                translated_from(document, version) if translation else held_original(document),
            ),
        ),
        element("encodingDesc", element("p", f"{version.role.value.capitalize()}: {version.role_reason}."))
        if version.role_reason
        else None,
        element(
            "profileDesc",
            *([] if translation else work_profile(document)),
            element("langUsage", element("language", name, ident=version.language)),
            _description(document) if translation else None,
        ),
        xml_lang=HEADER_LANGUAGE,
    )


def _translators(document: Document, version: Version) -> Iterator[Element]:
    """The translators of a version, each with an id that their notes point to."""
    ids = translator_ids(document, version)
    for id, editor in zip(ids, values(document, "translator", "editor", role="translator"), strict=False):
        editor.set(XML_ID, id)
        yield editor


def _description(document: Document) -> Element:
    """That the text is a translation, in the place where corpora state it."""
    return element(
        "textDesc",
        element("channel", mode="w"),
        element("constitution"),
        element("derivation", f"translated from: {original_languages(document)}", type="translation"),
        element("domain"),
        *map(element, _SITUATION),
    )
