"""The budget statements of the portfolio: found, read, validated or sent back."""
