"""Tests of the commands that serve the notebooks."""
