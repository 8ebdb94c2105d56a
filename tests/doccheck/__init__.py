"""Tests of what an author runs."""
