"""Decisions: planned, signed, corrected, their conditions and targets followed up."""
