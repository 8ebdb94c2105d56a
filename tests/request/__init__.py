"""Tests of what the bytes of a request mean."""
