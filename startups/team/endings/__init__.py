"""The end of a startup in its space: the closing dossier, the hand-over and its signature."""
