"""Tests of trees, lowered to one form."""
