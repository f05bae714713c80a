from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("startups", "0003_reference_lists")]
    operations = [
        migrations.AddField(
            model_name=name,
            name="published_lines",
            field=models.JSONField(
                blank=True,
                default=dict,
                editable=False,
                verbose_name="lines that the published figures count",
            ),
        )
        for name in ("statement", "historicalstatement")
    ]
