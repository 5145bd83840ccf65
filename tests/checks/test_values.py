"""Numbers and dates by value, in each language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.checks.numerals import numerals
from diptych.checks.values import values

READ = [
    ("ru", "11.XII.58 г. сдано 2 500 тыс. пудов", "11 m12 1958 2500000"),
    ("ru", "XX съезд", "20"),
    ("ru", "ХIХ век", "19"),
    ("ru", "17 час. 30 мин.", "t5:30"),
    ("ru", "5 млн. 300 тыс. человек", "5300000"),
    ("ru", "пятьдесят восьмой год", "1958"),
    ("ru", "две трети", "2/3"),
    ("ru", "три с половиной тысячи", "3500"),
    ("uk", "двадцять п’ять тисяч", "25000"),
    ("uk", "у 30-х роках", "1930"),
    ("de", "neunzehnhundertachtundfünfzig", "1958"),
    ("de", "am 3. Mai", "3 m5"),
    ("de", "1.250 und 3,5", "1250 7/2"),
    ("de", "halb zehn", "t9:30"),
    ("hu", "ezerkilencszázötvenhatban", "1956"),
    ("hu", "október 23-án", "m10 23"),
    ("hu", "tizenkétezer", "12000"),
    ("fr", "quatre-vingt-dix-sept", "97"),
    ("fr", "deux millions et demi", "2500000"),
    ("fr", "à 15 h. 30", "t3:30"),
    ("pl", "tysiąc dziewięćset pięćdziesiąty ósmy", "1958"),
    ("pl", "dwa i pół miliona", "2500000"),
    ("zh", "一九五八年十二月十一日", "1958 m12 11"),
    ("zh", "三十四万五千", "345000"),
    ("zh", "20世纪60年代", "1960"),
    ("zh", "上午九点三十分", "t9:30"),
    ("ru", "без четверти восемь", "t7:45"),
    ("ru", "в ноль часов пятнадцать минут", "t0:15"),
    ("ru", "четверть миллиона", "250000"),
    ("ru", "двадцатипятилетний", "25"),
    ("ru", "10-тысячный митинг", "10000"),
    ("ru", "с 14 до 16 часов", "t2:00 t4:00"),
    ("uk", "о пів на восьму", "t7:30"),
    ("de", "Viertel vor acht", "t7:45"),
    ("de", "um 17 Uhr 45", "t5:45"),
    ("de", "die Fünfundzwanzigjährigen", "25"),
    ("hu", "negyed nyolckor", "t7:15"),
    ("hu", "harmincévesnél", "30"),
    ("fr", "huit heures moins le quart", "t7:45"),
    ("fr", "deux ans et demi", "5/2"),
    ("pl", "o wpół do dziewiątej", "t8:30"),
    ("zh", "晚上八点一刻", "t8:15"),
    ("zh", "民国十六年", "1927"),
    ("zh", "二、三月间", "m2 m3"),
    ("zh", "减员四成", "40"),
    ("zh", "几十万群众", ""),
    ("en", "an hour and a half", "3/2"),
    ("en", "half a dozen [seven] eggs", "6"),
    ("en", "a quarter past eight", "t8:15"),
    ("en", "nineteen fifty-eight", "1958"),
    ("en", "two and a half million", "2500000"),
    ("en", "1 ½ m", "3/2"),
    ("en", "the 1950s", "1950"),
    ("en", "at 5:30 p.m.", "t5:30"),
]


@pytest.mark.parametrize(("language", "text", "wanted"), READ)
def test_a_passage_says_these_values(language: str, text: str, wanted: str) -> None:
    found = values(text, language)
    assert len(found) == len(wanted.split())
    for value, reading in zip(found, wanted.split(), strict=True):
        assert reading in value.readings


@pytest.mark.parametrize("language", ["en", "ru", "uk", "de", "hu", "fr", "pl"])
def test_every_word_of_the_data_is_a_number_of_its_own(language: str) -> None:
    known = numerals(language)
    for word, readings in known.words.items():
        said = known.read([word])
        values_of_word = {1 / n.value if n.kind == "part" else n.value for n in readings}
        assert said is None or said.value in values_of_word


@given(st.text(max_size=60), st.sampled_from(["en", "ru", "de", "hu", "zh", "xx"]))
def test_any_text_is_read_and_spans_stand_in_it(text: str, language: str) -> None:
    for value in values(text, language):
        assert 0 <= value.span.start < value.span.end <= len(text)
        assert value.readings
