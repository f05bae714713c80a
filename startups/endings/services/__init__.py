"""The dossiers of a stop and of a hand-over: written, countersigned, published."""
