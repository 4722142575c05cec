"""The first content of the site: texts as YAML in `content/`, and what makes pages of them."""
