"""A notice as a PDF on A4: typst sets it from the frozen data alone, so every print is the same to the byte."""

import io
import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import justmytype_intl_cjk
import segno
import typst
from django.conf import settings

from hall.notices.models import Notice

PAPER = Path(__file__).with_name("paper")
# Noto Sans for Chinese, Japanese and Korean: together they have most rare characters of names; RARE_FONTS the others.
FONTS = Path(justmytype_intl_cjk.__file__).parent / "fonts"


def pdf(notice: Notice) -> bytes:
    """The notice as it was issued."""
    return printed(notice.data, notice.issued_at)


def printed(data: Mapping[str, Any], issued_at: datetime) -> bytes:
    """What was frozen on issue, printed by the template of its time."""
    return typst.compile(
        PAPER / f"{data['template']}.typ",
        root=PAPER,
        font_paths=[FONTS, *([settings.RARE_FONTS] if settings.RARE_FONTS.is_dir() else [])],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={
            "paper": json.dumps(data["paper"], ensure_ascii=False),
            "qr": _qr(data["code_url"]),
        },
        timestamp=int(issued_at.timestamp()),
    )


def _qr(address: str) -> str:
    picture = io.BytesIO()
    segno.make(address, error="m").save(picture, kind="svg", border=2, xmldecl=False, svgns=True)
    return picture.getvalue().decode()
