"""Packs: real halls as data, read, checked and loaded into a hall."""

from django.apps import AppConfig


class PacksConfig(AppConfig):
    name = "hall.packs"
    label = "packs"
