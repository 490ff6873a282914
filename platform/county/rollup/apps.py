"""The county's figures: what halls reported up, without a citizen in it."""

from django.apps import AppConfig


class RollupConfig(AppConfig):
    name = "county.rollup"
    label = "rollup"
