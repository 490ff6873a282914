"""The console's pages of a regulation, and what a hall holds of its versions."""

from django.test import Client
from support.regulations import stored, tables

from county.halls import inside
from hall.regulations.models import RegulationVersion
from hall.regulations.text import write_text

LIST = "/console/regulations/regulationversion/"
WAYS = ("text", "check", "publish", "discard")  # what the buttons of a page lead to


def page(version: RegulationVersion) -> str:
    return f"{LIST}{version.pk}/change/"


def at(version: RegulationVersion, what: str) -> str:
    return f"{LIST}{version.pk}/{what}/"


def text_of(hall, **changed: object) -> str:
    with inside(hall):
        return write_text(tables(**changed))


def offered(shown: str, version: RegulationVersion) -> list[str]:
    return [way for way in WAYS if at(version, way) in shown]


def everything(hall) -> tuple[object, ...]:
    with inside(hall):
        return stored()


def statuses(hall) -> dict[str, str]:
    with inside(hall):
        return dict(RegulationVersion.objects.values_list("number", "status"))


def said(client: Client, where: str) -> str:
    return client.get(where).content.decode()
