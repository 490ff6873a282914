from django.db import migrations

TRIGGERS = (("append_only", "UPDATE OR DELETE", "ROW"), ("never_emptied", "TRUNCATE", "STATEMENT"))


class Migration(migrations.Migration):
    dependencies = [("standards", "0002_halls_read_the_calendar")]
    operations = [
        migrations.RunSQL(
            f"CREATE TRIGGER {name} BEFORE {when} ON standards_calendarversion "
            f"FOR EACH {each} EXECUTE FUNCTION public.refuse_change()",
            f"DROP TRIGGER {name} ON standards_calendarversion",
        )
        for name, when, each in TRIGGERS
    ]
