"""Reads what was printed on paper."""

import io

from pypdf import PageObject, PdfReader


def read(printed: bytes) -> tuple[list[PageObject], str]:
    """The pages, and their text without the blanks that setting puts between Chinese and digits."""
    pages = PdfReader(io.BytesIO(printed)).pages
    return list(pages), "".join("".join(page.extract_text() for page in pages).split())
