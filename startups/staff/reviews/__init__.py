"""Reviews at the desk: read, given an opinion, returned, decided."""
