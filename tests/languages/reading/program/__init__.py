"""Tests of programs that are followed."""
