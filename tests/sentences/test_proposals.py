"""Abbreviations mined from a collection."""

from diptych.sentences import propose_abbreviations

TEXT = "He met the chgd. Brown and the chgd. Smith in the old town. " * 12
PLAIN = "The chairman spoke of peace and of trade. Then he left for the town. " * 12


def test_an_unlisted_abbreviation_is_proposed_with_its_counts() -> None:
    found = {proposal.abbreviation: proposal for proposal in propose_abbreviations([TEXT, PLAIN], "en")}
    assert found["chgd"].with_stop == 24
    assert found["chgd"].without_stop == 0


def test_listed_ones_are_not_proposed() -> None:
    found = propose_abbreviations([TEXT.replace("chgd", "Gen"), PLAIN], "en")
    assert "gen" not in {proposal.abbreviation.lower() for proposal in found}


def test_nothing_comes_of_nothing() -> None:
    assert propose_abbreviations([], "en") == []
    assert propose_abbreviations(["", "\ud800"], "xx") == []
