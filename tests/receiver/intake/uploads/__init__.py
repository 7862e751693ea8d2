"""Tests of the files in posts."""
