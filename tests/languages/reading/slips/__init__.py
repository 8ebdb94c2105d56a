"""Tests of slips of syntax, found and mended."""
