from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("registry", "0002_append_only_rows_refuse_change")]
    operations = [
        migrations.RunSQL(
            "GRANT SELECT ON registry_department TO halls",
            "REVOKE SELECT ON registry_department FROM halls",
        )
    ]
