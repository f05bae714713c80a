"""Every mail that is sent, as it would read: with an example of one's own, in both languages."""
