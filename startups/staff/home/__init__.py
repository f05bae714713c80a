"""What needs the staff today, the board and the table of the portfolio."""
