"""East, whose first version begins on 2012-03-01, and Bo, who may change its regulation."""

from typing import Any

import pytest
from support import build


@pytest.fixture
def verbs(cast: build.Cast) -> dict[str, Any]:
    """Who acts, and when: Bo on Wednesday, 4 March 2026."""
    return {"actor": cast.bo, "now": build.NOW}
