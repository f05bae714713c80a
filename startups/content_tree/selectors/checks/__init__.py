"""The checks of data quality, one file per subject. Each takes a file and its context."""
