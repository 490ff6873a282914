"""What the county calls its departments; halls keep codes and read the names here."""

from collections.abc import Iterable

from county.registry.models import Department
from county.registry.templatetags.wording import named


def department_names(codes: Iterable[str]) -> dict[str, str]:
    """The name of each of these departments in the language of the reader; a code nobody knows stands for itself."""
    wanted = set(codes)
    if not wanted:
        return {}
    known = {each.code: named(each) for each in Department.objects.filter(code__in=wanted)}
    return {code: known.get(code, code) for code in wanted}
