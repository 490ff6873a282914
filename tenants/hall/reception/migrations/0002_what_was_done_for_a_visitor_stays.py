from django.db import migrations

# What was asked of whom and when is never changed, an end is final, and what was done is only ever added to.
TRIGGERS = (
    (
        "reception_firstcontact",
        "asked_is_final",
        "UPDATE OF id, number, came_at, asked, matter_id, window_id, visitor_name, responsible_id, responsible_name, "
        "article, regulation_id OR DELETE",
        "FOR EACH ROW",
    ),
    ("reception_firstcontact", "end_is_final", "UPDATE", "FOR EACH ROW WHEN (old.ended_at IS NOT NULL)"),
    ("reception_firstcontact", "never_emptied", "TRUNCATE", "FOR EACH STATEMENT"),
    ("reception_contactstep", "append_only", "UPDATE OR DELETE", "FOR EACH ROW"),
    ("reception_contactstep", "never_emptied", "TRUNCATE", "FOR EACH STATEMENT"),
)


class Migration(migrations.Migration):
    dependencies = [("reception", "0001_initial"), ("decisions", "0002_decisionrecord_is_append_only")]
    operations = [
        migrations.RunSQL(
            f"CREATE TRIGGER {name} BEFORE {when} ON {table} {each} EXECUTE FUNCTION public.refuse_change()",
            f"DROP TRIGGER {name} ON {table}",
        )
        for table, name, when, each in TRIGGERS
    ]
