"""What leaves the site on purpose: the document of a delivery."""
