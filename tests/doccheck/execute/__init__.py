"""Tests of snippets really run."""
