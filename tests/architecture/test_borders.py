"""No table name, no key and no app on both sides of the border between the county and its halls."""

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, models

from county.provisioning.template import hall_labels

# On both sides by nature: each schema keeps the history of its own migrations. A hall may not read the county's.
IN_BOTH = {"django_migrations", "django_migrations_id_seq"}

NAMES = """
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = %s AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
"""
CROSSING_KEYS = """
SELECT k.conrelid::regclass::text, k.confrelid::regclass::text
FROM pg_constraint k JOIN pg_class a ON a.oid = k.conrelid JOIN pg_class b ON b.oid = k.confrelid
WHERE k.contype = 'f' AND a.relnamespace <> b.relnamespace
"""


@pytest.mark.django_db
def test_no_name_stands_in_the_county_and_in_a_hall(east):
    names = {}
    with connection.cursor() as cursor:
        for schema in ("public", east.schema_name):
            cursor.execute(NAMES, [schema])
            names[schema] = {name for (name,) in cursor.fetchall()}

    assert len(names["public"]) > 10
    assert len(names["east"]) > 10
    assert names["public"] & names["east"] == IN_BOTH


@pytest.mark.django_db
def test_no_key_of_the_database_crosses_a_schema():
    with connection.cursor() as cursor:
        cursor.execute(CROSSING_KEYS)
        assert cursor.fetchall() == []


def test_no_relation_of_a_model_crosses_the_border():
    inside = hall_labels()
    crossing = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields(include_hidden=True)
        if isinstance(field.related_model, type)
        and issubclass(field.related_model, models.Model)
        and (model._meta.app_label in inside) != (field.related_model._meta.app_label in inside)
    ]

    assert inside >= {"regulations", "catalogue", "people", "cases", "office"}
    assert crossing == []


def test_no_app_lives_on_both_sides():
    assert set(settings.SHARED_APPS) & set(settings.TENANT_APPS) == set()
    # An app that is on neither side must own no table, or the table would stand nowhere.
    nowhere = set(settings.INSTALLED_APPS) - set(settings.SHARED_APPS) - set(settings.TENANT_APPS)
    owned = {m._meta.label for m in apps.get_models() if m._meta.app_config.name in nowhere}
    assert owned == set()
