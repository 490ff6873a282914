"""What our intake says to PostgreSQL, as the variants without it hear of it: a file of statements for each host."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Said:
    """The statements of one request with their parameters, and those of its values that a repetition must renew."""

    statements: list[tuple[str, list[Any] | None]]
    ids: list[str]
    key: str

    def renewed(self, text: str, ids: Sequence[str], key: str) -> str:
        """Any of the texts with other ids and another idempotency key."""
        for old, new in zip(self.ids, ids, strict=True):
            text = text.replace(old, new)
        return text.replace(self.key, key)


def write(path: Path, by_host: dict[str, Said]) -> None:
    said = {host: asdict(each) for host, each in by_host.items()}
    path.write_text(json.dumps(said, default=str), encoding="utf-8")


def read(path: Path) -> dict[str, Said]:
    said = json.loads(path.read_text(encoding="utf-8"))
    return {host: Said(**each) for host, each in said.items()}
