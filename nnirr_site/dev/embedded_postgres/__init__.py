"""A PostgreSQL server of the project's own, for development, demonstration and tests."""
