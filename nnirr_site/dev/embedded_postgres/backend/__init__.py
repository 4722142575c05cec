"""Django database backend `nnirr_site.dev.embedded_postgres.backend`."""
