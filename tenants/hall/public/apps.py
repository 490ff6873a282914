"""The hall's public site: what it offers, what it must disclose, how a case stands."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "hall.public"
    label = "public"
