"""Tests of pages read as snippets."""
