import nnirr_site.blocks.words
import wagtail.fields
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('nnirr_site', '0013_privacy_page_and_link_addresses'),
    ]

    operations = [
        migrations.AddField(
            model_name='siteidentity',
            name='translations',
            field=wagtail.fields.StreamField([('words', 4)], blank=True, block_lookup={0: ('wagtail.blocks.ChoiceBlock', [], {'choices': nnirr_site.blocks.words.other_languages, 'label': 'Language'}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'Program', 'max_length': 160, 'required': False}), 2: ('wagtail.blocks.TextBlock', (), {'label': 'About this work', 'max_length': 400, 'required': False}), 3: ('wagtail.blocks.CharBlock', (), {'help_text': 'While it is empty, the alert is shown in the other language.', 'label': 'Alert', 'max_length': 200, 'required': False}), 4: ('wagtail.blocks.StructBlock', [[('language', 0), ('program', 1), ('description', 2), ('alert_text', 3)]], {})}, verbose_name='in other languages'),
        ),
        migrations.AddField(
            model_name='topic',
            name='translations',
            field=wagtail.fields.StreamField([('words', 3)], blank=True, block_lookup={0: ('wagtail.blocks.ChoiceBlock', [], {'choices': nnirr_site.blocks.words.other_languages, 'label': 'Language'}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'Name', 'max_length': 100}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'Full name', 'max_length': 160, 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('language', 0), ('name', 1), ('full_name', 2)]], {})}, help_text='Pages in a language that is missing here show the name above.', verbose_name='in other languages'),
        ),
    ]
