"""What the site does with requests and answers before and after a view."""
