"""As in the other apps, and the page that the letter to Senators leads to."""

from decimal import Decimal

import django.db.models.deletion
import wagtail.fields
from django.conf import settings
from django.db import migrations, models

import nnirr_site.text.live_figures
import nnirr_site.text.media_hosts

BLOCKS = [
    ("prose", 0),
    ("heading", 3),
    ("pull", 5),
    ("quote", 9),
    ("note", 12),
    ("facts", 19),
    ("figures", 24),
    ("steps", 33),
    ("checklist", 36),
    ("timeline", 45),
    ("chart", 54),
    ("table", 60),
    ("comparison", 69),
    ("image", 72),
    ("gallery", 74),
    ("embed", 82),
    ("downloads", 86),
    ("links", 93),
    ("accordion", 98),
    ("cards", 101),
    ("call_to_sign", 103),
    ("reasons", 108),
    ("footnotes", 111),
    ("sources", 113),
]
LOOKUP = {
    0: ("nnirr_site.blocks.text.ProseBlock", (), {}),
    1: ("wagtail.blocks.CharBlock", (), {"label": "Heading", "max_length": 160}),
    2: (
        "wagtail.blocks.CharBlock",
        (),
        {
            "help_text": "For links to this place. Leave it empty and it is made from the heading.",
            "label": "Anchor",
            "max_length": 60,
            "required": False,
            "search_index": False,
        },
    ),
    3: ("wagtail.blocks.StructBlock", [[("text", 1), ("anchor", 2)]], {}),
    4: (
        "wagtail.blocks.TextBlock",
        (),
        {"help_text": "Our own words, 25 words at most.", "label": "Text", "max_length": 240},
    ),
    5: ("wagtail.blocks.StructBlock", [[("text", 4)]], {}),
    6: (
        "wagtail.blocks.TextBlock",
        (),
        {"help_text": "Word for word from the source.", "label": "Quotation"},
    ),
    7: (
        "wagtail.blocks.CharBlock",
        (),
        {
            "help_text": "Name and where it appeared.",
            "label": "Who said or wrote it",
            "max_length": 255,
        },
    ),
    8: (
        "wagtail.blocks.URLBlock",
        (),
        {"label": "Web address", "max_length": 1000, "required": False},
    ),
    9: ("wagtail.blocks.StructBlock", [[("text", 6), ("source", 7), ("source_url", 8)]], {}),
    10: (
        "wagtail.blocks.ChoiceBlock",
        [],
        {"choices": [("note", "Practical note"), ("ok", "Safety promise")], "label": "Kind"},
    ),
    11: (
        "wagtail.blocks.RichTextBlock",
        (),
        {"features": ["bold", "italic", "link"], "label": "Text"},
    ),
    12: ("wagtail.blocks.StructBlock", [[("kind", 10), ("text", 11)]], {}),
    13: (
        "wagtail.blocks.CharBlock",
        (),
        {"label": "Heading", "max_length": 160, "required": False},
    ),
    14: ("wagtail.blocks.CharBlock", (), {"label": "Label", "max_length": 120}),
    15: (
        "wagtail.blocks.RichTextBlock",
        (),
        {"features": ["bold", "italic", "link"], "label": "Fact"},
    ),
    16: (
        "wagtail.blocks.BooleanBlock",
        (),
        {
            "help_text": "For one date or number, not a sentence.",
            "label": "Set large",
            "required": False,
        },
    ),
    17: ("wagtail.blocks.StructBlock", [[("label", 14), ("value", 15), ("big", 16)]], {}),
    18: ("wagtail.blocks.ListBlock", (17,), {"label": "Facts", "min_num": 1}),
    19: ("wagtail.blocks.StructBlock", [[("heading", 13), ("items", 18)]], {}),
    20: (
        "wagtail.blocks.ChoiceBlock",
        [],
        {"choices": nnirr_site.text.live_figures.figure_choices, "label": "Figure"},
    ),
    21: (
        "wagtail.blocks.CharBlock",
        (),
        {
            "help_text": "Empty: the name of the figure.",
            "label": "Label",
            "max_length": 120,
            "required": False,
        },
    ),
    22: ("wagtail.blocks.StructBlock", [[("figure", 20), ("label", 21)]], {}),
    23: ("wagtail.blocks.ListBlock", (22,), {"label": "Figures", "max_num": 8, "min_num": 1}),
    24: ("wagtail.blocks.StructBlock", [[("heading", 13), ("items", 23)]], {}),
    25: ("wagtail.blocks.CharBlock", (), {"label": "Title", "max_length": 160}),
    26: (
        "wagtail.blocks.RichTextBlock",
        (),
        {"features": ["bold", "italic", "link"], "label": "Text", "required": False},
    ),
    27: (
        "wagtail.blocks.CharBlock",
        (),
        {
            "help_text": "Who published it, and what it is called.",
            "label": "Source",
            "max_length": 255,
        },
    ),
    28: (
        "wagtail.blocks.DateBlock",
        (),
        {
            "help_text": "The date up to which the source was checked.",
            "label": "As of",
            "required": False,
        },
    ),
    29: ("wagtail.blocks.StructBlock", [[("label", 27), ("url", 8), ("as_of", 28)]], {}),
    30: ("wagtail.blocks.ListBlock", (29,), {"default": [], "label": "Sources"}),
    31: ("wagtail.blocks.StructBlock", [[("title", 25), ("text", 26), ("sources", 30)]], {}),
    32: ("wagtail.blocks.ListBlock", (31,), {"label": "Steps", "min_num": 1}),
    33: ("wagtail.blocks.StructBlock", [[("heading", 13), ("items", 32)]], {}),
    34: ("wagtail.blocks.CharBlock", (), {"label": "Thing to do", "max_length": 255}),
    35: ("wagtail.blocks.ListBlock", (34,), {"label": "Things to do", "min_num": 1}),
    36: ("wagtail.blocks.StructBlock", [[("heading", 13), ("items", 35)]], {}),
    37: (
        "wagtail.blocks.ChoiceBlock",
        [],
        {
            "choices": [("vertical", "One below the other"), ("ground", "Along the ground line")],
            "help_text": "The ground line suits three to six entries.",
            "label": "Layout",
        },
    ),
    38: (
        "wagtail.blocks.DateBlock",
        (),
        {"help_text": "If only the year or month is known, choose any day in it.", "label": "Date"},
    ),
    39: (
        "wagtail.blocks.ChoiceBlock",
        [],
        {
            "choices": [("day", "Day"), ("month", "Month"), ("year", "Year")],
            "label": "Known to the",
        },
    ),
    40: ("wagtail.blocks.CharBlock", (), {"label": "What happened", "max_length": 160}),
    41: ("wagtail.blocks.TextBlock", (), {"label": "More", "max_length": 600, "required": False}),
    42: ("wagtail.blocks.CharBlock", (), {"label": "Source", "max_length": 255, "required": False}),
    43: (
        "wagtail.blocks.StructBlock",
        [
            [
                ("date", 38),
                ("precision", 39),
                ("title", 40),
                ("text", 41),
                ("source_label", 42),
                ("source_url", 8),
            ]
        ],
        {},
    ),
    44: ("wagtail.blocks.ListBlock", (43,), {"label": "Entries", "min_num": 1}),
    45: ("wagtail.blocks.StructBlock", [[("heading", 13), ("layout", 37), ("entries", 44)]], {}),
    46: (
        "wagtail.blocks.CharBlock",
        (),
        {"help_text": "What the numbers say, in one line.", "label": "Title", "max_length": 160},
    ),
    47: (
        "wagtail.blocks.CharBlock",
        (),
        {
            "help_text": "Such as “million people”.",
            "label": "Unit",
            "max_length": 60,
            "required": False,
        },
    ),
    48: (
        "wagtail.blocks.CharBlock",
        (),
        {
            "help_text": "Such as “Region” or “Year”. Heads the table of the numbers.",
            "label": "What the labels are",
            "max_length": 60,
            "required": False,
        },
    ),
    49: (
        "wagtail.blocks.DecimalBlock",
        (),
        {"label": "Value", "max_value": Decimal("1000000000000000"), "min_value": 0},
    ),
    50: ("wagtail.blocks.StructBlock", [[("label", 14), ("value", 49)]], {}),
    51: ("wagtail.blocks.ListBlock", (50,), {"label": "Bars", "max_num": 20, "min_num": 2}),
    52: ("wagtail.blocks.CharBlock", (), {"label": "Source", "max_length": 255}),
    53: ("wagtail.blocks.DateBlock", (), {"label": "As of", "required": False}),
    54: (
        "wagtail.blocks.StructBlock",
        [
            [
                ("title", 46),
                ("unit", 47),
                ("label_heading", 48),
                ("rows", 51),
                ("source_label", 52),
                ("source_url", 8),
                ("as_of", 53),
            ]
        ],
        {},
    ),
    55: ("wagtail.blocks.CharBlock", (), {"label": "Text", "max_length": 300, "required": False}),
    56: ("wagtail.blocks.DecimalBlock", (), {"label": "Number", "required": False}),
    57: (
        "wagtail.blocks.RichTextBlock",
        (),
        {"features": ["bold", "italic", "link"], "label": "Text with links", "required": False},
    ),
    58: (
        "wagtail.contrib.typed_table_block.blocks.TypedTableBlock",
        [[("text", 55), ("number", 56), ("rich_text", 57)]],
        {"help_text": "Give it a caption: it says what the table shows.", "label": "Table"},
    ),
    59: (
        "wagtail.blocks.BooleanBlock",
        (),
        {"default": True, "label": "The first column names the rows", "required": False},
    ),
    60: (
        "wagtail.blocks.StructBlock",
        [[("table", 58), ("has_row_headings", 59), ("source_label", 42), ("source_url", 8)]],
        {},
    ),
    61: (
        "wagtail.blocks.CharBlock",
        (),
        {
            "help_text": "What is set side by side, in one line.",
            "label": "Caption",
            "max_length": 160,
        },
    ),
    62: (
        "wagtail.blocks.CharBlock",
        (),
        {"label": "Heading of the first column", "max_length": 60},
    ),
    63: (
        "wagtail.blocks.CharBlock",
        (),
        {"label": "Heading of the second column", "max_length": 60},
    ),
    64: ("wagtail.blocks.CharBlock", (), {"label": "Subject", "max_length": 120}),
    65: (
        "wagtail.blocks.RichTextBlock",
        (),
        {"features": ["bold", "italic", "link"], "label": "First column"},
    ),
    66: (
        "wagtail.blocks.RichTextBlock",
        (),
        {"features": ["bold", "italic", "link"], "label": "Second column"},
    ),
    67: (
        "wagtail.blocks.StructBlock",
        [[("subject", 64), ("first", 65), ("second", 66), ("sources", 30)]],
        {},
    ),
    68: ("wagtail.blocks.ListBlock", (67,), {"label": "Rows", "max_num": 30, "min_num": 1}),
    69: (
        "wagtail.blocks.StructBlock",
        [
            [
                ("heading", 13),
                ("caption", 61),
                ("first_heading", 62),
                ("second_heading", 63),
                ("rows", 68),
            ]
        ],
        {},
    ),
    70: ("wagtail.images.blocks.ImageBlock", [], {"label": "Image"}),
    71: (
        "wagtail.blocks.CharBlock",
        (),
        {
            "help_text": "Name people as they asked to be named. The credit is added by itself.",
            "label": "Caption",
            "max_length": 300,
            "required": False,
        },
    ),
    72: ("wagtail.blocks.StructBlock", [[("image", 70), ("caption", 71)]], {}),
    73: ("wagtail.blocks.ListBlock", (72,), {"label": "Images", "max_num": 24, "min_num": 2}),
    74: ("wagtail.blocks.StructBlock", [[("heading", 13), ("images", 73)]], {}),
    75: (
        "wagtail.blocks.ChoiceBlock",
        [],
        {"choices": [("video", "Video"), ("audio", "Audio")], "label": "Kind"},
    ),
    76: (
        "wagtail.blocks.URLBlock",
        (),
        {
            "help_text": "On YouTube, Vimeo, the Internet Archive, UN Web TV or SoundCloud.",
            "label": "Web address",
            "max_length": 1000,
            "validators": [nnirr_site.text.media_hosts.validate_media_url],
        },
    ),
    77: (
        "wagtail.blocks.CharBlock",
        (),
        {
            "help_text": "Such as “12 minutes”.",
            "label": "Length",
            "max_length": 40,
            "required": False,
        },
    ),
    78: (
        "wagtail.blocks.ChoiceBlock",
        [],
        {
            "choices": [
                ("en", "English"),
                ("es", "Español"),
                ("fr", "Français"),
                ("ar", "العربية"),
                ("ht", "Kreyòl ayisyen"),
                ("pt", "Português"),
                ("vi", "Tiếng Việt"),
                ("tl", "Tagalog"),
                ("zh", "中文"),
                ("ru", "Русский"),
                ("am", "አማርኛ"),
                ("pa", "ਪੰਜਾਬੀ"),
                ("mul", "Multilingual"),
            ],
            "label": "Language",
            "required": False,
        },
    ),
    79: (
        "wagtail.blocks.CharBlock",
        (),
        {
            "help_text": "What one sees or hears, and whether there are captions.",
            "label": "Note",
            "max_length": 255,
            "required": False,
        },
    ),
    80: (
        "wagtail.images.blocks.ImageBlock",
        [],
        {"help_text": "One of ours; nothing is fetched from the other site.", "label": "Picture"},
    ),
    81: (
        "wagtail.blocks.RichTextBlock",
        (),
        {
            "features": ["bold", "italic", "link", "ol", "ul"],
            "help_text": "For those who can't hear it, and for those who would rather read.",
            "label": "Transcript",
            "required": False,
        },
    ),
    82: (
        "wagtail.blocks.StructBlock",
        [
            [
                ("title", 25),
                ("kind", 75),
                ("url", 76),
                ("length", 77),
                ("language", 78),
                ("note", 79),
                ("image", 80),
                ("transcript", 81),
            ]
        ],
        {},
    ),
    83: ("wagtail.documents.blocks.DocumentChooserBlock", (), {"label": "File"}),
    84: ("wagtail.blocks.StructBlock", [[("title", 25), ("document", 83), ("language", 78)]], {}),
    85: ("wagtail.blocks.ListBlock", (84,), {"label": "Files", "min_num": 1}),
    86: ("wagtail.blocks.StructBlock", [[("heading", 13), ("items", 85)]], {}),
    87: (
        "wagtail.blocks.CharBlock",
        (),
        {
            "help_text": "Say where the link leads. Empty: the title of the page is used.",
            "label": "Link text",
            "max_length": 160,
            "required": False,
        },
    ),
    88: ("wagtail.blocks.PageChooserBlock", (), {"label": "Page on this site", "required": False}),
    89: (
        "wagtail.blocks.RegexBlock",
        (),
        {
            "error_messages": {
                "invalid": "Enter an address that begins with https:// or, on this site, with /."
            },
            "label": "Or a web address",
            "max_length": 1000,
            "regex": "^(https?://[^\\s/][^\\s]*|mailto:[^\\s@]+@[^\\s@]+|/(?!/)[^\\s]*)$",
            "required": False,
        },
    ),
    90: ("wagtail.blocks.CharBlock", (), {"label": "Note", "max_length": 255, "required": False}),
    91: (
        "wagtail.blocks.StructBlock",
        [[("title", 87), ("page", 88), ("url", 89), ("note", 90)]],
        {},
    ),
    92: ("wagtail.blocks.ListBlock", (91,), {"label": "Links", "min_num": 1}),
    93: ("wagtail.blocks.StructBlock", [[("heading", 13), ("items", 92)]], {}),
    94: ("wagtail.blocks.CharBlock", (), {"label": "Question", "max_length": 255}),
    95: (
        "wagtail.blocks.RichTextBlock",
        (),
        {"features": ["bold", "italic", "link", "ol", "ul"], "label": "Answer"},
    ),
    96: ("wagtail.blocks.StructBlock", [[("question", 94), ("answer", 95), ("sources", 30)]], {}),
    97: ("wagtail.blocks.ListBlock", (96,), {"label": "Questions", "min_num": 1}),
    98: ("wagtail.blocks.StructBlock", [[("heading", 13), ("items", 97)]], {}),
    99: ("wagtail.blocks.PageChooserBlock", (), {}),
    100: ("wagtail.blocks.ListBlock", (99,), {"label": "Pages", "min_num": 1}),
    101: ("wagtail.blocks.StructBlock", [[("heading", 13), ("pages", 100)]], {}),
    102: (
        "wagtail.blocks.PageChooserBlock",
        (),
        {
            "help_text": "Empty: the call chosen in Settings → Site identity.",
            "label": "Call",
            "page_type": ["campaigns.CallPage"],
            "required": False,
        },
    ),
    103: ("wagtail.blocks.StructBlock", [[("heading", 1), ("text", 26), ("page", 102)]], {}),
    104: (
        "wagtail.blocks.ChoiceBlock",
        [],
        {
            "choices": [("worker", "A worker"), ("family", "A family"), ("neighbor", "A neighbor")],
            "label": "Print",
        },
    ),
    105: ("wagtail.blocks.CharBlock", (), {"label": "Title", "max_length": 120}),
    106: ("wagtail.blocks.StructBlock", [[("art", 104), ("title", 105), ("text", 11)]], {}),
    107: ("wagtail.blocks.ListBlock", (106,), {"label": "Reasons", "max_num": 3, "min_num": 1}),
    108: ("wagtail.blocks.StructBlock", [[("heading", 1), ("items", 107)]], {}),
    109: (
        "wagtail.blocks.RichTextBlock",
        (),
        {"features": ["bold", "italic", "link"], "label": "Note"},
    ),
    110: ("wagtail.blocks.ListBlock", (109,), {"label": "Notes", "min_num": 1}),
    111: ("wagtail.blocks.StructBlock", [[("items", 110)]], {}),
    112: ("wagtail.blocks.ListBlock", (29,), {"label": "Sources", "min_num": 1}),
    113: ("wagtail.blocks.StructBlock", [[("items", 112)]], {}),
}
FIELDS = (
    (
        "callpage",
        "body",
        {
            "blank": True,
            "help_text": "Reasons and questions people ask. The text that is signed is not here.",
            "verbose_name": "below the form",
        },
    ),
    (
        "callsindexpage",
        "body",
        {"blank": True, "help_text": "May stay empty.", "verbose_name": "below the list"},
    ),
)


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0013_paper_sheets"),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="callpage",
            name="brief_page",
            field=models.ForeignKey(
                blank=True,
                help_text="For those who decide. Linked from the page for letters to Senators.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.WAGTAIL_PAGE_MODEL,
                verbose_name="brief",
            ),
        ),
        *(
            migrations.AlterField(
                model_name=model,
                name=name,
                field=wagtail.fields.StreamField(BLOCKS, block_lookup=LOOKUP, **options),
            )
            for model, name, options in FIELDS
        ),
    ]
