"""The pages, made whole and all at once: see ``startups.migrations.0001_initial``."""

import django.db.models.deletion
import incubator.create_models
import modelcluster.fields
import wagtail.contrib.routable_page.models
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('startups', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
        ('wagtailimages', '0027_image_description'),
    ]

    operations = [
        incubator.create_models.CreateModels(
            operations=[
                migrations.CreateModel(
                    name='HomePage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                        ('introduction', models.TextField(blank=True, verbose_name='introduction')),
                        ('body', models.TextField(blank=True, verbose_name='text (Markdown)')),
                        ('share_image', models.ForeignKey(blank=True, help_text='Shown by social networks. Wide pictures (1200 × 630) are best.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture for sharing')),
                    ],
                    options={
                        'verbose_name': 'home page',
                    },
                    bases=('wagtailcore.page',),
                ),
                migrations.CreateModel(
                    name='HomeHighlight',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                        ('startup', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='startups.startup', verbose_name='startup')),
                        ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='highlights', to='cms.homepage')),
                    ],
                    options={
                        'verbose_name': 'startup put forward',
                        'ordering': ['sort_order'],
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='IncubatorsPage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                        ('introduction', models.TextField(blank=True, verbose_name='introduction')),
                        ('share_image', models.ForeignKey(blank=True, help_text='Shown by social networks. Wide pictures (1200 × 630) are best.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture for sharing')),
                    ],
                    options={
                        'verbose_name': 'incubators',
                    },
                    bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, 'wagtailcore.page'),
                ),
                migrations.CreateModel(
                    name='PhasesPage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                        ('introduction', models.TextField(blank=True, verbose_name='introduction')),
                        ('share_image', models.ForeignKey(blank=True, help_text='Shown by social networks. Wide pictures (1200 × 630) are best.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture for sharing')),
                    ],
                    options={
                        'verbose_name': 'phases',
                    },
                    bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, 'wagtailcore.page'),
                ),
                migrations.CreateModel(
                    name='PortfolioPage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                        ('introduction', models.TextField(blank=True, verbose_name='introduction')),
                        ('share_image', models.ForeignKey(blank=True, help_text='Shown by social networks. Wide pictures (1200 × 630) are best.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture for sharing')),
                    ],
                    options={
                        'verbose_name': 'list of startups',
                    },
                    bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, 'wagtailcore.page'),
                ),
                migrations.CreateModel(
                    name='SponsorsPage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                        ('introduction', models.TextField(blank=True, verbose_name='introduction')),
                        ('share_image', models.ForeignKey(blank=True, help_text='Shown by social networks. Wide pictures (1200 × 630) are best.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture for sharing')),
                    ],
                    options={
                        'verbose_name': 'sponsors',
                    },
                    bases=(wagtail.contrib.routable_page.models.RoutablePageMixin, 'wagtailcore.page'),
                ),
                migrations.CreateModel(
                    name='StandardPage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                        ('introduction', models.TextField(blank=True, verbose_name='introduction')),
                        ('content', wagtail.fields.StreamField([('text', 0), ('image', 1), ('callout', 4), ('question', 7)], blank=True, block_lookup={0: ('cms.blocks.MarkdownBlock', (), {}), 1: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Picture', 'template': 'cms/blocks/image.html'}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 120}), 3: ('wagtail.blocks.TextBlock', (), {'label': 'Text'}), 4: ('wagtail.blocks.StructBlock', [[('title', 2), ('text', 3)]], {}), 5: ('wagtail.blocks.CharBlock', (), {'label': 'Question', 'max_length': 200}), 6: ('wagtail.blocks.TextBlock', (), {'label': 'Answer (Markdown)'}), 7: ('wagtail.blocks.StructBlock', [[('question', 5), ('answer', 6)]], {})}, verbose_name='content')),
                        ('show_in_footer', models.BooleanField(default=False, verbose_name='linked from the foot of every page')),
                        ('share_image', models.ForeignKey(blank=True, help_text='Shown by social networks. Wide pictures (1200 × 630) are best.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture for sharing')),
                    ],
                    options={
                        'verbose_name': 'free page',
                        'verbose_name_plural': 'free pages',
                    },
                    bases=('wagtailcore.page',),
                ),
                migrations.CreateModel(
                    name='StartupPage',
                    fields=[
                        ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                        ('body', models.TextField(blank=True, help_text='The problem, the solution, where it stands, what was learnt.', verbose_name='text (Markdown)')),
                        ('picture_alt', models.CharField(blank=True, help_text='For those who do not see it. Empty when the picture only decorates.', max_length=250, verbose_name='what the picture shows')),
                        ('picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture')),
                        ('share_image', models.ForeignKey(blank=True, help_text='Shown by social networks. Wide pictures (1200 × 630) are best.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='picture for sharing')),
                        ('startup', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='page', to='startups.startup', verbose_name='startup')),
                    ],
                    options={
                        'verbose_name': 'startup page',
                        'verbose_name_plural': 'startup pages',
                    },
                    bases=('wagtailcore.page',),
                ),
                migrations.CreateModel(
                    name='ManagerApproval',
                    fields=[
                        ('task_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.task')),
                    ],
                    options={
                        'verbose_name': 'approval by a manager',
                        'verbose_name_plural': 'approvals by a manager',
                    },
                    bases=('wagtailcore.task',),
                ),
                migrations.CreateModel(
                    name='ManagerApprovalState',
                    fields=[
                        ('taskstate_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.taskstate')),
                    ],
                    options={
                        'verbose_name': 'approval by a manager',
                    },
                    bases=('wagtailcore.taskstate',),
                ),
            ],
        ),
    ]
