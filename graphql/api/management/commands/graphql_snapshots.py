"""Write the text of both schemas to api/snapshots, or (`--check`) show how they differ from what is there."""

import difflib
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import graphene
from django.core.management.base import BaseCommand, CommandError

from api.county.schema import schema as county_schema
from api.hall.schema import schema as hall_schema

FOLDER = Path(__file__).resolve().parents[2] / "snapshots"
SCHEMAS: dict[str, graphene.Schema] = {"hall": hall_schema, "county": county_schema}


class Command(BaseCommand):
    help = "Write the GraphQL schemas as text; with --check, fail and show the difference instead."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        differ = []
        for name, schema in SCHEMAS.items():
            path, text = FOLDER / f"{name}.graphql", f"{schema}\n"
            kept = path.read_text(encoding="utf-8") if path.exists() else ""
            if not check:
                path.write_text(text, encoding="utf-8")
            elif kept != text:
                differ.append(path.name)
                lines = difflib.unified_diff(
                    kept.splitlines(), text.splitlines(), f"snapshots/{path.name}", "schema", lineterm=""
                )
                self.stdout.write("\n".join(lines))
        if differ:
            raise CommandError(f"Run graphql_snapshots and look at the change: {', '.join(differ)}")
