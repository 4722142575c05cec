"""A site with one FormPage, as the documentation of Wagtail builds it: no consent, no mail."""
