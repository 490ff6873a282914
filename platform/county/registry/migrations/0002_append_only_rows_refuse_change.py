from django.db import migrations

# Attached in hall schemas as a trigger named `append_only`. `reported_at` is the outbox mark: it alone may change.
FUNCTION = """
CREATE OR REPLACE FUNCTION public.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(new) - 'reported_at' = to_jsonb(old) - 'reported_at' THEN
    RETURN new;
  END IF;
  RAISE EXCEPTION '% rows are only ever added', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
"""

# Attached in hall schemas as triggers named `published_is_final` (rows) and `never_emptied` (TRUNCATE). A row may only
# be published from a day after those of all that are published: the past is not given other rules.
PUBLISHED = """
CREATE OR REPLACE FUNCTION public.refuse_change_of_published() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  is_too_early boolean;
BEGIN
  IF TG_LEVEL = 'STATEMENT' THEN
    RAISE EXCEPTION '% cannot be emptied: what is published stays', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP <> 'INSERT' AND old.status = 'published' THEN
    RAISE EXCEPTION 'a published row of % is never changed, only superseded', TG_TABLE_NAME
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN old;
  END IF;
  IF new.status = 'published' THEN
    EXECUTE format(
      'SELECT EXISTS (SELECT FROM %I.%I WHERE status = ''published'' AND effective_on > $1)',
      TG_TABLE_SCHEMA, TG_TABLE_NAME
    ) INTO is_too_early USING new.effective_on;
    IF is_too_early THEN
      RAISE EXCEPTION 'a row of % that begins later is published already', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
    END IF;
  END IF;
  RETURN new;
END $$;
"""

# Every hall role is a member of `halls`, which may read what the county publishes.
ROLE = """
DO $$ BEGIN
  CREATE ROLE halls NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
"""

# A temporary table would come before the hall's own tables of the same name.
NO_TEMPORARY = """
DO $$ BEGIN
  EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial")]
    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION public.refuse_change()"),
        migrations.RunSQL(PUBLISHED, "DROP FUNCTION public.refuse_change_of_published()"),
        migrations.RunSQL(ROLE, migrations.RunSQL.noop),
        migrations.RunSQL(NO_TEMPORARY, migrations.RunSQL.noop),
    ]
