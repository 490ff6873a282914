"""manage.py replay: decide every stored decision of the county again; non-zero, with a list, when one differs."""

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from county.halls import inside
from county.registry.models import Hall
from hall.cases.agreement import disagreements
from hall.cases.models import Case
from hall.decisions.replay import Replayed, replay

MOST_SHOWN = 100  # differences listed; the count is always whole


class Command(BaseCommand):
    help = "Decide again what halls have on record (kinds, due dates) and say where the answer differs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("halls", nargs="*", metavar="CODE", help="only these halls; all when left out")

    def handle(self, *args: Any, **options: Any) -> None:
        wanted: list[str] = options["halls"]
        halls = Hall.objects.exclude(status=Hall.Status.PROVISIONING).order_by("code")
        known = {hall.code: hall for hall in halls}
        if unknown := sorted(set(wanted) - known.keys()):
            raise CommandError(f"There is no hall {', '.join(unknown)}.")
        chosen = [known[code] for code in wanted] if wanted else list(halls)
        decisions = differing = 0
        for hall in chosen:
            with inside(hall.ref):
                done, found = 0, 0
                for each, sentence in self.looked_at():
                    done += isinstance(each, Replayed)
                    if sentence:
                        found += 1
                        if differing + found <= MOST_SHOWN:
                            self.stderr.write(f"{hall.code} {sentence}")
            self.stdout.write(f"{hall.code}: {done} decisions, {found} differ")
            decisions, differing = decisions + done, differing + found
        halls_said = "1 hall" if len(chosen) == 1 else f"{len(chosen)} halls"
        self.stdout.write(f"replay: {decisions} decisions of {halls_said}, {differing} differ")
        if differing:
            raise CommandError(f"{differing} differ from what the law says.", returncode=1)

    def looked_at(self) -> Iterator[tuple[Replayed | Case, str]]:
        """Every decision, then every case that does not agree with its decisions."""
        for each in replay():
            where = f"{self.number_of(each)} step {each.sequence} {each.question}: "
            yield each, where + each.difference if each.difference else ""
        for case, sentence in disagreements():
            yield case, f"case {case.number}: {sentence}"

    def number_of(self, each: Replayed) -> str:
        if not each.difference:
            return ""
        number = Case.objects.filter(pk=each.subject_id).values_list("number", flat=True).first()
        return f"case {number}" if number else f"subject {each.subject_id}"
