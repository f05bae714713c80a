"""How the home pages of the staff are answered."""

from startups.web.pages import Pages

pages = Pages("staff/home")
show, show_form = pages.show, pages.show_form
