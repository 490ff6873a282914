"""The hall administrator's console."""

from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    name = "hall.console"
    label = "hall_console"
