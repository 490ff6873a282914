from django.db import migrations

ROWS = (
    "CREATE TRIGGER published_is_final BEFORE INSERT OR UPDATE OR DELETE ON regulations_regulationversion "
    "FOR EACH ROW EXECUTE FUNCTION public.refuse_change_of_published()"
)
WHOLE = (
    "CREATE TRIGGER never_emptied BEFORE TRUNCATE ON regulations_regulationversion "
    "FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change_of_published()"
)


class Migration(migrations.Migration):
    dependencies = [("regulations", "0001_initial")]
    operations = [
        migrations.RunSQL(ROWS, "DROP TRIGGER published_is_final ON regulations_regulationversion"),
        migrations.RunSQL(WHOLE, "DROP TRIGGER never_emptied ON regulations_regulationversion"),
    ]
