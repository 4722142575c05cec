"""Tests of what the site stands on: database, server, cache, headers, start-up."""
