"""The models of the site's own room.

After all of Wagtail's migrations, though it needs few of them: Django makes every model anew for
each change of one that it is related to, and ours are all related to Wagtail's.
"""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.utils.timezone
import modelsearch.index
import nnirr_site.blocks.words
import nnirr_site.models.searchable
import nnirr_site.models.streamed
import nnirr_site.text.live_figures
import nnirr_site.text.media_hosts
import nnirr_site.uploads.fields
import taggit.managers
import uuid
import wagtail.fields
import wagtail.images.models
import wagtail.models.media
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('sessions', '0001_initial'),
        ('simple_translation', '0001_initial'),
        ('taggit', '0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx'),
        ('wagtailadmin', '0006_formstate'),
        ('wagtailcore', '0098_apitoken'),
        ('wagtaildocs', '0014_alter_document_file_size'),
        ('wagtailembeds', '0009_embed_cache_until'),
        ('wagtailimages', '0027_image_description'),
        ('wagtailredirects', '0008_add_verbose_name_plural'),
        ('wagtailsearch', '0010_add_text_fields'),
        ('wagtailusers', '0015_userprofile_keyboard_shortcuts'),
        ('contenttypes', '0002_remove_content_type_name'),
        ('nnirr_site', '0001_user'),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AttemptWindow',
            fields=[
                ('key', models.CharField(max_length=32, primary_key=True, serialize=False)),
                ('subject', models.CharField(db_index=True, max_length=32)),
                ('most', models.PositiveIntegerField()),
                ('count', models.PositiveIntegerField()),
                ('ends_at', models.DateTimeField(db_index=True)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='GoneAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', models.CharField(help_text='What follows the name of the site, such as /news/withdrawn-statement.', max_length=255, unique=True, verbose_name='address')),
                ('note', models.CharField(blank=True, help_text='Shown to readers: why it is gone, or where to ask.', max_length=255, verbose_name='note')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='since')),
            ],
            options={
                'verbose_name': 'withdrawn address',
                'verbose_name_plural': 'withdrawn addresses',
                'ordering': ['path'],
            },
        ),
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, unique=True, verbose_name='name')),
                ('slug', models.SlugField(allow_unicode=True, max_length=100, unique=True, verbose_name='slug')),
                ('kind', models.CharField(choices=[('body', 'Intergovernmental body'), ('theme', 'Theme')], default='theme', max_length=8, verbose_name='kind')),
                ('full_name', models.CharField(blank=True, help_text='Spelled out, when the name is an abbreviation.', max_length=160, verbose_name='full name')),
                ('translations', wagtail.fields.StreamField([('words', 3)], blank=True, block_lookup={0: ('wagtail.blocks.ChoiceBlock', [], {'choices': nnirr_site.blocks.words.other_languages, 'label': 'Language'}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'Name', 'max_length': 100}), 2: ('wagtail.blocks.CharBlock', (), {'label': 'Full name', 'max_length': 160, 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('language', 0), ('name', 1), ('full_name', 2)]], {})}, help_text='Pages in a language that is missing here show the name above.', verbose_name='in other languages')),
            ],
            options={
                'verbose_name': 'topic',
                'verbose_name_plural': 'topics',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='AuthenticatorApp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='The human-readable name of this device.', max_length=64)),
                ('confirmed', models.BooleanField(default=True, help_text='Is this device ready for use?')),
                ('sealed_key', models.TextField()),
                ('last_step', models.BigIntegerField(default=-1)),
                ('added_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='added')),
                ('used_at', models.DateTimeField(null=True, verbose_name='last used')),
                ('user', models.ForeignKey(help_text='The user that this device belongs to.', on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'authenticator app',
                'verbose_name_plural': 'authenticator apps',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='Passkey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='The human-readable name of this device.', max_length=64)),
                ('confirmed', models.BooleanField(default=True, help_text='Is this device ready for use?')),
                ('credential_id', models.BinaryField(unique=True)),
                ('credential_data', models.BinaryField()),
                ('added_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='added')),
                ('used_at', models.DateTimeField(null=True, verbose_name='last used')),
                ('user', models.ForeignKey(help_text='The user that this device belongs to.', on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'passkey',
                'verbose_name_plural': 'passkeys',
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('page', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='search_entry', serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('language', models.CharField(max_length=12)),
                ('configuration', models.CharField(help_text="PostgreSQL's text search configuration for the language.", max_length=24)),
                ('kind', models.CharField(max_length=32)),
                ('year', models.PositiveSmallIntegerField(null=True)),
                ('topics', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=100), default=list, help_text='Slugs.', size=None)),
                ('title', models.CharField(max_length=255)),
                ('details', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=255), default=list, size=None)),
                ('text', models.TextField(help_text='Excerpts are cut from it.')),
                ('folded_title', models.CharField(max_length=255)),
                ('folded_text', models.TextField()),
                ('words', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), default=list, size=None)),
                ('vector', django.contrib.postgres.search.SearchVectorField()),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['vector'], name='search_by_vector'), django.contrib.postgres.indexes.GinIndex(fields=['words'], name='search_by_words'), models.Index(fields=['language', 'kind'], name='search_by_language')],
            },
        ),
        migrations.CreateModel(
            name='SearchWord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=12)),
                ('word', models.CharField(max_length=40)),
                ('spelling', models.CharField(max_length=40)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('language', 'word'), name='one_search_word_a_language')],
            },
        ),
        migrations.CreateModel(
            name='SiteDocument',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('file', models.FileField(upload_to='documents', verbose_name='file')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='created at')),
                ('file_size', models.PositiveBigIntegerField(editable=False, null=True)),
                ('file_hash', models.CharField(blank=True, editable=False, max_length=40)),
                ('language', models.CharField(blank=True, choices=[('en', 'English'), ('es', 'Español'), ('fr', 'Français'), ('ar', 'العربية'), ('ht', 'Kreyòl ayisyen'), ('pt', 'Português'), ('vi', 'Tiếng Việt'), ('tl', 'Tagalog'), ('zh', '中文'), ('ru', 'Русский'), ('am', 'አማርኛ'), ('pa', 'ਪੰਜਾਬੀ'), ('mul', 'Multilingual')], help_text='Empty: read from the file, if it is a PDF with text.', max_length=8, verbose_name='language')),
                ('pages', models.PositiveIntegerField(blank=True, help_text='How many pages it prints on. Empty: counted, if it is a PDF.', null=True, verbose_name='pages')),
                ('first_page', models.FileField(blank=True, editable=False, upload_to='covers')),
                ('first_page_width', models.PositiveSmallIntegerField(editable=False, null=True)),
                ('first_page_height', models.PositiveSmallIntegerField(editable=False, null=True)),
                ('reading', models.CharField(choices=[('nothing', 'There is nothing to draw.'), ('waiting', 'The first page is drawn soon.'), ('drawn', 'The first page is shown as the cover.'), ('failed', 'The first page could not be drawn. A general cover stands in for it.')], default='nothing', editable=False, max_length=8)),
                ('collection', models.ForeignKey(default=wagtail.models.media.get_root_collection_id, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.collection', verbose_name='collection')),
                ('tags', taggit.managers.TaggableManager(blank=True, help_text=None, through='taggit.TaggedItem', to='taggit.Tag', verbose_name='tags')),
                ('uploaded_by_user', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='uploaded by user')),
            ],
            options={
                'verbose_name': 'document',
                'verbose_name_plural': 'documents',
                'abstract': False,
            },
            bases=(modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='SiteIdentity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organization', models.CharField(default='National Network for Immigrant and Refugee Rights', max_length=160, verbose_name='organization')),
                ('organization_short', models.CharField(default='NNIRR', help_text='Follows page titles.', max_length=40, verbose_name='short name')),
                ('organization_url', models.URLField(blank=True, verbose_name="organization's website")),
                ('program', models.CharField(default='International Migrant Rights & Global Justice', max_length=160, verbose_name='program')),
                ('description', models.TextField(blank=True, help_text='Shown in the footer.', max_length=400, verbose_name='about this work')),
                ('place', models.CharField(blank=True, max_length=120, verbose_name='place')),
                ('contact_email', models.EmailField(blank=True, max_length=254, verbose_name='contact e-mail')),
                ('alert_text', models.CharField(blank=True, help_text='One urgent sentence on top of every page. Empty it when it is over.', max_length=200, verbose_name='alert')),
                ('translations', wagtail.fields.StreamField([('words', 4)], blank=True, block_lookup={0: ('wagtail.blocks.ChoiceBlock', [], {'choices': nnirr_site.blocks.words.other_languages, 'label': 'Language'}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'Program', 'max_length': 160, 'required': False}), 2: ('wagtail.blocks.TextBlock', (), {'label': 'About this work', 'max_length': 400, 'required': False}), 3: ('wagtail.blocks.CharBlock', (), {'help_text': 'While it is empty, the alert is shown in the other language.', 'label': 'Alert', 'max_length': 200, 'required': False}), 4: ('wagtail.blocks.StructBlock', [[('language', 0), ('program', 1), ('description', 2), ('alert_text', 3)]], {})}, verbose_name='in other languages')),
                ('alert_page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='alert leads to')),
                ('call_page', models.ForeignKey(blank=True, help_text='The call that the menu and the foot of every page invite to sign.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='call')),
                ('privacy_page', models.ForeignKey(blank=True, help_text="Says what happens to people's data. Every form links to it.", null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='privacy page')),
                ('site', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'site identity',
            },
        ),
        migrations.CreateModel(
            name='SiteImage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=255, verbose_name='title')),
                ('description', models.CharField(blank=True, default='', max_length=255, verbose_name='description')),
                ('width', models.IntegerField(editable=False, verbose_name='width')),
                ('height', models.IntegerField(editable=False, verbose_name='height')),
                ('created_at', models.DateTimeField(auto_now_add=True, db_index=True, verbose_name='created at')),
                ('focal_point_x', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_y', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_width', models.PositiveIntegerField(blank=True, null=True)),
                ('focal_point_height', models.PositiveIntegerField(blank=True, null=True)),
                ('file_size', models.PositiveIntegerField(editable=False, null=True)),
                ('file_hash', models.CharField(blank=True, db_index=True, editable=False, max_length=40)),
                ('file', nnirr_site.uploads.fields.CleanedPictureField(height_field='height', upload_to=wagtail.images.models.get_upload_to, verbose_name='file', width_field='width')),
                ('credit', models.CharField(blank=True, help_text='Photographer and year. Shown under the picture.', max_length=255, verbose_name='credit')),
                ('shows_people', models.BooleanField(default=False, help_text='Then say below how they agreed.', verbose_name='shows people who can be recognized')),
                ('consent_note', models.TextField(blank=True, help_text='Who agreed to be shown, when, and where the agreement is kept. Never shown.', verbose_name='consent')),
                ('collection', models.ForeignKey(default=wagtail.models.media.get_root_collection_id, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.collection', verbose_name='collection')),
                ('tags', taggit.managers.TaggableManager(blank=True, help_text=None, through='taggit.TaggedItem', to='taggit.Tag', verbose_name='tags')),
                ('uploaded_by_user', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL, verbose_name='uploaded by user')),
            ],
            options={
                'verbose_name': 'image',
                'verbose_name_plural': 'images',
                'abstract': False,
            },
            bases=(wagtail.images.models.ImageFileMixin, modelsearch.index.Indexed, models.Model),
        ),
        migrations.CreateModel(
            name='HomePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, help_text='One or two sentences under the title: what the reader finds here.', max_length=400, verbose_name='lead')),
                ('print_art', models.CharField(blank=True, choices=[('voice', 'Trumpet flowers: a voice'), ('border', 'Footpath through a border'), ('convention', 'Nib that takes root: the Convention'), ('day', 'Eighteen: the Day'), ('rings', 'Woven rings: alliances'), ('thanks', 'Grandmother and granddaughter')], help_text='Hangs over the edge of the band at the top. Choose the one that says it.', max_length=12, verbose_name='print')),
                ('band', models.CharField(choices=[('ink', 'Indigo'), ('red', 'Cochineal'), ('leaf', 'Leaf'), ('gold', 'Marigold'), ('wash', 'Straw')], default='leaf', max_length=8, verbose_name='color of the top')),
                ('reviewed_on', models.DateField(blank=True, help_text='When somebody last checked that the facts on this page still hold.', null=True, verbose_name='last reviewed')),
                ('headline', models.CharField(blank=True, help_text='The large words beside the print. Empty: the title.', max_length=80, verbose_name='headline')),
                ('call_heading', models.CharField(blank=True, help_text='The call itself is chosen in Settings → Site identity.', max_length=120, verbose_name='heading of the call')),
                ('call_text', wagtail.fields.RichTextField(blank=True, verbose_name='text of the call')),
                ('sections', wagtail.fields.StreamField([('initiatives', 4), ('networks', 7), ('updates', 10), ('day', 12), ('prose_band', 15), ('timeline', 26), ('sources', 31)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 120}), 1: ('wagtail.blocks.TextBlock', (), {'label': 'Introduction', 'max_length': 400, 'required': False}), 2: ('wagtail.blocks.PageChooserBlock', (), {}), 3: ('wagtail.blocks.ListBlock', (2,), {'label': 'Pages', 'max_num': 8, 'min_num': 1}), 4: ('wagtail.blocks.StructBlock', [[('heading', 0), ('intro', 1), ('pages', 3)]], {}), 5: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link'], 'label': 'Text', 'required': False}), 6: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Networks page', 'page_type': ['initiatives.NetworksIndexPage']}), 7: ('wagtail.blocks.StructBlock', [[('heading', 0), ('text', 5), ('index_page', 6)]], {}), 8: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Policy updates page', 'page_type': ['initiatives.PolicyUpdatesIndexPage']}), 9: ('wagtail.blocks.IntegerBlock', (), {'default': 3, 'label': 'How many', 'max_value': 12, 'min_value': 1}), 10: ('wagtail.blocks.StructBlock', [[('heading', 0), ('index_page', 8), ('count', 9)]], {}), 11: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Migrants Day page', 'page_type': ['resources.MigrantsDayPage']}), 12: ('wagtail.blocks.StructBlock', [[('heading', 0), ('text', 5), ('page', 11)]], {}), 13: ('wagtail.blocks.RichTextBlock', (), {'features': ['h3', 'bold', 'italic', 'ol', 'ul', 'link', 'document-link'], 'label': 'Text'}), 14: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('', 'Paper'), ('wash', 'Straw'), ('gold', 'Marigold')], 'help_text': 'Put paper between two loud bands.', 'label': 'Color', 'required': False}), 15: ('wagtail.blocks.StructBlock', [[('heading', 0), ('text', 13), ('band', 14)]], {}), 16: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 160, 'required': False}), 17: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('vertical', 'One below the other'), ('ground', 'Along the ground line')], 'help_text': 'The ground line suits three to six entries.', 'label': 'Layout'}), 18: ('wagtail.blocks.DateBlock', (), {'help_text': 'If only the year or month is known, choose any day in it.', 'label': 'Date'}), 19: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('day', 'Day'), ('month', 'Month'), ('year', 'Year')], 'label': 'Known to the'}), 20: ('wagtail.blocks.CharBlock', (), {'label': 'What happened', 'max_length': 160}), 21: ('wagtail.blocks.TextBlock', (), {'label': 'More', 'max_length': 600, 'required': False}), 22: ('wagtail.blocks.CharBlock', (), {'label': 'Source', 'max_length': 255, 'required': False}), 23: ('wagtail.blocks.URLBlock', (), {'label': 'Web address', 'max_length': 1000, 'required': False}), 24: ('wagtail.blocks.StructBlock', [[('date', 18), ('precision', 19), ('title', 20), ('text', 21), ('source_label', 22), ('source_url', 23)]], {}), 25: ('wagtail.blocks.ListBlock', (24,), {'label': 'Entries', 'min_num': 1}), 26: ('wagtail.blocks.StructBlock', [[('heading', 16), ('layout', 17), ('entries', 25)]], {}), 27: ('wagtail.blocks.CharBlock', (), {'help_text': 'Who published it, and what it is called.', 'label': 'Source', 'max_length': 255}), 28: ('wagtail.blocks.DateBlock', (), {'help_text': 'The date up to which the source was checked.', 'label': 'As of', 'required': False}), 29: ('wagtail.blocks.StructBlock', [[('label', 27), ('url', 23), ('as_of', 28)]], {}), 30: ('wagtail.blocks.ListBlock', (29,), {'label': 'Sources', 'min_num': 1}), 31: ('wagtail.blocks.StructBlock', [[('items', 30)]], {})}, verbose_name='bands')),
                ('call_more_page', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='link beside the button')),
                ('more_page', models.ForeignKey(blank=True, help_text='Beside the button to sign.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='second link')),
                ('share_image', models.ForeignKey(blank=True, help_text='Shown where people share the page. Empty: the print of the program.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='nnirr_site.siteimage', verbose_name='picture for sharing')),
            ],
            options={
                'verbose_name': 'home page',
                'verbose_name_plural': 'home pages',
            },
            bases=(nnirr_site.models.searchable.Searchable, nnirr_site.models.streamed.Streamed, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='StaffMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('reset', 'New password asked for'), ('newpass', 'Password changed'), ('newmail', 'E-mail address changed'), ('added', 'Second factor added'), ('removed', 'Second factor removed'), ('factors', 'Second factors reset'), ('code', 'Recovery code used'), ('guessed', 'Second step tried too often')], max_length=8)),
                ('sealed_to', models.TextField()),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('next_attempt_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'default_permissions': (),
            },
        ),
        migrations.CreateModel(
            name='StandardPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('lead', models.TextField(blank=True, help_text='One or two sentences under the title: what the reader finds here.', max_length=400, verbose_name='lead')),
                ('print_art', models.CharField(blank=True, choices=[('voice', 'Trumpet flowers: a voice'), ('border', 'Footpath through a border'), ('convention', 'Nib that takes root: the Convention'), ('day', 'Eighteen: the Day'), ('rings', 'Woven rings: alliances'), ('thanks', 'Grandmother and granddaughter')], help_text='Hangs over the edge of the band at the top. Choose the one that says it.', max_length=12, verbose_name='print')),
                ('band', models.CharField(choices=[('ink', 'Indigo'), ('red', 'Cochineal'), ('leaf', 'Leaf'), ('gold', 'Marigold'), ('wash', 'Straw')], default='leaf', max_length=8, verbose_name='color of the top')),
                ('reviewed_on', models.DateField(blank=True, help_text='When somebody last checked that the facts on this page still hold.', null=True, verbose_name='last reviewed')),
                ('body', wagtail.fields.StreamField([('prose', 0), ('heading', 3), ('pull', 5), ('quote', 9), ('note', 12), ('facts', 19), ('figures', 24), ('steps', 29), ('checklist', 32), ('timeline', 41), ('chart', 50), ('table', 56), ('image', 59), ('gallery', 61), ('embed', 69), ('downloads', 73), ('links', 80), ('accordion', 85), ('cards', 88), ('call_to_sign', 90), ('reasons', 95), ('footnotes', 98), ('sources', 103)], blank=True, block_lookup={0: ('nnirr_site.blocks.text.ProseBlock', (), {}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 160}), 2: ('wagtail.blocks.CharBlock', (), {'help_text': 'For links to this place. Leave it empty and it is made from the heading.', 'label': 'Anchor', 'max_length': 60, 'required': False, 'search_index': False}), 3: ('wagtail.blocks.StructBlock', [[('text', 1), ('anchor', 2)]], {}), 4: ('wagtail.blocks.TextBlock', (), {'help_text': 'Our own words, 25 words at most.', 'label': 'Text', 'max_length': 240}), 5: ('wagtail.blocks.StructBlock', [[('text', 4)]], {}), 6: ('wagtail.blocks.TextBlock', (), {'help_text': 'Word for word from the source.', 'label': 'Quotation'}), 7: ('wagtail.blocks.CharBlock', (), {'help_text': 'Name and where it appeared.', 'label': 'Who said or wrote it', 'max_length': 255}), 8: ('wagtail.blocks.URLBlock', (), {'label': 'Web address', 'max_length': 1000, 'required': False}), 9: ('wagtail.blocks.StructBlock', [[('text', 6), ('source', 7), ('source_url', 8)]], {}), 10: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('note', 'Practical note'), ('ok', 'Safety promise')], 'label': 'Kind'}), 11: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link'], 'label': 'Text'}), 12: ('wagtail.blocks.StructBlock', [[('kind', 10), ('text', 11)]], {}), 13: ('wagtail.blocks.CharBlock', (), {'label': 'Heading', 'max_length': 160, 'required': False}), 14: ('wagtail.blocks.CharBlock', (), {'label': 'Label', 'max_length': 120}), 15: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link'], 'label': 'Fact'}), 16: ('wagtail.blocks.BooleanBlock', (), {'help_text': 'For one date or number, not a sentence.', 'label': 'Set large', 'required': False}), 17: ('wagtail.blocks.StructBlock', [[('label', 14), ('value', 15), ('big', 16)]], {}), 18: ('wagtail.blocks.ListBlock', (17,), {'label': 'Facts', 'min_num': 1}), 19: ('wagtail.blocks.StructBlock', [[('heading', 13), ('items', 18)]], {}), 20: ('wagtail.blocks.ChoiceBlock', [], {'choices': nnirr_site.text.live_figures.figure_choices, 'label': 'Figure'}), 21: ('wagtail.blocks.CharBlock', (), {'help_text': 'Empty: the name of the figure.', 'label': 'Label', 'max_length': 120, 'required': False}), 22: ('wagtail.blocks.StructBlock', [[('figure', 20), ('label', 21)]], {}), 23: ('wagtail.blocks.ListBlock', (22,), {'label': 'Figures', 'max_num': 8, 'min_num': 1}), 24: ('wagtail.blocks.StructBlock', [[('heading', 13), ('items', 23)]], {}), 25: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 160}), 26: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link'], 'label': 'Text', 'required': False}), 27: ('wagtail.blocks.StructBlock', [[('title', 25), ('text', 26)]], {}), 28: ('wagtail.blocks.ListBlock', (27,), {'label': 'Steps', 'min_num': 1}), 29: ('wagtail.blocks.StructBlock', [[('heading', 13), ('items', 28)]], {}), 30: ('wagtail.blocks.CharBlock', (), {'label': 'Thing to do', 'max_length': 255}), 31: ('wagtail.blocks.ListBlock', (30,), {'label': 'Things to do', 'min_num': 1}), 32: ('wagtail.blocks.StructBlock', [[('heading', 13), ('items', 31)]], {}), 33: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('vertical', 'One below the other'), ('ground', 'Along the ground line')], 'help_text': 'The ground line suits three to six entries.', 'label': 'Layout'}), 34: ('wagtail.blocks.DateBlock', (), {'help_text': 'If only the year or month is known, choose any day in it.', 'label': 'Date'}), 35: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('day', 'Day'), ('month', 'Month'), ('year', 'Year')], 'label': 'Known to the'}), 36: ('wagtail.blocks.CharBlock', (), {'label': 'What happened', 'max_length': 160}), 37: ('wagtail.blocks.TextBlock', (), {'label': 'More', 'max_length': 600, 'required': False}), 38: ('wagtail.blocks.CharBlock', (), {'label': 'Source', 'max_length': 255, 'required': False}), 39: ('wagtail.blocks.StructBlock', [[('date', 34), ('precision', 35), ('title', 36), ('text', 37), ('source_label', 38), ('source_url', 8)]], {}), 40: ('wagtail.blocks.ListBlock', (39,), {'label': 'Entries', 'min_num': 1}), 41: ('wagtail.blocks.StructBlock', [[('heading', 13), ('layout', 33), ('entries', 40)]], {}), 42: ('wagtail.blocks.CharBlock', (), {'help_text': 'What the numbers say, in one line.', 'label': 'Title', 'max_length': 160}), 43: ('wagtail.blocks.CharBlock', (), {'help_text': 'Such as “million people”.', 'label': 'Unit', 'max_length': 60, 'required': False}), 44: ('wagtail.blocks.CharBlock', (), {'help_text': 'Such as “Region” or “Year”. Heads the table of the numbers.', 'label': 'What the labels are', 'max_length': 60, 'required': False}), 45: ('wagtail.blocks.DecimalBlock', (), {'label': 'Value', 'max_value': Decimal('1000000000000000'), 'min_value': 0}), 46: ('wagtail.blocks.StructBlock', [[('label', 14), ('value', 45)]], {}), 47: ('wagtail.blocks.ListBlock', (46,), {'label': 'Bars', 'max_num': 20, 'min_num': 2}), 48: ('wagtail.blocks.CharBlock', (), {'label': 'Source', 'max_length': 255}), 49: ('wagtail.blocks.DateBlock', (), {'label': 'As of', 'required': False}), 50: ('wagtail.blocks.StructBlock', [[('title', 42), ('unit', 43), ('label_heading', 44), ('rows', 47), ('source_label', 48), ('source_url', 8), ('as_of', 49)]], {}), 51: ('wagtail.blocks.CharBlock', (), {'label': 'Text', 'max_length': 300, 'required': False}), 52: ('wagtail.blocks.DecimalBlock', (), {'label': 'Number', 'required': False}), 53: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link'], 'label': 'Text with links', 'required': False}), 54: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 51), ('number', 52), ('rich_text', 53)]], {'help_text': 'Give it a caption: it says what the table shows.', 'label': 'Table'}), 55: ('wagtail.blocks.BooleanBlock', (), {'default': True, 'label': 'The first column names the rows', 'required': False}), 56: ('wagtail.blocks.StructBlock', [[('table', 54), ('has_row_headings', 55), ('source_label', 38), ('source_url', 8)]], {}), 57: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Image'}), 58: ('wagtail.blocks.CharBlock', (), {'help_text': 'Name people as they asked to be named. The credit is added by itself.', 'label': 'Caption', 'max_length': 300, 'required': False}), 59: ('wagtail.blocks.StructBlock', [[('image', 57), ('caption', 58)]], {}), 60: ('wagtail.blocks.ListBlock', (59,), {'label': 'Images', 'max_num': 24, 'min_num': 2}), 61: ('wagtail.blocks.StructBlock', [[('heading', 13), ('images', 60)]], {}), 62: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('video', 'Video'), ('audio', 'Audio')], 'label': 'Kind'}), 63: ('wagtail.blocks.URLBlock', (), {'help_text': 'On YouTube, Vimeo, the Internet Archive, UN Web TV or SoundCloud.', 'label': 'Web address', 'max_length': 1000, 'validators': [nnirr_site.text.media_hosts.validate_media_url]}), 64: ('wagtail.blocks.CharBlock', (), {'help_text': 'Such as “12 minutes”.', 'label': 'Length', 'max_length': 40, 'required': False}), 65: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('en', 'English'), ('es', 'Español'), ('fr', 'Français'), ('ar', 'العربية'), ('ht', 'Kreyòl ayisyen'), ('pt', 'Português'), ('vi', 'Tiếng Việt'), ('tl', 'Tagalog'), ('zh', '中文'), ('ru', 'Русский'), ('am', 'አማርኛ'), ('pa', 'ਪੰਜਾਬੀ'), ('mul', 'Multilingual')], 'label': 'Language', 'required': False}), 66: ('wagtail.blocks.CharBlock', (), {'help_text': 'What one sees or hears, and whether there are captions.', 'label': 'Note', 'max_length': 255, 'required': False}), 67: ('wagtail.images.blocks.ImageBlock', [], {'help_text': 'One of ours; nothing is fetched from the other site.', 'label': 'Picture'}), 68: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'ol', 'ul'], 'help_text': "For those who can't hear it, and for those who would rather read.", 'label': 'Transcript', 'required': False}), 69: ('wagtail.blocks.StructBlock', [[('title', 25), ('kind', 62), ('url', 63), ('length', 64), ('language', 65), ('note', 66), ('image', 67), ('transcript', 68)]], {}), 70: ('wagtail.documents.blocks.DocumentChooserBlock', (), {'label': 'File'}), 71: ('wagtail.blocks.StructBlock', [[('title', 25), ('document', 70), ('language', 65)]], {}), 72: ('wagtail.blocks.ListBlock', (71,), {'label': 'Files', 'min_num': 1}), 73: ('wagtail.blocks.StructBlock', [[('heading', 13), ('items', 72)]], {}), 74: ('wagtail.blocks.CharBlock', (), {'help_text': 'Say where the link leads. Empty: the title of the page is used.', 'label': 'Link text', 'max_length': 160, 'required': False}), 75: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Page on this site', 'required': False}), 76: ('wagtail.blocks.RegexBlock', (), {'error_messages': {'invalid': 'Enter an address that begins with https:// or, on this site, with /.'}, 'label': 'Or a web address', 'max_length': 1000, 'regex': '^(https?://[^\\s/][^\\s]*|mailto:[^\\s@]+@[^\\s@]+|/(?!/)[^\\s]*)$', 'required': False}), 77: ('wagtail.blocks.CharBlock', (), {'label': 'Note', 'max_length': 255, 'required': False}), 78: ('wagtail.blocks.StructBlock', [[('title', 74), ('page', 75), ('url', 76), ('note', 77)]], {}), 79: ('wagtail.blocks.ListBlock', (78,), {'label': 'Links', 'min_num': 1}), 80: ('wagtail.blocks.StructBlock', [[('heading', 13), ('items', 79)]], {}), 81: ('wagtail.blocks.CharBlock', (), {'label': 'Question', 'max_length': 255}), 82: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link', 'ol', 'ul'], 'label': 'Answer'}), 83: ('wagtail.blocks.StructBlock', [[('question', 81), ('answer', 82)]], {}), 84: ('wagtail.blocks.ListBlock', (83,), {'label': 'Questions', 'min_num': 1}), 85: ('wagtail.blocks.StructBlock', [[('heading', 13), ('items', 84)]], {}), 86: ('wagtail.blocks.PageChooserBlock', (), {}), 87: ('wagtail.blocks.ListBlock', (86,), {'label': 'Pages', 'min_num': 1}), 88: ('wagtail.blocks.StructBlock', [[('heading', 13), ('pages', 87)]], {}), 89: ('wagtail.blocks.PageChooserBlock', (), {'help_text': 'Empty: the call chosen in Settings → Site identity.', 'label': 'Call', 'page_type': ['campaigns.CallPage'], 'required': False}), 90: ('wagtail.blocks.StructBlock', [[('heading', 1), ('text', 26), ('page', 89)]], {}), 91: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('worker', 'A worker'), ('family', 'A family'), ('neighbor', 'A neighbor')], 'label': 'Print'}), 92: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 120}), 93: ('wagtail.blocks.StructBlock', [[('art', 91), ('title', 92), ('text', 11)]], {}), 94: ('wagtail.blocks.ListBlock', (93,), {'label': 'Reasons', 'max_num': 3, 'min_num': 1}), 95: ('wagtail.blocks.StructBlock', [[('heading', 1), ('items', 94)]], {}), 96: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic', 'link'], 'label': 'Note'}), 97: ('wagtail.blocks.ListBlock', (96,), {'label': 'Notes', 'min_num': 1}), 98: ('wagtail.blocks.StructBlock', [[('items', 97)]], {}), 99: ('wagtail.blocks.CharBlock', (), {'help_text': 'Who published it, and what it is called.', 'label': 'Source', 'max_length': 255}), 100: ('wagtail.blocks.DateBlock', (), {'help_text': 'The date up to which the source was checked.', 'label': 'As of', 'required': False}), 101: ('wagtail.blocks.StructBlock', [[('label', 99), ('url', 8), ('as_of', 100)]], {}), 102: ('wagtail.blocks.ListBlock', (101,), {'label': 'Sources', 'min_num': 1}), 103: ('wagtail.blocks.StructBlock', [[('items', 102)]], {})}, verbose_name='body')),
                ('share_image', models.ForeignKey(blank=True, help_text='Shown where people share the page. Empty: the print of the program.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='nnirr_site.siteimage', verbose_name='picture for sharing')),
            ],
            options={
                'verbose_name': 'standard page',
                'verbose_name_plural': 'standard pages',
            },
            bases=(nnirr_site.models.searchable.Searchable, nnirr_site.models.streamed.Streamed, 'wagtailcore.page'),
        ),
        migrations.CreateModel(
            name='NavigationMenu',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('translation_key', models.UUIDField(default=uuid.uuid4, editable=False)),
                ('slot', models.CharField(choices=[('main', 'Main menu'), ('explore', 'Footer: explore'), ('take_part', 'Footer: take part'), ('legal', 'Footer: last line')], max_length=12, verbose_name='place')),
                ('items', wagtail.fields.StreamField([('link', 4)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': 'Say where the link leads. Empty: the title of the page is used.', 'label': 'Link text', 'max_length': 160, 'required': False}), 1: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Page on this site', 'required': False}), 2: ('wagtail.blocks.RegexBlock', (), {'error_messages': {'invalid': 'Enter an address that begins with https:// or, on this site, with /.'}, 'label': 'Or a web address', 'max_length': 1000, 'regex': '^(https?://[^\\s/][^\\s]*|mailto:[^\\s@]+@[^\\s@]+|/(?!/)[^\\s]*)$', 'required': False}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'Note', 'max_length': 255, 'required': False}), 4: ('wagtail.blocks.StructBlock', [[('title', 0), ('page', 1), ('url', 2), ('note', 3)]], {})}, help_text='Six links at most fit the main menu.', verbose_name='links')),
                ('locale', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='wagtailcore.locale', verbose_name='locale')),
            ],
            options={
                'verbose_name': 'menu',
                'verbose_name_plural': 'menus',
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('slot', 'locale'), name='one_menu_a_place_and_language')],
                'unique_together': {('translation_key', 'locale')},
            },
        ),
        migrations.CreateModel(
            name='RecoverySheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='The human-readable name of this device.', max_length=64)),
                ('confirmed', models.BooleanField(default=True, help_text='Is this device ready for use?')),
                ('salt', models.CharField(max_length=32)),
                ('hashes', models.JSONField(default=list)),
                ('added_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='added')),
                ('used_at', models.DateTimeField(null=True, verbose_name='last used')),
                ('user', models.ForeignKey(help_text='The user that this device belongs to.', on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'recovery codes',
                'verbose_name_plural': 'recovery codes',
                'default_permissions': (),
                'constraints': [models.UniqueConstraint(fields=('user',), name='one_sheet_of_codes')],
            },
        ),
        migrations.CreateModel(
            name='ScheduleProblem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('object_id', models.CharField(max_length=255, verbose_name='number')),
                ('step', models.CharField(choices=[('go_live', 'Publishing at its time'), ('expire', 'Taking off at its time')], max_length=7, verbose_name='what was due')),
                ('error', models.CharField(max_length=60, verbose_name='error')),
                ('failures', models.PositiveSmallIntegerField(default=1, verbose_name='times')),
                ('failed_at', models.DateTimeField(verbose_name='last tried')),
                ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contenttypes.contenttype')),
            ],
            options={
                'verbose_name': 'publication that failed',
                'verbose_name_plural': 'publications that failed',
                'ordering': ['pk'],
                'default_permissions': [],
                'constraints': [models.UniqueConstraint(fields=('content_type', 'object_id', 'step'), name='one_problem_per_step')],
            },
        ),
        migrations.CreateModel(
            name='SignInRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
                ('outcome', models.CharField(choices=[('in', 'Signed in'), ('password', 'Password right, second step asked for'), ('failed', 'Wrong user name or password'), ('step', 'Wrong second step'), ('locked', 'Stopped after too many attempts'), ('out', 'Signed out'), ('ended', 'Session ended by itself'), ('again', 'Password given again'), ('asked', 'Asked for a new password'), ('newpass', 'Password changed'), ('newmail', 'E-mail address changed'), ('added', 'Second factor added'), ('removed', 'Second factor removed'), ('reset', 'Second factors reset by staff'), ('unlocked', 'Unlocked by staff')], max_length=8, verbose_name='what')),
                ('method', models.CharField(blank=True, max_length=12, verbose_name='by')),
                ('network', models.CharField(blank=True, max_length=43, verbose_name='network')),
                ('user', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='account')),
            ],
            options={
                'verbose_name': 'sign-in',
                'verbose_name_plural': 'sign-ins',
                'ordering': ['-id'],
                'permissions': [('reset_factors', 'Can unlock accounts and reset their second factors')],
                'default_permissions': ['view'],
                'indexes': [models.Index(fields=['user', '-id'], name='sign_ins_of_user'), models.Index(fields=['at'], name='sign_ins_by_time')],
            },
        ),
        migrations.CreateModel(
            name='SiteRendition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('filter_spec', models.CharField(db_index=True, max_length=255)),
                ('width', models.IntegerField(editable=False)),
                ('height', models.IntegerField(editable=False)),
                ('focal_point_key', models.CharField(blank=True, default='', editable=False, max_length=16)),
                ('file', nnirr_site.uploads.fields.CleanedPictureField(height_field='height', storage=wagtail.images.models.get_rendition_storage, upload_to=wagtail.images.models.get_rendition_upload_to, width_field='width')),
                ('image', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='renditions', to='nnirr_site.siteimage')),
            ],
            options={
                'indexes': [models.Index(fields=['file'], name='rendition_file')],
                'constraints': [models.UniqueConstraint(fields=('image', 'filter_spec', 'focal_point_key'), name='unique_rendition')],
            },
            bases=(wagtail.images.models.ImageFileMixin, models.Model),
        ),
    ]
