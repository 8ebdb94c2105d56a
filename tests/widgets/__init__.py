"""Tests of what a reader touches."""
