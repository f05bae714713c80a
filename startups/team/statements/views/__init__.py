"""The views of the statements in the space."""
