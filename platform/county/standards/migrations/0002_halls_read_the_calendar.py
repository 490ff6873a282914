from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("standards", "0001_initial"), ("registry", "0002_append_only_rows_refuse_change")]
    operations = [
        migrations.RunSQL(
            "GRANT SELECT ON standards_calendarversion TO halls",
            "REVOKE SELECT ON standards_calendarversion FROM halls",
        )
    ]
