"""How many SQL calls an operation takes, kept in tests/counts.json. UPDATE_COUNTS=1 rewrites the file."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection
from django.test.utils import CaptureQueriesContext

FILE = Path(__file__).resolve().parents[1] / "counts.json"


@contextmanager
def counted(operation: str) -> Iterator[None]:
    """The block takes exactly as many SQL calls as the file says for this operation."""
    with CaptureQueriesContext(connection) as captured:
        yield
    taken = len(captured)
    counts = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    if os.environ.get("UPDATE_COUNTS"):
        counts[operation] = taken
        FILE.write_text(json.dumps(counts, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    said = "\n".join(query["sql"] for query in captured.captured_queries)
    assert taken == counts.get(operation), f"{operation} took {taken} SQL calls:\n{said}"
