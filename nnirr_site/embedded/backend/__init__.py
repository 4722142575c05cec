"""Django database backend `nnirr_site.embedded.backend`."""
