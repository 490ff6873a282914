from django.db import migrations

# What the applicant said is never changed; an answer is given once. A rating is never removed.
TRIGGERS = (
    (
        "said_is_final",
        "UPDATE OF id, case_id, level, words, rated_at, passed_on_by, needs_follow_up OR DELETE",
        "FOR EACH ROW",
    ),
    ("answer_is_final", "UPDATE", "FOR EACH ROW WHEN (old.followed_up_at IS NOT NULL)"),
    ("never_emptied", "TRUNCATE", "FOR EACH STATEMENT"),
)


class Migration(migrations.Migration):
    dependencies = [("feedback", "0001_initial"), ("decisions", "0002_decisionrecord_is_append_only")]
    operations = [
        migrations.RunSQL(
            f"CREATE TRIGGER {name} BEFORE {when} ON feedback_rating {each} "
            "EXECUTE FUNCTION public.refuse_change()",
            f"DROP TRIGGER {name} ON feedback_rating",
        )
        for name, when, each in TRIGGERS
    ]
