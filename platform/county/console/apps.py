"""The county's pages: the board that compares its halls, and the console that keeps the register."""

from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    name = "county.console"
    label = "county_console"
