"""The broker that is a folder: a message is there whole or not at all.

kombu's own shows an empty file and fills it then. A worker that looks in between reads nothing and ends, and the
message is lost with it; under load that happens within a minute.
"""

import os
from pathlib import Path
from time import monotonic_ns
from uuid import uuid4

from kombu.transport import filesystem
from kombu.utils.json import dumps


class Channel(filesystem.Channel):
    """Writes under a name that nobody looks for, then renames."""

    def _put(self, queue: str, payload: object, **kwargs: object) -> None:  # type: ignore[override]  # as kombu does
        # The name is kombu's: _get takes them in this order and tells the queue by what follows the first dot.
        name = f"{monotonic_ns() // 1_000_000}_{uuid4()}.{queue}.msg"
        written = Path(self.data_folder_out, f"{name}.part")
        written.write_text(dumps(payload), encoding="utf-8")
        written.rename(written.with_suffix(""))

    def _queue_bind(self, exchange: str, routing_key: str, pattern: str | None, queue: str) -> None:
        """kombu rewrites a table under a lock, but makes a new one empty: this makes it a table at once."""
        table = Path(self.control_folder, f"{exchange}.exchange")
        if not table.exists():
            whole = table.with_name(f"{uuid4()}.part")
            whole.write_text("[]", encoding="utf-8")
            try:
                os.link(whole, table)
            except FileExistsError:
                pass  # another process was first
            finally:
                whole.unlink()
        super()._queue_bind(exchange, routing_key, pattern, queue)


class Transport(filesystem.Transport):
    Channel = Channel
