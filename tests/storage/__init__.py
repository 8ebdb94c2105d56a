"""Tests of the tables behind the store, and of the file that holds them."""
