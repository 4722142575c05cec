-- Keeps what people type out of PostgreSQL's log: it would write a statement that fails whole.
--   psql --set=role=NAME --file=deploy/quiet-database.sql, as a superuser.
ALTER ROLE :"role" SET log_min_error_statement = 'panic';
ALTER ROLE :"role" SET log_error_verbosity = 'terse';
ALTER ROLE :"role" SET log_statement = 'none';
ALTER ROLE :"role" SET log_min_duration_statement = -1;
ALTER ROLE :"role" SET log_min_duration_sample = -1;
