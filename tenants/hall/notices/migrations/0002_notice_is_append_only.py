from django.db import migrations

TRIGGERS = (("append_only", "UPDATE OR DELETE", "ROW"), ("never_emptied", "TRUNCATE", "STATEMENT"))


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial"), ("decisions", "0002_decisionrecord_is_append_only")]
    operations = [
        migrations.RunSQL(
            f"CREATE TRIGGER {name} BEFORE {when} ON notices_notice "
            f"FOR EACH {each} EXECUTE FUNCTION public.refuse_change()",
            f"DROP TRIGGER {name} ON notices_notice",
        )
        for name, when, each in TRIGGERS
    ]
