"""Codes of matters in an address: whatever a hall uses, but nothing the database would choke on."""


class CodeConverter:
    """Any code of at most 40 printable characters without a slash; NUL and other controls are no code."""

    regex = r"[^/\x00-\x1f\x7f]{1,40}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
