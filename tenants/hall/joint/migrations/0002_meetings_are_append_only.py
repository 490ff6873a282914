from django.db import migrations

TABLES = ("joint_sitesurvey", "joint_jointreview")
TRIGGERS = (("append_only", "UPDATE OR DELETE", "ROW"), ("never_emptied", "TRUNCATE", "STATEMENT"))


class Migration(migrations.Migration):
    dependencies = [("joint", "0001_initial")]
    operations = [
        migrations.RunSQL(
            f"CREATE TRIGGER {name} BEFORE {when} ON {table} "
            f"FOR EACH {each} EXECUTE FUNCTION public.refuse_change()",
            f"DROP TRIGGER {name} ON {table}",
        )
        for table in TABLES
        for name, when, each in TRIGGERS
    ]
