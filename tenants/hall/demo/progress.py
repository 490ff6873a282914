"""A progress bar for a terminal, a line when it is done for a log."""

from typing import Any, Self

WIDTH = 30


class Progress:
    """`with Progress(out, "Zengjia", 61) as bar: bar.tick()`."""

    def __init__(self, out: Any, what: str, total: int) -> None:
        self.out, self.what, self.total, self.done = out, what, total, 0

    def __enter__(self) -> Self:
        return self

    def tick(self) -> None:
        self.done += 1
        if self.out.isatty():
            filled = "█" * (WIDTH * self.done // self.total)
            self.out.write(
                f"\r{filled:░<{WIDTH}} {100 * self.done // self.total:3d} %  {self.what}", ending=""
            )
            self.out.flush()

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        if self.out.isatty():
            self.out.write("")
        elif kind is None:
            self.out.write(f"{self.what}: ready")
