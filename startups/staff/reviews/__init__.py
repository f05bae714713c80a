"""Reviews in the pages of the staff: read, given an opinion, returned, decided."""
