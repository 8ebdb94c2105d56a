"""Tests of code read as calls."""
