"""Rubrics: read, checked, and held against each other."""
