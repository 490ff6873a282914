-- Once per database server, as superuser: the login role of the application and what no hall may do.
-- Run by `make run` on the embedded server and by the PostgreSQL container at its first start.

-- The application signs in as one plain role: no superuser, but it may create a role for each new hall.
DO $$ BEGIN
  CREATE ROLE county LOGIN CREATEROLE CREATEDB NOINHERIT PASSWORD 'county';
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;

-- Every hall role is a member of this one; it holds the right to read what the county publishes.
DO $$ BEGIN
  CREATE ROLE halls NOLOGIN;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
GRANT halls TO county WITH ADMIN OPTION;

-- Inside a hall, injected SQL must not be able to change its own role:
-- set_config('role', …) is the one way to do so from within a SELECT, and DO blocks the other.
REVOKE EXECUTE ON FUNCTION pg_catalog.set_config(text, text, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pg_catalog.set_config(text, text, boolean) TO county;
REVOKE USAGE ON LANGUAGE plpgsql FROM PUBLIC;
GRANT USAGE ON LANGUAGE plpgsql TO county;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
