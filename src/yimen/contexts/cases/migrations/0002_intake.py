from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]

    operations = [
        migrations.RenameField(model_name="correctionpoint", old_name="met", new_name="supplied"),
    ]
