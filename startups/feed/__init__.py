"""The calendar that each may follow from their own programs, at a private address."""
