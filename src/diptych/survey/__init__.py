"""Finds what on a page is the original, what the translation, and what neither."""

from diptych.survey.surveying import as_one_text, survey

__all__ = ["as_one_text", "survey"]
