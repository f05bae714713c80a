"""What visitors ask of the public site."""
