"""The pages of the staff: what needs them today, reviews, committee sessions, the portfolio."""
