"""Tests of the whole site; the folders mirror the apps."""
