"""The budget of the portfolio: where it stands, the lines behind it, and what wants an eye."""
