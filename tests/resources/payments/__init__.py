"""Tests of what is done with each object."""
