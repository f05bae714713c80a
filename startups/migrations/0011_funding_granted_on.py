from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("startups", "0010_session_minutes")]
    operations = [
        migrations.RenameField("funding", "recorded_on", "granted_on"),
        migrations.RenameField("historicalfunding", "recorded_on", "granted_on"),
        *(
            migrations.AlterField(
                model,
                "granted_on",
                models.DateField(
                    help_text="Counts from that day on.", verbose_name="granted on"
                ),
            )
            for model in ("funding", "historicalfunding")
        ),
    ]
