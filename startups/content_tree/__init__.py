"""The content tree in and out, and what is odd in it."""
