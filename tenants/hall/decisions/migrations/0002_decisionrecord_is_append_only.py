from django.db import migrations

TRIGGERS = (("append_only", "UPDATE OR DELETE", "ROW"), ("never_emptied", "TRUNCATE", "STATEMENT"))


class Migration(migrations.Migration):
    dependencies = [("decisions", "0001_initial")]
    operations = [
        migrations.RunSQL(
            f"CREATE TRIGGER {name} BEFORE {when} ON decisions_decisionrecord "
            f"FOR EACH {each} EXECUTE FUNCTION public.refuse_change()",
            f"DROP TRIGGER {name} ON decisions_decisionrecord",
        )
        for name, when, each in TRIGGERS
    ]
