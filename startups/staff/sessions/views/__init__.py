"""The pages of the committee sessions, one file per subject."""
