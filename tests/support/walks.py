"""The tests of a folder as plain functions, to be run over packs that are not the real ones."""

import inspect
from collections.abc import Callable, Mapping
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from hall.packs.shape import Pack

Walk = Callable[..., None]


def walks(folder: Path, *fixtures: str) -> list[Walk]:
    """The tests of the folder that ask for one of these fixtures and for nothing else: `zengjia`, `all_packs`."""
    return [
        test
        for file in sorted(folder.glob("test_*.py"))
        for name, test in inspect.getmembers(_module(file), inspect.isfunction)
        if name.startswith("test_") and [*inspect.signature(test).parameters] in [[one] for one in fixtures]
    ]


def refused_by(tests: list[Walk], pack: Pack) -> Walk | None:
    """The first of the tests that fails with this pack in place of the real one."""
    code = pack.hall.code
    given: Mapping[str, Any] = {code: pack, "all_packs": {code: pack}}
    for test in tests:
        try:
            test(*(given[name] for name in inspect.signature(test).parameters))
        except AssertionError:
            return test
    return None


def _module(file: Path) -> Any:
    """Loaded as it is: pytest's own copy explains each failed assertion, which takes a hundred times as long."""
    spec = spec_from_file_location(file.stem, file)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
