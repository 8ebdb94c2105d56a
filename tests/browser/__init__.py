"""Tests in a real browser: what a reader sees, presses and hears."""
