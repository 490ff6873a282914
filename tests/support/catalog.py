"""What stands in a schema, read from PostgreSQL's catalog: two schemas of one shape answer alike."""

from django.db import connection

# Whatever names the schema itself is put out of the text, so that two schemas can be compared.
SHAPE = """
SELECT 'column', c.relname || '.' || a.attname,
       format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull::text || ' ' || a.attidentity::text || ' '
       || coalesce(pg_get_expr(d.adbin, d.adrelid), '')
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
 WHERE c.relnamespace = %(schema)s::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
UNION ALL
SELECT 'constraint', conrelid::regclass || '.' || conname, pg_get_constraintdef(oid)
  FROM pg_constraint WHERE connamespace = %(schema)s::regnamespace
UNION ALL
SELECT 'index', tablename || '.' || indexname, indexdef FROM pg_indexes WHERE schemaname = %(schema)s
UNION ALL
SELECT 'trigger', tgrelid::regclass || '.' || tgname, pg_get_triggerdef(t.oid)
  FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
 WHERE c.relnamespace = %(schema)s::regnamespace AND NOT tgisinternal
UNION ALL
SELECT 'sequence', sequencename, data_type::text FROM pg_sequences WHERE schemaname = %(schema)s
"""


def shape(schema: str) -> set[tuple[str, str, str]]:
    """Columns, constraints, indexes, triggers and sequences of a schema: (what, name, definition)."""
    with connection.cursor() as cursor:
        cursor.execute(SHAPE, {"schema": schema})
        rows = cursor.fetchall()
    assert rows, f"nothing stands in {schema}"
    return {
        (what, name.replace(f"{schema}.", ""), text.replace(f"{schema}.", "")) for what, name, text in rows
    }


def rights(role: str, schema: str) -> set[tuple[str, str]]:
    """What a role may do to which table of a schema."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, privilege_type FROM information_schema.role_table_grants "
            "WHERE grantee = %s AND table_schema = %s",
            [role, schema],
        )
        return set(cursor.fetchall())


def history(schema: str) -> set[tuple[str, str]]:
    """The migrations a schema says it has."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT app, name FROM "{schema}".django_migrations')
        return set(cursor.fetchall())
