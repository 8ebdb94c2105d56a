"""Tests of pages that are mended."""
