import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('startups', '0009_dossier_documents'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='sessionmember',
            options={'ordering': ('session_id', 'person__name', 'guest', 'pk'), 'verbose_name': 'member of a session', 'verbose_name_plural': 'members of sessions'},
        ),
        migrations.AddField(
            model_name='committeesession',
            name='minutes',
            field=models.JSONField(blank=True, default=dict, verbose_name='minutes'),
        ),
        migrations.AddField(
            model_name='historicalcommitteesession',
            name='minutes',
            field=models.JSONField(blank=True, default=dict, verbose_name='minutes'),
        ),
        migrations.AddField(
            model_name='historicalsessionmember',
            name='guest',
            field=models.CharField(blank=True, max_length=200, verbose_name='name of the guest'),
        ),
        migrations.AddField(
            model_name='sessionmember',
            name='guest',
            field=models.CharField(blank=True, max_length=200, verbose_name='name of the guest'),
        ),
        migrations.AlterField(
            model_name='sessionmember',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='session_seats', to='startups.person'),
        ),
        migrations.AddConstraint(
            model_name='sessionmember',
            constraint=models.UniqueConstraint(condition=models.Q(('guest', ''), _negated=True), fields=('session', 'guest'), name='session_guest_once', violation_error_message='This person is invited already.'),
        ),
        migrations.AddConstraint(
            model_name='sessionmember',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('guest', ''), ('person__isnull', False)), models.Q(('person', None), models.Q(('guest', ''), _negated=True)), _connector='OR'), name='session_member_is_somebody', violation_error_message='Say who is invited: a person, or the name of a guest.'),
        ),
    ]
