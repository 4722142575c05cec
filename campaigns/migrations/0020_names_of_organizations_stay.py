"""An organization that stays named after its signer's data are deleted stays found."""

from django.db import migrations

TRIGGER = """
DROP TRIGGER campaigns_name_not_public ON campaigns_signature;
CREATE TRIGGER campaigns_name_not_public BEFORE UPDATE ON campaigns_signature
FOR EACH ROW WHEN (NEW.name_keys IS NOT NULL AND ({condition}))
EXECUTE FUNCTION campaigns_forget_name_keys();
"""
BY_KIND = """
    NEW.kind = 'person' AND (NEW.sealed_name IS NULL OR NOT NEW.show_name)
    OR NEW.kind = 'organization' AND NEW.organization_name = ''
"""
BEFORE = "NEW.sealed_name IS NULL OR (NEW.kind = 'person' AND NOT NEW.show_name)"


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0019_comments_to_read")]

    operations = [
        migrations.RunSQL(TRIGGER.format(condition=BY_KIND), TRIGGER.format(condition=BEFORE))
    ]
