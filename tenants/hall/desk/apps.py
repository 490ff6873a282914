"""The clerk's desk: intake, worklist, one case, the ledger."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "hall.desk"
    label = "desk"
