"""Rooms that load their files when first used."""

from importlib import import_module

import pytest

ROOMS = ["", ".alignment", ".corpus", ".exchange", ".reading", ".sentences", ".survey", ".tables", ".tei"]


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_lists_what_it_holds(room: str) -> None:
    module = import_module(f"diptych{room}")
    assert set(module.__all__) <= set(dir(module))
    assert all(getattr(module, name) is not None for name in module.__all__)


@pytest.mark.parametrize("room", ROOMS)
def test_what_is_not_there_is_told(room: str) -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        _ = import_module(f"diptych{room}").nonsense


def test_files_of_a_room_are_found() -> None:
    tables = import_module("diptych.tables")
    assert tables.columns.COLUMNS is tables.COLUMNS
