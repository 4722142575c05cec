"""The first content of the site: texts as plain data, and the builder that makes pages of them."""
