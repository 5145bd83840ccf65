"""Dictionaries that a user has: their formats, and what they say of two texts."""

from diptych.alignment.dictionaries.dictionary import Dictionary, read_dictionary
from diptych.alignment.dictionaries.translations import Keys, translations

__all__ = ["Dictionary", "Keys", "read_dictionary", "translations"]
