"""How the pages of the space are answered."""

from startups.web.pages import Pages

pages = Pages("team")
show, show_form = pages.show, pages.show_form
