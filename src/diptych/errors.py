"""What can go wrong, said to people: what happened, where, and what to do about it."""


class DiptychError(Exception):
    """The root of every error that a user can cause or mend.

    Args:
        what: one sentence on what is wrong.
        where: the file, with line or offset where there is one.
        hint: what the user can do.
    """

    def __init__(self, what: str, where: object = "", hint: str = "") -> None:
        self.what = what
        self.where = str(where)
        self.hint = hint
        super().__init__(what, self.where, hint)

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        advice = f" ({self.hint})" if self.hint else ""
        return f"{place}{self.what}{advice}"


class ReadingError(DiptychError):
    """A file cannot be read as a document."""


class AlignmentError(DiptychError):
    """Two texts cannot be aligned as asked."""


class TeiError(DiptychError):
    """A TEI file is not well-formed, not valid or not consistent."""


class TableError(DiptychError):
    """A table does not hold what it must."""


class ExchangeError(DiptychError):
    """A file from another tool cannot be taken over."""


class ProjectError(DiptychError):
    """A project folder cannot be built as it stands."""
