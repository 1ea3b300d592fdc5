"""Every provider has its slug by now."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("wire", "0003_fill_wire_desk")]
    operations = [
        migrations.AlterField(
            model_name="provider",
            name="slug",
            field=models.SlugField(allow_unicode=True, blank=True, help_text="The name of the provider's watched folder, and in the address copy is pushed to.", max_length=60, unique=True),
        ),
        migrations.AddConstraint(
            model_name="provider",
            constraint=models.CheckConstraint(condition=~models.Q(slug=""), name="provider_has_slug"),
        ),
    ]
