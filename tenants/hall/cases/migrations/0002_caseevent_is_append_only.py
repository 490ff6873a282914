from django.db import migrations

TRIGGERS = (("append_only", "UPDATE OR DELETE", "ROW"), ("never_emptied", "TRUNCATE", "STATEMENT"))


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]
    operations = [
        migrations.RunSQL(
            f"CREATE TRIGGER {name} BEFORE {when} ON cases_caseevent "
            f"FOR EACH {each} EXECUTE FUNCTION public.refuse_change()",
            f"DROP TRIGGER {name} ON cases_caseevent",
        )
        for name, when, each in TRIGGERS
    ]
