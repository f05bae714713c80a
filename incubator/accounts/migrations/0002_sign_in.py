"""What signing in keeps. Apart from the user, whom the startups need, and an invitation them."""

import django.db.models.deletion
import incubator.create_models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
        ('startups', '0001_initial'),
    ]

    operations = [
        incubator.create_models.CreateModels(
            operations=[
                migrations.CreateModel(
                    name='Attempt',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('subject', models.CharField(max_length=64)),
                        ('at', models.DateTimeField()),
                    ],
                    options={
                        'verbose_name': 'attempt',
                        'verbose_name_plural': 'attempts',
                        'indexes': [models.Index(fields=['subject', 'at'], name='attempt_subject_at'), models.Index(fields=['at'], name='attempt_at')],
                    },
                ),
                migrations.CreateModel(
                    name='UserSession',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('session_key', models.CharField(editable=False, max_length=40, unique=True)),
                        ('device', models.CharField(blank=True, max_length=100)),
                        ('address', models.CharField(blank=True, help_text='Shortened on purpose.', max_length=50)),
                        ('first_seen', models.DateTimeField()),
                        ('last_seen', models.DateTimeField()),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'session',
                        'verbose_name_plural': 'sessions',
                        'ordering': ('-last_seen', '-pk'),
                    },
                ),
                migrations.CreateModel(
                    name='ExternalIdentity',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('issuer', models.CharField(max_length=200)),
                        ('subject', models.CharField(max_length=255)),
                        ('linked_at', models.DateTimeField()),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='external_identities', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'identity at a provider',
                        'verbose_name_plural': 'identities at a provider',
                        'constraints': [models.UniqueConstraint(fields=('issuer', 'subject'), name='external_identity_once'), models.UniqueConstraint(fields=('issuer', 'user'), name='external_identity_of_a_user')],
                    },
                ),
                migrations.CreateModel(
                    name='Invitation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                        ('purpose', models.CharField(blank=True, help_text='What the person is invited as: read by whoever receives the signal.', max_length=60, verbose_name='purpose')),
                        ('token_digest', models.CharField(editable=False, max_length=64, unique=True)),
                        ('made_at', models.DateTimeField(verbose_name='sent')),
                        ('expires_at', models.DateTimeField(verbose_name='expires')),
                        ('used_at', models.DateTimeField(blank=True, null=True, verbose_name='accepted')),
                        ('inviter', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='invitations_sent', to=settings.AUTH_USER_MODEL)),
                        ('startup', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='invitations', to='startups.startup', verbose_name='startup')),
                        ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='invitations_accepted', to=settings.AUTH_USER_MODEL, verbose_name='accepted by')),
                    ],
                    options={
                        'verbose_name': 'invitation',
                        'verbose_name_plural': 'invitations',
                        'ordering': ('-made_at', '-pk'),
                        'constraints': [models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('made_at'))), name='invitation_expires_after_it_is_made', violation_error_message='An invitation expires after it is made.'), models.CheckConstraint(condition=models.Q(models.Q(('used_at__isnull', True), ('user__isnull', True)), models.Q(('used_at__isnull', False), ('user__isnull', False)), _connector='OR'), name='invitation_used_by_somebody_on_a_day', violation_error_message='Who accepts an invitation does so at some time.')],
                    },
                ),
            ],
        ),
    ]
