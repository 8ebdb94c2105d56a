"""Tests of how a request gets in."""
