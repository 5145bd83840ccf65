"""Files that are read, and files that are refused with a reason and a way out."""

import os
import socket
from hashlib import sha256
from pathlib import Path

import pytest

from diptych.errors import ReadingError
from diptych.reading import MAX_BYTES, SUFFIXES, read, read_bytes

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
REFUSED = {
    "empty": (b"", "empty"),
    "blank": (b" \r\n\t\n ", "only white space"),
    "byte order mark": (b"\xef\xbb\xbf", "only white space"),
    "no-break spaces": ("\xa0\u200b\u2028\ufeff \n".encode(), "only white space"),
    "zeros": (b"\0" * 1000, "not a text file: byte 0x00 at offset 0"),
    "a zero": (b"text \0 text", "byte 0x00 at offset 5"),
    "controls": (bytes(range(1, 9)) * 40, "not a text file"),
    "pdf": (b"%PDF-1.4\n1 0 obj", r"this is a PDF.*suffix \.pdf"),
    "docx": (b"PK\x03\x04" + b"word/document.xml", r"Office document.*own suffix.*unpack"),
    "doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old or an encrypted Office document.*without a password"),
    "rtf": (b"{\\rtf1 text}", r"RTF.*suffix \.rtf"),
    "png": (b"\x89PNG\r\n\x1a\n", "PNG image.*OCR.*Tesseract.*OCRmyPDF"),
    "jpeg": (b"\xff\xd8\xff\xe0", "JPEG image"),
    "gzip": (b"\x1f\x8b\x08\x00", "gzip archive.*unpack"),
}


@pytest.mark.parametrize(("data", "message"), REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
def test_refused(data, message, suffix, tmp_path):
    path = tmp_path / f"letter{suffix}"
    path.write_bytes(data)
    with pytest.raises(ReadingError, match=message) as caught:
        read(path)
    assert caught.value.where == str(path)
    assert caught.value.hint
    assert "\n" not in str(caught.value)


def test_a_missing_file(tmp_path):
    with pytest.raises(ReadingError, match="no such file"):
        read(tmp_path / "none.txt")


def test_a_directory(tmp_path):
    with pytest.raises(ReadingError, match="directory"):
        read(tmp_path)


def test_an_unknown_suffix(tmp_path):
    path = tmp_path / "letter.wpd"
    path.write_text("Dear Friend")
    with pytest.raises(ReadingError, match=r"'\.wpd'.*\.txt .*\.html"):
        read(path)
    with pytest.raises(ReadingError, match="no suffix"):
        read_bytes(b"Dear Friend", "letter")


def test_an_image_is_named_as_such_whatever_its_suffix(tmp_path):
    path = tmp_path / "letter.jpg"
    path.write_bytes(b"\xff\xd8\xff\xe0")
    with pytest.raises(ReadingError, match="this is a JPEG image"):
        read(path)


def test_the_limit_is_looked_at_before_the_file_is_read(tmp_path):
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(ReadingError, match=r"67,108,865 bytes.*67,108,864.*--max-size 65"):
        read(path)
    path.write_text("Dear Friend")
    with pytest.raises(ReadingError, match="--max-size"):
        read(path, max_bytes=10)
    assert read(path, max_bytes=11).text == "Dear Friend"


@pytest.mark.timeout(10)
def test_a_pipe_does_not_hang(tmp_path):
    path = tmp_path / "pipe.txt"
    os.mkfifo(path)
    with pytest.raises(ReadingError, match="pipe or a device"):
        read(path)
    with pytest.raises(ReadingError, match="pipe or a device"):
        read(Path("/dev/zero"))


def test_a_socket(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("s.txt")
        with pytest.raises(ReadingError, match="pipe or a device"):
            read(Path("s.txt"))


def test_no_permission(tmp_path, monkeypatch):
    path = tmp_path / "secret.txt"
    path.write_text("Eyes only")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ReadingError, match=r"secret\.txt: cannot be read: Permission denied"):
        read(path)


@pytest.mark.parametrize("name", ["a\0b.txt", "x" * 5000 + ".txt"], ids=["zero", "long"])
def test_names_that_no_file_can_have(name):
    with pytest.raises(ReadingError, match=r"cannot be read|no such file"):
        read(Path(name))


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_the_seeds_are_read_as_they_are(path):
    data = path.read_bytes()
    source = read(path)
    assert source.text == data.decode("utf-8")
    assert (source.name, source.encoding) == (path.name, "utf-8")
    assert source.sha256 == sha256(data).hexdigest()
    assert source.marks == source.fields == ()


def test_a_name_with_folders():
    source = read_bytes(b"Dear Friend", "letters/may/17.TXT")
    assert (source.name, source.stem) == ("17.TXT", "17")


def test_one_line_of_five_megabytes():
    data = ("слово " * 450_000).encode()
    assert len(read_bytes(data, "line.txt").text) == 2_700_000


def test_the_suffixes():
    texts = {".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml"}
    documents = {".pdf", ".docx", ".odt", ".rtf", ".epub"}
    assert set(SUFFIXES) == texts | documents | {".tmx", ".tsv", ".csv", ".xlsx", ".srt", ".xml"}
