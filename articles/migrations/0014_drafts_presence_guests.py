import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0013_front_checks_assignments'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='GuestLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('guest', models.CharField(help_text='Whom the link is for.', max_length=120)),
                ('created_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(null=True)),
                ('openings', models.PositiveIntegerField(default=0)),
                ('opened_at', models.DateTimeField(help_text='When it was last opened.', null=True)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='guest_links', to='articles.article')),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='GuestNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('comment', 'Comment'), ('approval', 'Approved')], max_length=20)),
                ('text', models.TextField(blank=True)),
                ('created_at', models.DateTimeField()),
                ('link', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='guest_notes', to='articles.guestlink')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.version')),
            ],
        ),
        migrations.CreateModel(
            name='DraftCopy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form', models.UUIDField(help_text='The open form. It is another one each time the story is opened.')),
                ('data', models.JSONField(help_text='What the form would have sent: name to values.')),
                ('created_at', models.DateTimeField()),
                ('kept_at', models.DateTimeField(help_text='When it was typed, give or take the few seconds before it is kept.')),
                ('discarded_at', models.DateTimeField(help_text='Thrown away on purpose; it can still be read.', null=True)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='draft_copies', to='articles.article')),
                ('base', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.version')),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('saved_as', models.ForeignKey(help_text='The version that its form became.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='draft_copies', to='articles.version')),
            ],
            options={
                'indexes': [models.Index(fields=['article', '-kept_at'], name='draftcopy_of_story')],
            },
        ),
        migrations.CreateModel(
            name='Presence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('form', models.UUIDField(unique=True)),
                ('since', models.DateTimeField()),
                ('seen_at', models.DateTimeField()),
                ('is_hidden', models.BooleanField(default=False, help_text='The form is in a tab that nobody looks at.')),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='presences', to='articles.article')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['article', 'seen_at'], name='presence_of_story')],
            },
        ),
    ]
