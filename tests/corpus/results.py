"""What the tests of a build look at."""

from pathlib import Path


def results(root: Path) -> dict[str, bytes]:
    """Every file a build made, but for its lock."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for folder in ("corpus", "tei")
        for path in sorted((root / folder).rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


def rows(table: Path) -> list[list[str]]:
    """The cells of a table, without its header."""
    return [line.split("\t") for line in table.read_text("utf-8").splitlines()[1:]]


def write_rows(table: Path, new: list[list[str]]) -> None:
    """The table with other rows under the same header."""
    header = table.read_text("utf-8").splitlines()[0]
    table.write_text("".join(f"{line}\n" for line in (header, *("\t".join(row) for row in new))), "utf-8")


def listed(root: Path) -> dict[str, tuple[str, str]]:
    """Status and error of each document in the list."""
    return {row[0]: (row[11], row[12]) for row in rows(root / "corpus" / "documents.tsv")}
