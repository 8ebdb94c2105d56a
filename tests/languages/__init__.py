"""Tests of calls as code."""
