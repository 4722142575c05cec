-- Migrations: ad6f65489bca6551ddd0186a73ae448d
-- PostgreSQL: 18
--
-- PostgreSQL database dump
--


-- Dumped from database version 18.6
-- Dumped by pg_dump version 18.6

SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: pg_trgm; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;


--
-- Name: campaigns_forget_name_keys(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.campaigns_forget_name_keys() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    NEW.name_keys := NULL;
    RETURN NEW;
END $$;


--
-- Name: campaigns_lock_addresses(bigint[], text[]); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.campaigns_lock_addresses(calls bigint[], keys text[]) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    number integer;
BEGIN
    -- In one order for everybody, so that nobody waits for somebody who waits for him.
    FOR number IN
        SELECT DISTINCT hashtext(call_id || ' ' || key)
        FROM unnest(calls, keys) AS address(call_id, key) ORDER BY 1
    LOOP
        PERFORM pg_advisory_xact_lock(8155, number);
    END LOOP;
END $$;


--
-- Name: campaigns_look_at_keys_again(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.campaigns_look_at_keys_again() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    NEW.index_key_id := '';
    RETURN NEW;
END $$;


--
-- Name: campaigns_note_count_change(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.campaigns_note_count_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP IN ('UPDATE', 'DELETE') THEN
        INSERT INTO campaigns_tallydelta
            (call_id, at, people, organizations, withdrawn, rejected)
        SELECT OLD.call_id, now(),
            -(OLD.status = 'confirmed' AND OLD.kind = 'person')::int,
            -(OLD.status = 'confirmed' AND OLD.kind = 'organization')::int,
            -(OLD.status = 'withdrawn')::int,
            -(OLD.status = 'rejected' AND OLD.confirmed_at IS NOT NULL)::int
        WHERE OLD.status <> 'pending';
    END IF;
    IF TG_OP IN ('INSERT', 'UPDATE') THEN
        INSERT INTO campaigns_tallydelta
            (call_id, at, people, organizations, withdrawn, rejected)
        SELECT NEW.call_id, now(),
            (NEW.status = 'confirmed' AND NEW.kind = 'person')::int,
            (NEW.status = 'confirmed' AND NEW.kind = 'organization')::int,
            (NEW.status = 'withdrawn')::int,
            (NEW.status = 'rejected' AND NEW.confirmed_at IS NOT NULL)::int
        WHERE NEW.status <> 'pending';
    END IF;
    RETURN NULL;
END $$;


--
-- Name: campaigns_request_rekeying(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.campaigns_request_rekeying() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    domains text[] := ARRAY[]::text[];
BEGIN
    IF TG_OP IN ('UPDATE', 'DELETE') THEN
        domains := domains || OLD.domain::text;
    END IF;
    IF TG_OP IN ('INSERT', 'UPDATE') THEN
        domains := domains || NEW.domain::text;
    END IF;
    INSERT INTO campaigns_addressrekeying AS job
        (domain, requested_at, last_id, changed, conflicts)
    SELECT DISTINCT domain, now(), 0, 0, 0 FROM unnest(domains) AS domain
    ON CONFLICT (domain) DO UPDATE SET
        requested_at = excluded.requested_at, last_id = 0, changed = 0, conflicts = 0,
        finished_at = NULL;
    RETURN NULL;
END $$;


--
-- Name: campaigns_round_times(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.campaigns_round_times() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    NEW.created_at := date_trunc('hour', NEW.created_at);
    NEW.confirmed_at := date_trunc('hour', NEW.confirmed_at);
    NEW.changed_at := date_trunc('hour', NEW.changed_at);
    NEW.ended_at := date_trunc('hour', NEW.ended_at);
    NEW.bounced_at := date_trunc('hour', NEW.bounced_at);
    NEW.approved_at := date_trunc('hour', NEW.approved_at);
    NEW.declined_at := date_trunc('hour', NEW.declined_at);
    NEW.comment_approved_at := date_trunc('hour', NEW.comment_approved_at);
    NEW.comment_declined_at := date_trunc('hour', NEW.comment_declined_at);
    RETURN NEW;
END $$;


--
-- Name: campaigns_stored_key(bigint, text, text, text[]); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.campaigns_stored_key(call bigint, signer_kind text, signer_organization text, keys text[]) RETURNS text
    LANGUAGE plpgsql
    AS $$
DECLARE
    stored text;
BEGIN
    PERFORM campaigns_lock_addresses(array_fill(call, ARRAY[cardinality(keys)]), keys);
    SELECT email_key INTO stored FROM campaigns_signature
    WHERE call_id = call AND kind = signer_kind AND organization_mark = signer_organization
      AND email_key = ANY(keys)
    ORDER BY array_position(keys, email_key::text) LIMIT 1;
    RETURN coalesce(stored, keys[1]);
END $$;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: auth_group; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);


--
-- Name: auth_group_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: auth_group_permissions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);


--
-- Name: auth_group_permissions_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: auth_permission; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);


--
-- Name: auth_permission_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: campaigns_abuselimits; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.campaigns_abuselimits (
    id bigint NOT NULL,
    burst_most integer NOT NULL,
    burst_minutes smallint NOT NULL,
    sustained_most integer NOT NULL,
    burst_most_around integer NOT NULL,
    sustained_hours smallint NOT NULL,
    domain_mails integer DEFAULT 60 NOT NULL,
    alarm_mails integer DEFAULT 1000 NOT NULL,
    sustained_most_around integer NOT NULL,
    CONSTRAINT campaigns_abuselimits_alarm_mails_check CHECK ((alarm_mails >= 0)),
    CONSTRAINT campaigns_abuselimits_burst_minutes_check CHECK ((burst_minutes >= 0)),
    CONSTRAINT campaigns_abuselimits_burst_most_around_check CHECK ((burst_most_around >= 0)),
    CONSTRAINT campaigns_abuselimits_burst_most_check CHECK ((burst_most >= 0)),
    CONSTRAINT campaigns_abuselimits_domain_mails_check CHECK ((domain_mails >= 0)),
    CONSTRAINT campaigns_abuselimits_sustained_hours_check CHECK ((sustained_hours >= 0)),
    CONSTRAINT campaigns_abuselimits_sustained_most_around_check CHECK ((sustained_most_around >= 0)),
    CONSTRAINT campaigns_abuselimits_sustained_most_check CHECK ((sustained_most >= 0))
);


--
-- Name: campaigns_abuselimits_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.campaigns_abuselimits ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaigns_abuselimits_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: campaigns_abuserule; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.campaigns_abuserule (
    id bigint NOT NULL,
    verdict character varying(5) NOT NULL,
    kind character varying(7) NOT NULL,
    pattern character varying(254) NOT NULL,
    address_key character varying(64) NOT NULL,
    index_key_id character varying(8) DEFAULT ''::character varying NOT NULL,
    note character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT addresses_only_as_keys CHECK (((((kind)::text = 'address'::text) AND ((pattern)::text = ''::text) AND (NOT ((address_key)::text = ''::text))) OR ((NOT ((kind)::text = 'address'::text)) AND (NOT ((pattern)::text = ''::text)) AND ((address_key)::text = ''::text))))
);


--
-- Name: campaigns_abuserule_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.campaigns_abuserule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaigns_abuserule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: campaigns_accessentry; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.campaigns_accessentry (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    username character varying(150) NOT NULL,
    kind character varying(7) NOT NULL,
    what character varying(60) NOT NULL,
    filters character varying(500) NOT NULL,
    row_count integer,
    is_complete boolean NOT NULL,
    user_id bigint,
    CONSTRAINT campaigns_accessentry_row_count_check CHECK ((row_count >= 0))
);


--
-- Name: campaigns_accessentry_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.campaigns_accessentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaigns_accessentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: campaigns_addressrekeying; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.campaigns_addressrekeying (
    domain character varying(253) NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    last_id bigint NOT NULL,
    changed integer NOT NULL,
    conflicts integer NOT NULL,
    finished_at timestamp with time zone,
    CONSTRAINT campaigns_addressrekeying_changed_check CHECK ((changed >= 0)),
    CONSTRAINT campaigns_addressrekeying_conflicts_check CHECK ((conflicts >= 0))
);


--
-- Name: campaigns_alarm; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.campaigns_alarm (
    name character varying(40) NOT NULL,
    trouble character varying(200) NOT NULL,
    since timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    tried_at timestamp with time zone,
    told_at timestamp with time zone
);


--
-- Name: campaigns_call; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.campaigns_call (
    id bigint NOT NULL,
    title character varying(160) NOT NULL,
    slug character varying(60) NOT NULL,
    addressee character varying(200) NOT NULL,
    goal integer,
    opens_at timestamp with time zone,
    closes_at timestamp with time zone,
    organizations_close_at timestamp with time zone,
    is_paused boolean NOT NULL,
    pause_notice character varying(300) NOT NULL,
    offline_signatures integer NOT NULL,
    share_text character varying(300) NOT NULL,
    retention_days smallint NOT NULL,
    delivered_at timestamp with time zone,
    anonymized_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    promised_days smallint,
    promised_until date,
    terms_from bigint DEFAULT 0 NOT NULL,
    shown_from integer DEFAULT 50 NOT NULL,
    CONSTRAINT campaigns_call_goal_check CHECK ((goal >= 0)),
    CONSTRAINT campaigns_call_offline_signatures_check CHECK ((offline_signatures >= 0)),
    CONSTRAINT campaigns_call_promised_days_check CHECK ((promised_days >= 0)),
    CONSTRAINT campaigns_call_retention_days_check CHECK ((retention_days >= 0)),
    CONSTRAINT campaigns_call_shown_from_check CHECK ((shown_from >= 0))
);


--
-- Name: campaigns_call_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.campaigns_call ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaigns_call_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: campaigns_calldownload; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.campaigns_calldownload (
    id bigint NOT NULL,
    sort_order integer,
    title character varying(160) NOT NULL,
    external_url character varying(1000) NOT NULL,
    language character varying(8) NOT NULL,
    external_format character varying(12) NOT NULL,
    note character varying(120) NOT NULL,
    document_id bigint,
    page_id integer NOT NULL
);


--
-- Name: campaigns_calldownload_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.campaigns_calldownload ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaigns_calldownload_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: campaigns_callpage; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.campaigns_callpage (
    page_ptr_id integer NOT NULL,
    lead text NOT NULL,
    print_art character varying(12) NOT NULL,
    band character varying(8) NOT NULL,
    reviewed_on date,
    body jsonb NOT NULL,
    call_id bigint,
    share_image_id bigint,
    brief_page_id integer
);


--
-- Name: campaigns_callsindexpage; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.campaigns_callsindexpage (
    page_ptr_id integer NOT NULL,
    lead text NOT NULL,
    print_art character varying(12) NOT NULL,
    band character varying(8) NOT NULL,
    reviewed_on date,
    body jsonb NOT NULL,
    share_image_id bigint
);


--
-- Name: campaigns_calltext; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.campaigns_calltext (
    id bigint NOT NULL,
    language character varying(10) NOT NULL,
    title character varying(160) NOT NULL,
    addressee character varying(200) NOT NULL,
    share_text character varying(300) NOT NULL,
    pause_notice character varying(300) NOT NULL,
    call_id bigint NOT NULL
);


--
-- Name: campaigns_calltext_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.campaigns_calltext ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaigns_calltext_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: campaigns_caughtform; Type: TABLE; Schema: public; Owner: -
--

CREATE UNLOGGED TABLE public.campaigns_caughtform (
    signature_id bigint NOT NULL,
    crowd character varying(16) NOT NULL,
    caught_on date NOT NULL
);


--
-- Name: campaigns_chore; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.campaigns_chore (
    name character varying(40) NOT NULL,
    ran_at timestamp with time zone,
    failed_at timestamp with time zone,
    error character varying(60) NOT NULL,
    failures smallint DEFAULT 0 NOT NULL,
    CONSTRAINT campaigns_chore_failures_check CHECK ((failures >= 0))
);


--
-- Name: campaigns_dailytally; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.campaigns_dailytally (
    id bigint NOT NULL,
    day date NOT NULL,
    people integer NOT NULL,
    organizations integer NOT NULL,
    withdrawn integer NOT NULL,
    rejected integer NOT NULL,
    call_id bigint NOT NULL
);


--
-- Name: campaigns_dailytally_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.campaigns_dailytally ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaigns_dailytally_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: campaigns_delivery; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.campaigns_delivery (
    id bigint NOT NULL,
    delivered_to character varying(200) NOT NULL,
    delivered_on date NOT NULL,
    note character varying(300) NOT NULL,
    people integer NOT NULL,
    organizations integer NOT NULL,
    offline integer NOT NULL,
    public_names integer NOT NULL,
    statements jsonb NOT NULL,
    totals jsonb NOT NULL,
    pdf character varying(255) NOT NULL,
    csv character varying(255) NOT NULL,
    pdf_sha256 character varying(64) NOT NULL,
    csv_sha256 character varying(64) NOT NULL,
    is_public boolean NOT NULL,
    frozen_at timestamp with time zone NOT NULL,
    call_id bigint NOT NULL,
    pdf_error character varying(60) NOT NULL,
    pdf_tried_at timestamp with time zone,
    to_print character varying(255) NOT NULL,
    withdrawal_reason character varying(300) NOT NULL,
    withdrawn_at timestamp with time zone,
    CONSTRAINT campaigns_delivery_offline_check CHECK ((offline >= 0)),
    CONSTRAINT campaigns_delivery_organizations_check CHECK ((organizations >= 0)),
    CONSTRAINT campaigns_delivery_people_check CHECK ((people >= 0)),
    CONSTRAINT campaigns_delivery_public_names_check CHECK ((public_names >= 0))
);


--
-- Name: campaigns_delivery_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.campaigns_delivery ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaigns_delivery_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: campaigns_departure; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.campaigns_departure (
    id bigint NOT NULL,
    token character varying(16) NOT NULL,
    kind character varying(8) NOT NULL,
    key_id character varying(8) NOT NULL,
    signature_key character varying(64) NOT NULL,
    later_key character varying(64) NOT NULL,
    at timestamp with time zone NOT NULL
);


--
-- Name: campaigns_departure_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.campaigns_departure ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaigns_departure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: campaigns_emailchange; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.campaigns_emailchange (
    id bigint NOT NULL,
    reference character varying(12) NOT NULL,
    sealed_email bytea,
    created_at timestamp with time zone NOT NULL,
    signature_id bigint NOT NULL
);


--
-- Name: campaigns_emailchange_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.campaigns_emailchange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaigns_emailchange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: campaigns_emaildomainrule; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.campaigns_emaildomainrule (
    id bigint NOT NULL,
    domain character varying(253) NOT NULL,
    same_as character varying(253) NOT NULL,
    drops_dots boolean NOT NULL,
    tag_separator character varying(1) NOT NULL,
    mails_per_hour integer,
    CONSTRAINT campaigns_emaildomainrule_mails_per_hour_check CHECK ((mails_per_hour >= 0))
);


--
-- Name: campaigns_emaildomainrule_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.campaigns_emaildomainrule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaigns_emaildomainrule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: campaigns_keyholder; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.campaigns_keyholder (
    holder_id character varying(16) NOT NULL,
    kind character varying(12) NOT NULL,
    sealing_keys character varying(8)[] NOT NULL,
    index_keys character varying(8)[] NOT NULL,
    seen_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL
);


--
-- Name: campaigns_linkrequest; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.campaigns_linkrequest (
    id bigint NOT NULL,
    email_key character varying(64) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    call_id bigint
);


--
-- Name: campaigns_linkrequest_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.campaigns_linkrequest ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaigns_linkrequest_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: campaigns_mailpause; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.campaigns_mailpause (
    id bigint NOT NULL,
    email_key character varying(64) NOT NULL,
    reference character varying(12) NOT NULL,
    created_at timestamp with time zone NOT NULL
);


--
-- Name: campaigns_mailpause_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.campaigns_mailpause ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaigns_mailpause_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: campaigns_mailturn; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.campaigns_mailturn (
    id bigint NOT NULL,
    email_key character varying(64) NOT NULL,
    domain_key character varying(64) NOT NULL,
    by_staff boolean DEFAULT false NOT NULL,
    at timestamp with time zone NOT NULL
)
WITH (autovacuum_vacuum_scale_factor='0.02', autovacuum_analyze_scale_factor='0.005');


--
-- Name: campaigns_mailturn_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.campaigns_mailturn ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaigns_mailturn_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: campaigns_outboundmail; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.campaigns_outboundmail (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    cause character varying(5) DEFAULT 'form'::character varying NOT NULL,
    language character varying(10) NOT NULL,
    status character varying(8) NOT NULL,
    attempts smallint NOT NULL,
    next_attempt_at timestamp with time zone NOT NULL,
    claimed_by integer,
    error character varying(60) NOT NULL,
    hang_ups smallint DEFAULT 0 NOT NULL,
    hung_up_at timestamp with time zone,
    counted_at timestamp with time zone,
    sealed_to bytea,
    created_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone,
    signature_id bigint NOT NULL,
    differing character varying(20)[] DEFAULT '{}'::character varying(20)[] NOT NULL,
    email_change_id bigint,
    CONSTRAINT campaigns_outboundmail_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT campaigns_outboundmail_hang_ups_check CHECK ((hang_ups >= 0)),
    CONSTRAINT known_mail_status CHECK (((status)::text = ANY ((ARRAY['queued'::character varying, 'sending'::character varying, 'sent'::character varying, 'failed'::character varying, 'dropped'::character varying])::text[])))
)
WITH (autovacuum_vacuum_scale_factor='0.02', autovacuum_analyze_scale_factor='0.005');


--
-- Name: campaigns_outboundmail_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.campaigns_outboundmail ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaigns_outboundmail_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: campaigns_papersheets; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.campaigns_papersheets (
    id bigint NOT NULL,
    received_on date NOT NULL,
    sheets smallint NOT NULL,
    names integer NOT NULL,
    destroyed_on date,
    call_id bigint NOT NULL,
    entered_by_id bigint,
    CONSTRAINT campaigns_papersheets_names_check CHECK ((names >= 0)),
    CONSTRAINT campaigns_papersheets_sheets_check CHECK ((sheets >= 0))
);


--
-- Name: campaigns_papersheets_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.campaigns_papersheets ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaigns_papersheets_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: campaigns_senator; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.campaigns_senator (
    id bigint NOT NULL,
    bioguide character varying(7) NOT NULL,
    state character varying(2) NOT NULL,
    name character varying(120) NOT NULL,
    party character varying(40) NOT NULL,
    contact_form character varying(200) NOT NULL,
    website character varying(200) NOT NULL,
    email character varying(254) NOT NULL,
    phone character varying(20) NOT NULL,
    address character varying(200) NOT NULL,
    term_end date,
    as_of date NOT NULL,
    source character varying(200) NOT NULL
);


--
-- Name: campaigns_senator_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.campaigns_senator ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaigns_senator_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: campaigns_senatorletter; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.campaigns_senatorletter (
    id bigint NOT NULL,
    language character varying(10) NOT NULL,
    subject character varying(150) NOT NULL,
    body text NOT NULL,
    call_id bigint NOT NULL
);


--
-- Name: campaigns_senatorletter_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.campaigns_senatorletter ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaigns_senatorletter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: campaigns_signature; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.campaigns_signature (
    id bigint NOT NULL,
    reference character varying(12) NOT NULL,
    kind character varying(12) NOT NULL,
    status character varying(9) NOT NULL,
    sealed_name bytea,
    sealed_email bytea,
    sealed_role bytea,
    sealed_comment bytea,
    sealed_postal_code bytea,
    email_key character varying(64),
    domain_key character varying(64),
    name_keys character varying(16)[],
    index_key_id character varying(8) DEFAULT ''::character varying NOT NULL,
    country character varying(2) NOT NULL,
    region character varying(2) NOT NULL,
    organization_name character varying(255) NOT NULL,
    website character varying(200) NOT NULL,
    is_authorized boolean NOT NULL,
    is_on_paper boolean DEFAULT false NOT NULL,
    show_name boolean NOT NULL,
    wants_letters boolean NOT NULL,
    language character varying(10) NOT NULL,
    source character varying(32) NOT NULL,
    is_name_hidden boolean NOT NULL,
    approved_at timestamp with time zone,
    comment_approved_at timestamp with time zone,
    rejection_reason character varying(200) NOT NULL,
    mail_count smallint NOT NULL,
    bounced_at timestamp with time zone,
    mailed_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    confirmed_at timestamp with time zone,
    changed_at timestamp with time zone,
    ended_at timestamp with time zone,
    anonymized_at timestamp with time zone,
    call_id bigint NOT NULL,
    statement_id bigint NOT NULL,
    needs_approval boolean DEFAULT false NOT NULL,
    organization_mark character varying(64) DEFAULT ''::character varying NOT NULL,
    sealed_form bytea,
    comment_declined_at timestamp with time zone,
    declined_at timestamp with time zone,
    CONSTRAINT campaigns_signature_mail_count_check CHECK ((mail_count >= 0)),
    CONSTRAINT known_signature_status CHECK (((status)::text = ANY ((ARRAY['pending'::character varying, 'confirmed'::character varying, 'withdrawn'::character varying, 'rejected'::character varying])::text[]))),
    CONSTRAINT known_signer_kind CHECK (((kind)::text = ANY ((ARRAY['person'::character varying, 'organization'::character varying])::text[]))),
    CONSTRAINT withdrawn_keeps_nothing_personal CHECK (((NOT ((status)::text = 'withdrawn'::text)) OR ((domain_key IS NULL) AND (email_key IS NULL) AND ((organization_mark)::text = ''::text) AND (sealed_comment IS NULL) AND (sealed_email IS NULL) AND (sealed_form IS NULL) AND (sealed_name IS NULL) AND (sealed_postal_code IS NULL) AND (sealed_role IS NULL))))
)
WITH (autovacuum_vacuum_scale_factor='0.02', autovacuum_analyze_scale_factor='0.005');


--
-- Name: campaigns_signature_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.campaigns_signature ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaigns_signature_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: campaigns_signaturechange; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.campaigns_signaturechange (
    id bigint NOT NULL,
    by character varying(6) NOT NULL,
    fields character varying(20)[] NOT NULL,
    show_name boolean NOT NULL,
    wants_letters boolean NOT NULL,
    at timestamp with time zone NOT NULL,
    signature_id bigint NOT NULL
);


--
-- Name: campaigns_signaturechange_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.campaigns_signaturechange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaigns_signaturechange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: campaigns_source; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.campaigns_source (
    id bigint NOT NULL,
    code character varying(30) NOT NULL,
    name character varying(120) NOT NULL,
    created_at timestamp with time zone NOT NULL
);


--
-- Name: campaigns_source_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.campaigns_source ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaigns_source_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: campaigns_staffnotice; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.campaigns_staffnotice (
    user_id bigint NOT NULL,
    frequency character varying(8) NOT NULL,
    sent_on date,
    told_at timestamp with time zone,
    told jsonb NOT NULL
);


--
-- Name: campaigns_statementversion; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.campaigns_statementversion (
    id bigint NOT NULL,
    language character varying(10) NOT NULL,
    number smallint NOT NULL,
    title character varying(200) NOT NULL,
    body text NOT NULL,
    sha256 character varying(64) NOT NULL,
    reason character varying(300) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    call_id bigint NOT NULL,
    CONSTRAINT campaigns_statementversion_number_check CHECK ((number >= 0))
);


--
-- Name: campaigns_statementversion_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.campaigns_statementversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaigns_statementversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: campaigns_switches; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.campaigns_switches (
    id bigint NOT NULL,
    is_mail_stopped boolean NOT NULL,
    cache_seconds integer NOT NULL,
    restored_at timestamp with time zone,
    restored_mail character varying(8) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT campaigns_switches_cache_seconds_check CHECK ((cache_seconds >= 0))
);


--
-- Name: campaigns_switches_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.campaigns_switches ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaigns_switches_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: campaigns_tallydelta; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.campaigns_tallydelta (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    people smallint NOT NULL,
    organizations smallint NOT NULL,
    withdrawn smallint NOT NULL,
    rejected smallint NOT NULL,
    call_id bigint NOT NULL
);


--
-- Name: campaigns_tallydelta_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.campaigns_tallydelta ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaigns_tallydelta_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: campaigns_tallystate; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.campaigns_tallystate (
    call_id bigint NOT NULL,
    people integer NOT NULL,
    organizations integer NOT NULL,
    withdrawn integer NOT NULL,
    rejected integer NOT NULL,
    counted_at timestamp with time zone NOT NULL,
    CONSTRAINT campaigns_tallystate_organizations_check CHECK ((organizations >= 0)),
    CONSTRAINT campaigns_tallystate_people_check CHECK ((people >= 0)),
    CONSTRAINT campaigns_tallystate_rejected_check CHECK ((rejected >= 0)),
    CONSTRAINT campaigns_tallystate_withdrawn_check CHECK ((withdrawn >= 0))
);


--
-- Name: campaigns_vaultkey; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.campaigns_vaultkey (
    id bigint NOT NULL,
    use character varying(5) NOT NULL,
    key_id character varying(8) NOT NULL,
    proof bytea NOT NULL,
    first_used_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    swept_as character varying(16) DEFAULT ''::character varying NOT NULL,
    swept_at timestamp with time zone
);


--
-- Name: campaigns_vaultkey_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.campaigns_vaultkey ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaigns_vaultkey_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: campaigns_waitingcheck; Type: TABLE; Schema: public; Owner: -
--

CREATE UNLOGGED TABLE public.campaigns_waitingcheck (
    id bigint NOT NULL,
    sealed_client bytea,
    created_at timestamp with time zone NOT NULL,
    signature_id bigint
);


--
-- Name: campaigns_waitingcheck_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.campaigns_waitingcheck ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaigns_waitingcheck_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: campaigns_workerpulse; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.campaigns_workerpulse (
    number integer NOT NULL,
    started_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    lead_seconds double precision NOT NULL
);


--
-- Name: django_content_type; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);


--
-- Name: django_content_type_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: django_migrations; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);


--
-- Name: django_migrations_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: django_session; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);


--
-- Name: initiatives_initiativepage; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.initiatives_initiativepage (
    page_ptr_id integer NOT NULL,
    lead text NOT NULL,
    print_art character varying(12) NOT NULL,
    band character varying(8) NOT NULL,
    reviewed_on date,
    short_title character varying(60) NOT NULL,
    body jsonb NOT NULL,
    key_facts jsonb NOT NULL,
    timeline_heading character varying(120) NOT NULL,
    timeline jsonb NOT NULL,
    share_image_id bigint,
    shows_ratifications boolean DEFAULT false NOT NULL
);


--
-- Name: initiatives_initiativerelatedpage; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.initiatives_initiativerelatedpage (
    id bigint NOT NULL,
    sort_order integer,
    initiative_id integer NOT NULL,
    page_id integer NOT NULL
);


--
-- Name: initiatives_initiativerelatedpage_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.initiatives_initiativerelatedpage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.initiatives_initiativerelatedpage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: initiatives_initiativesindexpage; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.initiatives_initiativesindexpage (
    page_ptr_id integer NOT NULL,
    lead text NOT NULL,
    print_art character varying(12) NOT NULL,
    band character varying(8) NOT NULL,
    reviewed_on date,
    body jsonb NOT NULL,
    share_image_id bigint
);


--
-- Name: initiatives_networkpage; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.initiatives_networkpage (
    page_ptr_id integer NOT NULL,
    lead text NOT NULL,
    print_art character varying(12) NOT NULL,
    band character varying(8) NOT NULL,
    reviewed_on date,
    acronym character varying(12) NOT NULL,
    founded_year smallint,
    founded_note character varying(255) NOT NULL,
    nnirr_role character varying(120) NOT NULL,
    role_since smallint,
    region character varying(120) NOT NULL,
    website character varying(500) NOT NULL,
    website_note character varying(160) NOT NULL,
    ring character varying(8) NOT NULL,
    key_facts jsonb NOT NULL,
    body jsonb NOT NULL,
    share_image_id bigint,
    CONSTRAINT initiatives_networkpage_founded_year_check CHECK ((founded_year >= 0)),
    CONSTRAINT initiatives_networkpage_role_since_check CHECK ((role_since >= 0))
);


--
-- Name: initiatives_networksindexpage; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.initiatives_networksindexpage (
    page_ptr_id integer NOT NULL,
    lead text NOT NULL,
    print_art character varying(12) NOT NULL,
    band character varying(8) NOT NULL,
    reviewed_on date,
    body jsonb NOT NULL,
    share_image_id bigint
);


--
-- Name: initiatives_policyupdatepage; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.initiatives_policyupdatepage (
    page_ptr_id integer NOT NULL,
    lead text NOT NULL,
    print_art character varying(12) NOT NULL,
    band character varying(8) NOT NULL,
    reviewed_on date,
    date date NOT NULL,
    date_precision character varying(8) NOT NULL,
    body jsonb NOT NULL,
    source_label character varying(255) NOT NULL,
    source_url character varying(1000) NOT NULL,
    share_image_id bigint
);


--
-- Name: initiatives_policyupdatesindexpage; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.initiatives_policyupdatesindexpage (
    page_ptr_id integer NOT NULL,
    lead text NOT NULL,
    print_art character varying(12) NOT NULL,
    band character varying(8) NOT NULL,
    reviewed_on date,
    share_image_id bigint
);


--
-- Name: initiatives_policyupdatetopic; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.initiatives_policyupdatetopic (
    id bigint NOT NULL,
    content_object_id integer NOT NULL,
    tag_id bigint NOT NULL
);


--
-- Name: initiatives_policyupdatetopic_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.initiatives_policyupdatetopic ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.initiatives_policyupdatetopic_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: initiatives_state; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.initiatives_state (
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    name_es character varying(80) NOT NULL,
    un_name character varying(120) NOT NULL,
    iso2 character varying(2) NOT NULL,
    iso3 character varying(3) NOT NULL,
    region character varying(8) NOT NULL,
    is_un_member boolean NOT NULL,
    status character varying(9) NOT NULL,
    signature_date date,
    act character varying(12) NOT NULL,
    action_date date,
    action_date_precision character varying(8) NOT NULL,
    entry_into_force date,
    as_of date,
    confidence character varying(8) NOT NULL,
    source_urls text NOT NULL,
    notes text NOT NULL,
    imported jsonb NOT NULL,
    CONSTRAINT state_dates_fit_status CHECK ((((action_date IS NOT NULL) AND ((status)::text = 'party'::text)) OR ((action_date IS NULL) AND (signature_date IS NOT NULL) AND ((status)::text = 'signatory'::text)) OR ((action_date IS NULL) AND (signature_date IS NULL) AND ((status)::text = 'none'::text))))
);


--
-- Name: initiatives_state_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.initiatives_state ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.initiatives_state_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: initiatives_trackerpage; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.initiatives_trackerpage (
    page_ptr_id integer NOT NULL,
    lead text NOT NULL,
    print_art character varying(12) NOT NULL,
    band character varying(8) NOT NULL,
    reviewed_on date,
    body jsonb NOT NULL,
    share_image_id bigint
);


--
-- Name: nnirr_site_attemptwindow; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.nnirr_site_attemptwindow (
    key character varying(32) NOT NULL,
    subject character varying(32) NOT NULL,
    most integer NOT NULL,
    count integer NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    CONSTRAINT nnirr_site_attemptwindow_count_check CHECK ((count >= 0)),
    CONSTRAINT nnirr_site_attemptwindow_most_check CHECK ((most >= 0))
);


--
-- Name: nnirr_site_authenticatorapp; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.nnirr_site_authenticatorapp (
    id bigint NOT NULL,
    name character varying(64) NOT NULL,
    confirmed boolean NOT NULL,
    sealed_key text NOT NULL,
    last_step bigint NOT NULL,
    added_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    user_id bigint NOT NULL
);


--
-- Name: nnirr_site_authenticatorapp_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.nnirr_site_authenticatorapp ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.nnirr_site_authenticatorapp_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: nnirr_site_checkedlink; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.nnirr_site_checkedlink (
    id bigint NOT NULL,
    url character varying(2000) NOT NULL,
    state character varying(8) NOT NULL,
    problem character varying(10) NOT NULL,
    status smallint,
    moved_to character varying(2000) NOT NULL,
    failed_days smallint NOT NULL,
    failed_on date,
    checked_at timestamp with time zone,
    next_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    set_aside_at timestamp with time zone,
    set_aside_by_id bigint,
    CONSTRAINT nnirr_site_checkedlink_failed_days_check CHECK ((failed_days >= 0)),
    CONSTRAINT nnirr_site_checkedlink_status_check CHECK ((status >= 0))
);


--
-- Name: nnirr_site_checkedlink_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.nnirr_site_checkedlink ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.nnirr_site_checkedlink_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: nnirr_site_deletedpage; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.nnirr_site_deletedpage (
    id bigint NOT NULL,
    page_id bigint NOT NULL,
    batch bigint NOT NULL,
    parent_id bigint NOT NULL,
    depth smallint NOT NULL,
    title character varying(255) NOT NULL,
    model character varying(100) NOT NULL,
    language character varying(12) NOT NULL,
    was_live boolean NOT NULL,
    content jsonb NOT NULL,
    revisions jsonb NOT NULL,
    restrictions jsonb NOT NULL,
    deleted_at timestamp with time zone NOT NULL,
    owner_id bigint,
    CONSTRAINT nnirr_site_deletedpage_batch_check CHECK ((batch >= 0)),
    CONSTRAINT nnirr_site_deletedpage_depth_check CHECK ((depth >= 0)),
    CONSTRAINT nnirr_site_deletedpage_page_id_check CHECK ((page_id >= 0)),
    CONSTRAINT nnirr_site_deletedpage_parent_id_check CHECK ((parent_id >= 0))
);


--
-- Name: nnirr_site_deletedpage_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.nnirr_site_deletedpage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.nnirr_site_deletedpage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: nnirr_site_goneaddress; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.nnirr_site_goneaddress (
    id bigint NOT NULL,
    path character varying(255) NOT NULL,
    note character varying(255) NOT NULL,
    created_at timestamp with time zone NOT NULL
);


--
-- Name: nnirr_site_goneaddress_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.nnirr_site_goneaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.nnirr_site_goneaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: nnirr_site_homepage; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.nnirr_site_homepage (
    page_ptr_id integer NOT NULL,
    lead text NOT NULL,
    print_art character varying(12) NOT NULL,
    band character varying(8) NOT NULL,
    reviewed_on date,
    headline character varying(80) NOT NULL,
    call_heading character varying(120) NOT NULL,
    call_text text NOT NULL,
    sections jsonb NOT NULL,
    call_more_page_id integer,
    more_page_id integer,
    share_image_id bigint
);


--
-- Name: nnirr_site_linkuse; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.nnirr_site_linkuse (
    id bigint NOT NULL,
    words character varying(160) NOT NULL,
    link_id bigint NOT NULL,
    menu_id bigint,
    page_id integer
);


--
-- Name: nnirr_site_linkuse_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.nnirr_site_linkuse ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.nnirr_site_linkuse_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: nnirr_site_listputaway; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.nnirr_site_listputaway (
    id bigint NOT NULL,
    put_away_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    user_id bigint
);


--
-- Name: nnirr_site_listputaway_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.nnirr_site_listputaway ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.nnirr_site_listputaway_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: nnirr_site_nativereading; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.nnirr_site_nativereading (
    id bigint NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    read_at timestamp with time zone,
    page_id integer NOT NULL,
    read_by_id bigint
);


--
-- Name: nnirr_site_nativereading_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.nnirr_site_nativereading ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.nnirr_site_nativereading_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: nnirr_site_navigationmenu; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.nnirr_site_navigationmenu (
    id bigint NOT NULL,
    translation_key uuid NOT NULL,
    slot character varying(12) NOT NULL,
    items jsonb NOT NULL,
    locale_id integer NOT NULL
);


--
-- Name: nnirr_site_navigationmenu_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.nnirr_site_navigationmenu ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.nnirr_site_navigationmenu_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: nnirr_site_passkey; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.nnirr_site_passkey (
    id bigint NOT NULL,
    name character varying(64) NOT NULL,
    confirmed boolean NOT NULL,
    credential_id bytea NOT NULL,
    credential_data bytea NOT NULL,
    added_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    user_id bigint NOT NULL
);


--
-- Name: nnirr_site_passkey_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.nnirr_site_passkey ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.nnirr_site_passkey_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: nnirr_site_recoverysheet; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.nnirr_site_recoverysheet (
    id bigint NOT NULL,
    name character varying(64) NOT NULL,
    confirmed boolean NOT NULL,
    salt character varying(32) NOT NULL,
    hashes jsonb NOT NULL,
    added_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    user_id bigint NOT NULL
);


--
-- Name: nnirr_site_recoverysheet_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.nnirr_site_recoverysheet ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.nnirr_site_recoverysheet_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: nnirr_site_scheduleproblem; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.nnirr_site_scheduleproblem (
    id bigint NOT NULL,
    object_id character varying(255) NOT NULL,
    step character varying(7) NOT NULL,
    error character varying(60) NOT NULL,
    failures smallint NOT NULL,
    failed_at timestamp with time zone NOT NULL,
    content_type_id integer NOT NULL,
    CONSTRAINT nnirr_site_scheduleproblem_failures_check CHECK ((failures >= 0))
);


--
-- Name: nnirr_site_scheduleproblem_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.nnirr_site_scheduleproblem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.nnirr_site_scheduleproblem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: nnirr_site_searchentry; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.nnirr_site_searchentry (
    page_id integer NOT NULL,
    language character varying(12) NOT NULL,
    configuration character varying(24) NOT NULL,
    kind character varying(32) NOT NULL,
    year smallint,
    topics character varying(100)[] NOT NULL,
    title character varying(255) NOT NULL,
    details character varying(255)[] NOT NULL,
    text text NOT NULL,
    folded_title character varying(255) NOT NULL,
    folded_text text NOT NULL,
    words character varying(40)[] NOT NULL,
    vector tsvector NOT NULL,
    CONSTRAINT nnirr_site_searchentry_year_check CHECK ((year >= 0))
);


--
-- Name: nnirr_site_searchsynonyms; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.nnirr_site_searchsynonyms (
    id bigint NOT NULL,
    words character varying(500) NOT NULL
);


--
-- Name: nnirr_site_searchsynonyms_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.nnirr_site_searchsynonyms ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.nnirr_site_searchsynonyms_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: nnirr_site_searchword; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.nnirr_site_searchword (
    id bigint NOT NULL,
    language character varying(12) NOT NULL,
    word character varying(40) NOT NULL,
    spelling character varying(40) NOT NULL
);


--
-- Name: nnirr_site_searchword_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.nnirr_site_searchword ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.nnirr_site_searchword_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: nnirr_site_signinrecord; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.nnirr_site_signinrecord (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    outcome character varying(8) NOT NULL,
    method character varying(12) NOT NULL,
    network character varying(43) NOT NULL,
    user_id bigint
);


--
-- Name: nnirr_site_signinrecord_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.nnirr_site_signinrecord ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.nnirr_site_signinrecord_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: nnirr_site_sitedocument; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.nnirr_site_sitedocument (
    id bigint NOT NULL,
    title character varying(255) NOT NULL,
    file character varying(100) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    file_size bigint,
    file_hash character varying(40) NOT NULL,
    language character varying(8) NOT NULL,
    pages integer,
    first_page character varying(100) NOT NULL,
    first_page_width smallint,
    first_page_height smallint,
    reading character varying(8) NOT NULL,
    collection_id integer NOT NULL,
    uploaded_by_user_id bigint,
    former_names character varying(255)[] NOT NULL,
    other_format_of_id bigint,
    paper character varying(8) DEFAULT ''::character varying NOT NULL,
    is_black_and_white boolean DEFAULT false NOT NULL,
    CONSTRAINT nnirr_site_sitedocument_file_size_check CHECK ((file_size >= 0)),
    CONSTRAINT nnirr_site_sitedocument_first_page_height_check CHECK ((first_page_height >= 0)),
    CONSTRAINT nnirr_site_sitedocument_first_page_width_check CHECK ((first_page_width >= 0)),
    CONSTRAINT nnirr_site_sitedocument_pages_check CHECK ((pages >= 0))
);


--
-- Name: nnirr_site_sitedocument_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.nnirr_site_sitedocument ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.nnirr_site_sitedocument_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: nnirr_site_siteidentity; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.nnirr_site_siteidentity (
    id bigint NOT NULL,
    organization character varying(160) NOT NULL,
    organization_short character varying(40) NOT NULL,
    organization_url character varying(200) NOT NULL,
    program character varying(160) NOT NULL,
    description text NOT NULL,
    place character varying(120) NOT NULL,
    contact_email character varying(254) NOT NULL,
    alert_text character varying(200) NOT NULL,
    translations jsonb NOT NULL,
    alert_page_id integer,
    call_page_id integer,
    privacy_page_id integer,
    site_id integer NOT NULL,
    postal_address text DEFAULT ''::text NOT NULL,
    review_months smallint DEFAULT 6 NOT NULL,
    CONSTRAINT nnirr_site_siteidentity_review_months_check CHECK ((review_months >= 0))
);


--
-- Name: nnirr_site_siteidentity_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.nnirr_site_siteidentity ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.nnirr_site_siteidentity_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: nnirr_site_siteimage; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.nnirr_site_siteimage (
    id bigint NOT NULL,
    title character varying(255) NOT NULL,
    description character varying(255) NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    focal_point_x integer,
    focal_point_y integer,
    focal_point_width integer,
    focal_point_height integer,
    file_size integer,
    file_hash character varying(40) NOT NULL,
    file character varying(100) NOT NULL,
    credit character varying(255) NOT NULL,
    shows_people boolean NOT NULL,
    consent_note text NOT NULL,
    collection_id integer NOT NULL,
    uploaded_by_user_id bigint,
    CONSTRAINT nnirr_site_siteimage_file_size_check CHECK ((file_size >= 0)),
    CONSTRAINT nnirr_site_siteimage_focal_point_height_check CHECK ((focal_point_height >= 0)),
    CONSTRAINT nnirr_site_siteimage_focal_point_width_check CHECK ((focal_point_width >= 0)),
    CONSTRAINT nnirr_site_siteimage_focal_point_x_check CHECK ((focal_point_x >= 0)),
    CONSTRAINT nnirr_site_siteimage_focal_point_y_check CHECK ((focal_point_y >= 0))
);


--
-- Name: nnirr_site_siteimage_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.nnirr_site_siteimage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.nnirr_site_siteimage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: nnirr_site_siterendition; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.nnirr_site_siterendition (
    id bigint NOT NULL,
    filter_spec character varying(255) NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    focal_point_key character varying(16) NOT NULL,
    file character varying(100) NOT NULL,
    image_id bigint NOT NULL
);


--
-- Name: nnirr_site_siterendition_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.nnirr_site_siterendition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.nnirr_site_siterendition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: nnirr_site_staffmail; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.nnirr_site_staffmail (
    id bigint NOT NULL,
    kind character varying(8) NOT NULL,
    sealed_to text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    attempts smallint NOT NULL,
    next_attempt_at timestamp with time zone NOT NULL,
    user_id bigint,
    CONSTRAINT nnirr_site_staffmail_attempts_check CHECK ((attempts >= 0))
);


--
-- Name: nnirr_site_staffmail_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.nnirr_site_staffmail ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.nnirr_site_staffmail_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: nnirr_site_standardpage; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.nnirr_site_standardpage (
    page_ptr_id integer NOT NULL,
    lead text NOT NULL,
    print_art character varying(12) NOT NULL,
    band character varying(8) NOT NULL,
    reviewed_on date,
    body jsonb NOT NULL,
    share_image_id bigint
);


--
-- Name: nnirr_site_topic; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.nnirr_site_topic (
    id bigint NOT NULL,
    name character varying(100) NOT NULL,
    slug character varying(100) NOT NULL,
    kind character varying(8) NOT NULL,
    full_name character varying(160) NOT NULL,
    translations jsonb NOT NULL
);


--
-- Name: nnirr_site_topic_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.nnirr_site_topic ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.nnirr_site_topic_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: nnirr_site_translationreview; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.nnirr_site_translationreview (
    id bigint NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    settled_at timestamp with time zone,
    checked_by_id bigint,
    page_id integer NOT NULL,
    source_id integer NOT NULL
);


--
-- Name: nnirr_site_translationreview_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.nnirr_site_translationreview ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.nnirr_site_translationreview_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: nnirr_site_user; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.nnirr_site_user (
    id bigint NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    is_superuser boolean NOT NULL,
    username character varying(150) NOT NULL,
    first_name character varying(150) NOT NULL,
    last_name character varying(150) NOT NULL,
    email character varying(254) NOT NULL,
    is_staff boolean NOT NULL,
    is_active boolean NOT NULL,
    date_joined timestamp with time zone NOT NULL
);


--
-- Name: nnirr_site_user_groups; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.nnirr_site_user_groups (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    group_id integer NOT NULL
);


--
-- Name: nnirr_site_user_groups_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.nnirr_site_user_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.nnirr_site_user_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: nnirr_site_user_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.nnirr_site_user ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.nnirr_site_user_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: nnirr_site_user_user_permissions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.nnirr_site_user_user_permissions (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    permission_id integer NOT NULL
);


--
-- Name: nnirr_site_user_user_permissions_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.nnirr_site_user_user_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.nnirr_site_user_user_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: nnirr_site_waitingpurge; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.nnirr_site_waitingpurge (
    id bigint NOT NULL,
    url text NOT NULL,
    noted_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL
);


--
-- Name: nnirr_site_waitingpurge_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.nnirr_site_waitingpurge ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.nnirr_site_waitingpurge_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: resources_migrantsdayeventpage; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.resources_migrantsdayeventpage (
    page_ptr_id integer NOT NULL,
    lead text NOT NULL,
    print_art character varying(12) NOT NULL,
    band character varying(8) NOT NULL,
    reviewed_on date,
    start_date date,
    start_time time without time zone,
    end_date date,
    end_time time without time zone,
    time_zone character varying(64) NOT NULL,
    place character varying(255) NOT NULL,
    online_url character varying(1000) NOT NULL,
    organizer character varying(160) NOT NULL,
    organizer_url character varying(1000) NOT NULL,
    contact_email character varying(254) NOT NULL,
    accessibility text NOT NULL,
    is_canceled boolean NOT NULL,
    body jsonb NOT NULL,
    ends_at timestamp with time zone,
    share_image_id bigint
);


--
-- Name: resources_migrantsdaykitpage; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.resources_migrantsdaykitpage (
    page_ptr_id integer NOT NULL,
    lead text NOT NULL,
    print_art character varying(12) NOT NULL,
    band character varying(8) NOT NULL,
    reviewed_on date,
    body jsonb NOT NULL,
    brief_page_id integer,
    share_image_id bigint
);


--
-- Name: resources_migrantsdaymaterial; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.resources_migrantsdaymaterial (
    id bigint NOT NULL,
    sort_order integer,
    title character varying(160) NOT NULL,
    external_url character varying(1000) NOT NULL,
    language character varying(8) NOT NULL,
    external_format character varying(12) NOT NULL,
    note character varying(120) NOT NULL,
    document_id bigint,
    page_id integer NOT NULL
);


--
-- Name: resources_migrantsdaymaterial_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.resources_migrantsdaymaterial ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.resources_migrantsdaymaterial_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: resources_migrantsdaypage; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.resources_migrantsdaypage (
    page_ptr_id integer NOT NULL,
    lead text NOT NULL,
    print_art character varying(12) NOT NULL,
    band character varying(8) NOT NULL,
    reviewed_on date,
    body jsonb NOT NULL,
    ways_heading character varying(120) NOT NULL,
    ways jsonb NOT NULL,
    materials_intro character varying(255) NOT NULL,
    timeline_heading character varying(120) NOT NULL,
    timeline jsonb NOT NULL,
    link_groups jsonb NOT NULL,
    share_image_id bigint
);


--
-- Name: resources_migrantsdayyearpage; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.resources_migrantsdayyearpage (
    page_ptr_id integer NOT NULL,
    lead text NOT NULL,
    print_art character varying(12) NOT NULL,
    band character varying(8) NOT NULL,
    reviewed_on date,
    year smallint NOT NULL,
    theme character varying(200) NOT NULL,
    theme_source_label character varying(255) NOT NULL,
    theme_source_url character varying(1000) NOT NULL,
    body jsonb NOT NULL,
    share_image_id bigint,
    CONSTRAINT resources_migrantsdayyearpage_year_check CHECK ((year >= 0))
);


--
-- Name: resources_printedfile; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.resources_printedfile (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    language character varying(8) NOT NULL,
    paper character varying(8) NOT NULL,
    is_black_and_white boolean NOT NULL,
    made_of character varying(64) NOT NULL,
    file_hash character varying(40) NOT NULL,
    printed_url character varying(1000) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    document_id bigint
);


--
-- Name: resources_printedfile_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.resources_printedfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.resources_printedfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: resources_resourcedownload; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.resources_resourcedownload (
    id bigint NOT NULL,
    sort_order integer,
    title character varying(160) NOT NULL,
    external_url character varying(1000) NOT NULL,
    language character varying(8) NOT NULL,
    external_format character varying(12) NOT NULL,
    note character varying(120) NOT NULL,
    document_id bigint,
    resource_id integer NOT NULL
);


--
-- Name: resources_resourcedownload_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.resources_resourcedownload ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.resources_resourcedownload_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: resources_resourcelibrarypage; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.resources_resourcelibrarypage (
    page_ptr_id integer NOT NULL,
    lead text NOT NULL,
    print_art character varying(12) NOT NULL,
    band character varying(8) NOT NULL,
    reviewed_on date,
    share_image_id bigint
);


--
-- Name: resources_resourcepage; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.resources_resourcepage (
    page_ptr_id integer NOT NULL,
    lead text NOT NULL,
    print_art character varying(12) NOT NULL,
    band character varying(8) NOT NULL,
    reviewed_on date,
    resource_type character varying(12) NOT NULL,
    year smallint,
    published_note character varying(120) NOT NULL,
    publisher character varying(160) NOT NULL,
    body jsonb NOT NULL,
    citation character varying(400) NOT NULL,
    cover_id bigint,
    share_image_id bigint,
    CONSTRAINT resources_resourcepage_year_check CHECK ((year >= 0))
);


--
-- Name: resources_resourcerelatedpage; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.resources_resourcerelatedpage (
    id bigint NOT NULL,
    sort_order integer,
    page_id integer NOT NULL,
    resource_id integer NOT NULL
);


--
-- Name: resources_resourcerelatedpage_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.resources_resourcerelatedpage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.resources_resourcerelatedpage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: resources_resourcetopic; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.resources_resourcetopic (
    id bigint NOT NULL,
    content_object_id integer NOT NULL,
    tag_id bigint NOT NULL
);


--
-- Name: resources_resourcetopic_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.resources_resourcetopic ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.resources_resourcetopic_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: resources_toolkitpage; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.resources_toolkitpage (
    page_ptr_id integer NOT NULL,
    lead text NOT NULL,
    print_art character varying(12) NOT NULL,
    band character varying(8) NOT NULL,
    reviewed_on date,
    body jsonb NOT NULL,
    share_image_id bigint
);


--
-- Name: simple_translation_simpletranslation; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.simple_translation_simpletranslation (
    id integer NOT NULL
);


--
-- Name: simple_translation_simpletranslation_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.simple_translation_simpletranslation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.simple_translation_simpletranslation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: taggit_tag; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.taggit_tag (
    id integer NOT NULL,
    name character varying(100) NOT NULL,
    slug character varying(100) NOT NULL
);


--
-- Name: taggit_tag_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.taggit_tag ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.taggit_tag_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: taggit_taggeditem; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.taggit_taggeditem (
    id integer NOT NULL,
    object_id integer NOT NULL,
    content_type_id integer NOT NULL,
    tag_id integer NOT NULL
);


--
-- Name: taggit_taggeditem_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.taggit_taggeditem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.taggit_taggeditem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailadmin_admin; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailadmin_admin (
    id integer NOT NULL
);


--
-- Name: wagtailadmin_admin_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailadmin_admin ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailadmin_admin_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailadmin_editingsession; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailadmin_editingsession (
    id integer NOT NULL,
    object_id character varying(255) NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    content_type_id integer NOT NULL,
    user_id bigint NOT NULL,
    is_editing boolean NOT NULL
);


--
-- Name: wagtailadmin_editingsession_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailadmin_editingsession ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailadmin_editingsession_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailadmin_formstate; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailadmin_formstate (
    id integer NOT NULL,
    data text NOT NULL,
    object_id character varying(255) NOT NULL,
    parent_object_id character varying(255) NOT NULL,
    last_updated_at timestamp with time zone NOT NULL,
    content_type_id integer NOT NULL,
    user_id bigint NOT NULL
);


--
-- Name: wagtailadmin_formstate_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailadmin_formstate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailadmin_formstate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_apitoken; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_apitoken (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    key_hash character varying(64) NOT NULL,
    prefix character varying(16) NOT NULL,
    created timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    last_used_at timestamp with time zone,
    user_id bigint NOT NULL
);


--
-- Name: wagtailcore_apitoken_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_apitoken ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_apitoken_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_collection; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_collection (
    id integer NOT NULL,
    path character varying(255) NOT NULL COLLATE pg_catalog."C",
    depth integer NOT NULL,
    numchild integer NOT NULL,
    name character varying(255) NOT NULL,
    CONSTRAINT wagtailcore_collection_depth_check CHECK ((depth >= 0)),
    CONSTRAINT wagtailcore_collection_numchild_check CHECK ((numchild >= 0))
);


--
-- Name: wagtailcore_collection_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_collection ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_collection_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_collectionviewrestriction; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_collectionviewrestriction (
    id integer NOT NULL,
    restriction_type character varying(20) NOT NULL,
    password character varying(255) NOT NULL,
    collection_id integer NOT NULL
);


--
-- Name: wagtailcore_collectionviewrestriction_groups; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_collectionviewrestriction_groups (
    id bigint NOT NULL,
    collectionviewrestriction_id integer CONSTRAINT wagtailcore_collectionviewr_collectionviewrestriction__not_null NOT NULL,
    group_id integer NOT NULL
);


--
-- Name: wagtailcore_collectionviewrestriction_groups_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_collectionviewrestriction_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_collectionviewrestriction_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_collectionviewrestriction_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_collectionviewrestriction ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_collectionviewrestriction_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_comment; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_comment (
    id integer NOT NULL,
    text text NOT NULL,
    contentpath text NOT NULL,
    "position" text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    resolved_at timestamp with time zone,
    page_id integer NOT NULL,
    resolved_by_id bigint,
    revision_created_id integer,
    user_id bigint NOT NULL
);


--
-- Name: wagtailcore_comment_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_comment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_comment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_commentreply; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_commentreply (
    id integer NOT NULL,
    text text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    comment_id integer NOT NULL,
    user_id bigint NOT NULL
);


--
-- Name: wagtailcore_commentreply_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_commentreply ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_commentreply_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_groupapprovaltask; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_groupapprovaltask (
    task_ptr_id integer NOT NULL
);


--
-- Name: wagtailcore_groupapprovaltask_groups; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_groupapprovaltask_groups (
    id bigint NOT NULL,
    groupapprovaltask_id integer CONSTRAINT wagtailcore_groupapprovaltask_gro_groupapprovaltask_id_not_null NOT NULL,
    group_id integer NOT NULL
);


--
-- Name: wagtailcore_groupapprovaltask_groups_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_groupapprovaltask_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_groupapprovaltask_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_groupcollectionpermission; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_groupcollectionpermission (
    id integer NOT NULL,
    collection_id integer NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);


--
-- Name: wagtailcore_groupcollectionpermission_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_groupcollectionpermission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_groupcollectionpermission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_grouppagepermission; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_grouppagepermission (
    id integer NOT NULL,
    group_id integer NOT NULL,
    page_id integer NOT NULL,
    permission_id integer NOT NULL
);


--
-- Name: wagtailcore_grouppagepermission_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_grouppagepermission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_grouppagepermission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_groupsitepermission; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_groupsitepermission (
    id integer NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL,
    site_id integer NOT NULL
);


--
-- Name: wagtailcore_groupsitepermission_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_groupsitepermission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_groupsitepermission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_locale; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_locale (
    id integer NOT NULL,
    language_code character varying(100) NOT NULL
);


--
-- Name: wagtailcore_locale_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_locale ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_locale_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_modellogentry; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_modellogentry (
    id integer NOT NULL,
    label text NOT NULL,
    action character varying(255) NOT NULL,
    data jsonb CONSTRAINT wagtailcore_modellogentry_data_json_not_null NOT NULL,
    "timestamp" timestamp with time zone NOT NULL,
    content_changed boolean NOT NULL,
    deleted boolean NOT NULL,
    object_id character varying(255) NOT NULL,
    content_type_id integer,
    user_id bigint,
    uuid uuid,
    revision_id integer
);


--
-- Name: wagtailcore_modellogentry_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_modellogentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_modellogentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_page; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_page (
    id integer NOT NULL,
    path character varying(255) NOT NULL COLLATE pg_catalog."C",
    depth integer NOT NULL,
    numchild integer NOT NULL,
    title character varying(255) NOT NULL,
    slug character varying(255) NOT NULL,
    live boolean NOT NULL,
    has_unpublished_changes boolean NOT NULL,
    url_path text NOT NULL,
    seo_title character varying(255) NOT NULL,
    show_in_menus boolean NOT NULL,
    search_description text NOT NULL,
    go_live_at timestamp with time zone,
    expire_at timestamp with time zone,
    expired boolean NOT NULL,
    content_type_id integer NOT NULL,
    owner_id bigint,
    locked boolean NOT NULL,
    latest_revision_created_at timestamp with time zone,
    first_published_at timestamp with time zone,
    live_revision_id integer,
    last_published_at timestamp with time zone,
    draft_title character varying(255) NOT NULL,
    locked_at timestamp with time zone,
    locked_by_id bigint,
    translation_key uuid NOT NULL,
    locale_id integer NOT NULL,
    alias_of_id integer,
    latest_revision_id integer,
    CONSTRAINT wagtailcore_page_depth_check CHECK ((depth >= 0)),
    CONSTRAINT wagtailcore_page_numchild_check CHECK ((numchild >= 0))
);


--
-- Name: wagtailcore_page_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_page ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_page_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_pagelogentry; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_pagelogentry (
    id integer NOT NULL,
    label text NOT NULL,
    action character varying(255) NOT NULL,
    data jsonb CONSTRAINT wagtailcore_pagelogentry_data_json_not_null NOT NULL,
    "timestamp" timestamp with time zone NOT NULL,
    content_changed boolean NOT NULL,
    deleted boolean NOT NULL,
    content_type_id integer,
    page_id integer NOT NULL,
    revision_id integer,
    user_id bigint,
    uuid uuid
);


--
-- Name: wagtailcore_pagelogentry_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_pagelogentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_pagelogentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_revision; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_revision (
    id integer CONSTRAINT wagtailcore_pagerevision_id_not_null NOT NULL,
    created_at timestamp with time zone CONSTRAINT wagtailcore_pagerevision_created_at_not_null NOT NULL,
    content jsonb CONSTRAINT wagtailcore_pagerevision_content_json_not_null NOT NULL,
    approved_go_live_at timestamp with time zone,
    object_id character varying(255) CONSTRAINT wagtailcore_pagerevision_page_id_not_null NOT NULL,
    user_id bigint,
    content_type_id integer NOT NULL,
    base_content_type_id integer NOT NULL,
    object_str text NOT NULL
);


--
-- Name: wagtailcore_pagerevision_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_revision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_pagerevision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_pagesubscription; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_pagesubscription (
    id integer NOT NULL,
    comment_notifications boolean NOT NULL,
    page_id integer NOT NULL,
    user_id bigint NOT NULL
);


--
-- Name: wagtailcore_pagesubscription_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_pagesubscription ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_pagesubscription_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_pageviewrestriction; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_pageviewrestriction (
    id integer NOT NULL,
    password character varying(255) NOT NULL,
    page_id integer NOT NULL,
    restriction_type character varying(20) NOT NULL
);


--
-- Name: wagtailcore_pageviewrestriction_groups; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_pageviewrestriction_groups (
    id bigint NOT NULL,
    pageviewrestriction_id integer CONSTRAINT wagtailcore_pageviewrestriction_pageviewrestriction_id_not_null NOT NULL,
    group_id integer NOT NULL
);


--
-- Name: wagtailcore_pageviewrestriction_groups_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_pageviewrestriction_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_pageviewrestriction_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_pageviewrestriction_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_pageviewrestriction ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_pageviewrestriction_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_referenceindex; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_referenceindex (
    id integer NOT NULL,
    object_id character varying(255) NOT NULL,
    to_object_id character varying(255) NOT NULL,
    model_path text NOT NULL,
    content_path text NOT NULL,
    content_path_hash uuid NOT NULL,
    base_content_type_id integer NOT NULL,
    content_type_id integer NOT NULL,
    to_content_type_id integer NOT NULL
);


--
-- Name: wagtailcore_referenceindex_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_referenceindex ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_referenceindex_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_site; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_site (
    id integer NOT NULL,
    hostname character varying(255) NOT NULL,
    port integer NOT NULL,
    is_default_site boolean NOT NULL,
    root_page_id integer NOT NULL,
    site_name character varying(255) NOT NULL
);


--
-- Name: wagtailcore_site_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_site ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_site_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_task; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_task (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    active boolean NOT NULL,
    content_type_id integer NOT NULL
);


--
-- Name: wagtailcore_task_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_task ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_task_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_taskstate; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_taskstate (
    id integer NOT NULL,
    status character varying(50) NOT NULL,
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    content_type_id integer NOT NULL,
    revision_id integer CONSTRAINT wagtailcore_taskstate_page_revision_id_not_null NOT NULL,
    task_id integer NOT NULL,
    workflow_state_id integer NOT NULL,
    finished_by_id bigint,
    comment text NOT NULL
);


--
-- Name: wagtailcore_taskstate_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_taskstate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_taskstate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_uploadedfile; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_uploadedfile (
    id integer NOT NULL,
    file character varying(200) NOT NULL,
    for_content_type_id integer,
    uploaded_by_user_id bigint
);


--
-- Name: wagtailcore_uploadedfile_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_uploadedfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_uploadedfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_workflow; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_workflow (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    active boolean NOT NULL
);


--
-- Name: wagtailcore_workflow_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_workflow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_workflow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_workflowcontenttype; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_workflowcontenttype (
    content_type_id integer NOT NULL,
    workflow_id integer NOT NULL
);


--
-- Name: wagtailcore_workflowpage; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_workflowpage (
    page_id integer NOT NULL,
    workflow_id integer NOT NULL
);


--
-- Name: wagtailcore_workflowstate; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_workflowstate (
    id integer NOT NULL,
    status character varying(50) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    current_task_state_id integer,
    object_id character varying(255) CONSTRAINT wagtailcore_workflowstate_page_id_not_null NOT NULL,
    requested_by_id bigint,
    workflow_id integer NOT NULL,
    content_type_id integer NOT NULL,
    base_content_type_id integer NOT NULL
);


--
-- Name: wagtailcore_workflowstate_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_workflowstate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_workflowstate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_workflowtask; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_workflowtask (
    id integer NOT NULL,
    sort_order integer,
    task_id integer NOT NULL,
    workflow_id integer NOT NULL
);


--
-- Name: wagtailcore_workflowtask_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_workflowtask ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_workflowtask_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtaildocs_document; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtaildocs_document (
    id integer NOT NULL,
    title character varying(255) NOT NULL,
    file character varying(100) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    uploaded_by_user_id bigint,
    collection_id integer NOT NULL,
    file_size bigint,
    file_hash character varying(40) NOT NULL,
    CONSTRAINT wagtaildocs_document_file_size_check CHECK ((file_size >= 0))
);


--
-- Name: wagtaildocs_document_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtaildocs_document ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtaildocs_document_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailembeds_embed; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailembeds_embed (
    id integer NOT NULL,
    url text NOT NULL,
    max_width smallint,
    type character varying(10) NOT NULL,
    html text NOT NULL,
    title text NOT NULL,
    author_name text NOT NULL,
    provider_name text NOT NULL,
    thumbnail_url text NOT NULL,
    width integer,
    height integer,
    last_updated timestamp with time zone NOT NULL,
    hash character varying(32) NOT NULL,
    cache_until timestamp with time zone
);


--
-- Name: wagtailembeds_embed_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailembeds_embed ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailembeds_embed_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailimages_image; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailimages_image (
    id integer NOT NULL,
    title character varying(255) NOT NULL,
    file character varying(100) NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    focal_point_x integer,
    focal_point_y integer,
    focal_point_width integer,
    focal_point_height integer,
    uploaded_by_user_id bigint,
    file_size integer,
    collection_id integer NOT NULL,
    file_hash character varying(40) NOT NULL,
    description character varying(255) NOT NULL,
    CONSTRAINT wagtailimages_image_file_size_check CHECK ((file_size >= 0)),
    CONSTRAINT wagtailimages_image_focal_point_height_check CHECK ((focal_point_height >= 0)),
    CONSTRAINT wagtailimages_image_focal_point_width_check CHECK ((focal_point_width >= 0)),
    CONSTRAINT wagtailimages_image_focal_point_x_check CHECK ((focal_point_x >= 0)),
    CONSTRAINT wagtailimages_image_focal_point_y_check CHECK ((focal_point_y >= 0))
);


--
-- Name: wagtailimages_image_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailimages_image ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailimages_image_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailimages_rendition; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailimages_rendition (
    id integer NOT NULL,
    file character varying(100) NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    focal_point_key character varying(16) NOT NULL,
    filter_spec character varying(255) NOT NULL,
    image_id integer NOT NULL
);


--
-- Name: wagtailimages_rendition_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailimages_rendition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailimages_rendition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailredirects_redirect; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailredirects_redirect (
    id integer NOT NULL,
    old_path character varying(255) NOT NULL,
    is_permanent boolean NOT NULL,
    redirect_link character varying(255) NOT NULL,
    redirect_page_id integer,
    site_id integer,
    automatically_created boolean NOT NULL,
    created_at timestamp with time zone,
    redirect_page_route_path character varying(255) NOT NULL
);


--
-- Name: wagtailredirects_redirect_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailredirects_redirect ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailredirects_redirect_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailsearch_indexentry; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailsearch_indexentry (
    id integer NOT NULL,
    object_id character varying(50) NOT NULL,
    title_norm double precision NOT NULL,
    content_type_id integer NOT NULL,
    autocomplete tsvector NOT NULL,
    title tsvector NOT NULL,
    body tsvector NOT NULL,
    title_text text NOT NULL,
    body_text text NOT NULL
);


--
-- Name: wagtailsearch_indexentry_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailsearch_indexentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailsearch_indexentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailusers_userprofile; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailusers_userprofile (
    id integer NOT NULL,
    submitted_notifications boolean NOT NULL,
    approved_notifications boolean NOT NULL,
    rejected_notifications boolean NOT NULL,
    user_id bigint NOT NULL,
    preferred_language character varying(10) NOT NULL,
    current_time_zone character varying(40) NOT NULL,
    avatar character varying(100) NOT NULL,
    updated_comments_notifications boolean CONSTRAINT wagtailusers_userprofile_updated_comments_notification_not_null NOT NULL,
    dismissibles jsonb NOT NULL,
    theme character varying(40) NOT NULL,
    density character varying(40) NOT NULL,
    contrast character varying(40) NOT NULL,
    keyboard_shortcuts boolean NOT NULL
);


--
-- Name: wagtailusers_userprofile_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailusers_userprofile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailusers_userprofile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Data for Name: auth_group; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.auth_group VALUES
	(1, 'Moderators'),
	(2, 'Editors'),
	(3, 'Campaign organizers'),
	(4, 'Data stewards');


--
-- Data for Name: auth_group_permissions; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.auth_group_permissions VALUES
	(1, 1, 1),
	(2, 1, 2),
	(3, 1, 3),
	(4, 2, 1),
	(5, 2, 2),
	(6, 2, 3),
	(7, 1, 4),
	(8, 2, 4),
	(9, 1, 5),
	(10, 2, 5),
	(11, 1, 8),
	(12, 1, 6),
	(13, 1, 7),
	(14, 2, 8),
	(15, 2, 6),
	(16, 2, 7),
	(17, 1, 9),
	(18, 2, 9),
	(19, 2, 325),
	(20, 2, 168),
	(21, 2, 169),
	(22, 2, 204),
	(23, 2, 127),
	(24, 2, 205),
	(25, 2, 284),
	(26, 2, 126),
	(27, 2, 159),
	(28, 1, 128),
	(29, 1, 325),
	(30, 1, 204),
	(31, 1, 205),
	(32, 1, 206),
	(33, 1, 143),
	(34, 1, 280),
	(35, 1, 281),
	(36, 1, 282),
	(37, 1, 283),
	(38, 1, 284),
	(39, 1, 158),
	(40, 1, 159),
	(41, 1, 160),
	(42, 1, 168),
	(43, 1, 169),
	(44, 1, 170),
	(45, 1, 304),
	(46, 1, 305),
	(47, 1, 306),
	(48, 1, 126),
	(49, 1, 127),
	(50, 3, 257),
	(51, 3, 4),
	(52, 3, 261),
	(53, 3, 262),
	(54, 3, 264),
	(55, 3, 266),
	(56, 3, 267),
	(57, 3, 268),
	(58, 3, 270),
	(59, 3, 271),
	(60, 3, 272),
	(61, 3, 273),
	(62, 3, 275),
	(63, 3, 277),
	(64, 3, 280),
	(65, 3, 281),
	(66, 3, 282),
	(67, 3, 283),
	(68, 3, 284),
	(69, 3, 297),
	(70, 3, 298),
	(71, 3, 299),
	(72, 3, 304),
	(73, 3, 305),
	(74, 3, 306),
	(75, 3, 307),
	(76, 3, 310),
	(77, 3, 312),
	(78, 3, 313),
	(79, 3, 314),
	(80, 3, 315),
	(81, 3, 316),
	(82, 3, 317),
	(83, 3, 318),
	(84, 3, 319),
	(85, 3, 320),
	(86, 4, 162),
	(87, 4, 163),
	(88, 4, 4),
	(89, 4, 299),
	(90, 4, 304),
	(91, 4, 305),
	(92, 4, 307),
	(93, 4, 308),
	(94, 4, 309),
	(95, 4, 311),
	(96, 4, 284);


--
-- Data for Name: auth_permission; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.auth_permission VALUES
	(1, 'Can add image', 2, 'add_image'),
	(2, 'Can change image', 2, 'change_image'),
	(3, 'Can delete image', 2, 'delete_image'),
	(4, 'Can access Wagtail admin', 3, 'access_admin'),
	(5, 'Can choose image', 2, 'choose_image'),
	(6, 'Can add document', 4, 'add_document'),
	(7, 'Can change document', 4, 'change_document'),
	(8, 'Can delete document', 4, 'delete_document'),
	(9, 'Can choose document', 4, 'choose_document'),
	(10, 'Can add locale', 6, 'add_locale'),
	(11, 'Can change locale', 6, 'change_locale'),
	(12, 'Can delete locale', 6, 'delete_locale'),
	(13, 'Can view locale', 6, 'view_locale'),
	(14, 'Can add site', 7, 'add_site'),
	(15, 'Can change site', 7, 'change_site'),
	(16, 'Can delete site', 7, 'delete_site'),
	(17, 'Can view site', 7, 'view_site'),
	(18, 'Can add group site permission', 8, 'add_groupsitepermission'),
	(19, 'Can change group site permission', 8, 'change_groupsitepermission'),
	(20, 'Can delete group site permission', 8, 'delete_groupsitepermission'),
	(21, 'Can view group site permission', 8, 'view_groupsitepermission'),
	(22, 'Can add API token', 9, 'add_apitoken'),
	(23, 'Can change API token', 9, 'change_apitoken'),
	(24, 'Can delete API token', 9, 'delete_apitoken'),
	(25, 'Can view API token', 9, 'view_apitoken'),
	(26, 'Can add model log entry', 10, 'add_modellogentry'),
	(27, 'Can change model log entry', 10, 'change_modellogentry'),
	(28, 'Can delete model log entry', 10, 'delete_modellogentry'),
	(29, 'Can view model log entry', 10, 'view_modellogentry'),
	(30, 'Can add revision', 11, 'add_revision'),
	(31, 'Can change revision', 11, 'change_revision'),
	(32, 'Can delete revision', 11, 'delete_revision'),
	(33, 'Can view revision', 11, 'view_revision'),
	(34, 'Can add collection view restriction', 12, 'add_collectionviewrestriction'),
	(35, 'Can change collection view restriction', 12, 'change_collectionviewrestriction'),
	(36, 'Can delete collection view restriction', 12, 'delete_collectionviewrestriction'),
	(37, 'Can view collection view restriction', 12, 'view_collectionviewrestriction'),
	(38, 'Can add collection', 13, 'add_collection'),
	(39, 'Can change collection', 13, 'change_collection'),
	(40, 'Can delete collection', 13, 'delete_collection'),
	(41, 'Can view collection', 13, 'view_collection'),
	(42, 'Can add group collection permission', 14, 'add_groupcollectionpermission'),
	(43, 'Can change group collection permission', 14, 'change_groupcollectionpermission'),
	(44, 'Can delete group collection permission', 14, 'delete_groupcollectionpermission'),
	(45, 'Can view group collection permission', 14, 'view_groupcollectionpermission'),
	(46, 'Can add uploaded file', 15, 'add_uploadedfile'),
	(47, 'Can change uploaded file', 15, 'change_uploadedfile'),
	(48, 'Can delete uploaded file', 15, 'delete_uploadedfile'),
	(49, 'Can view uploaded file', 15, 'view_uploadedfile'),
	(50, 'Can add workflow content type', 16, 'add_workflowcontenttype'),
	(51, 'Can change workflow content type', 16, 'change_workflowcontenttype'),
	(52, 'Can delete workflow content type', 16, 'delete_workflowcontenttype'),
	(53, 'Can view workflow content type', 16, 'view_workflowcontenttype'),
	(54, 'Can add Workflow state', 17, 'add_workflowstate'),
	(55, 'Can change Workflow state', 17, 'change_workflowstate'),
	(56, 'Can delete Workflow state', 17, 'delete_workflowstate'),
	(57, 'Can view Workflow state', 17, 'view_workflowstate'),
	(58, 'Can add workflow', 18, 'add_workflow'),
	(59, 'Can change workflow', 18, 'change_workflow'),
	(60, 'Can delete workflow', 18, 'delete_workflow'),
	(61, 'Can view workflow', 18, 'view_workflow'),
	(62, 'Can add workflow task order', 19, 'add_workflowtask'),
	(63, 'Can change workflow task order', 19, 'change_workflowtask'),
	(64, 'Can delete workflow task order', 19, 'delete_workflowtask'),
	(65, 'Can view workflow task order', 19, 'view_workflowtask'),
	(66, 'Can add task', 20, 'add_task'),
	(67, 'Can change task', 20, 'change_task'),
	(68, 'Can delete task', 20, 'delete_task'),
	(69, 'Can view task', 20, 'view_task'),
	(70, 'Can add Group approval task', 5, 'add_groupapprovaltask'),
	(71, 'Can change Group approval task', 5, 'change_groupapprovaltask'),
	(72, 'Can delete Group approval task', 5, 'delete_groupapprovaltask'),
	(73, 'Can view Group approval task', 5, 'view_groupapprovaltask'),
	(74, 'Can add Task state', 21, 'add_taskstate'),
	(75, 'Can change Task state', 21, 'change_taskstate'),
	(76, 'Can delete Task state', 21, 'delete_taskstate'),
	(77, 'Can view Task state', 21, 'view_taskstate'),
	(78, 'Can add page', 1, 'add_page'),
	(79, 'Can change page', 1, 'change_page'),
	(80, 'Can delete page', 1, 'delete_page'),
	(81, 'Can view page', 1, 'view_page'),
	(82, 'Delete pages with children', 1, 'bulk_delete_page'),
	(83, 'Lock/unlock pages you''ve locked', 1, 'lock_page'),
	(84, 'Publish any page', 1, 'publish_page'),
	(85, 'Unlock any page', 1, 'unlock_page'),
	(86, 'Can add group page permission', 22, 'add_grouppagepermission'),
	(87, 'Can change group page permission', 22, 'change_grouppagepermission'),
	(88, 'Can delete group page permission', 22, 'delete_grouppagepermission'),
	(89, 'Can view group page permission', 22, 'view_grouppagepermission'),
	(90, 'Can add page view restriction', 23, 'add_pageviewrestriction'),
	(91, 'Can change page view restriction', 23, 'change_pageviewrestriction'),
	(92, 'Can delete page view restriction', 23, 'delete_pageviewrestriction'),
	(93, 'Can view page view restriction', 23, 'view_pageviewrestriction'),
	(94, 'Can add workflow page', 24, 'add_workflowpage'),
	(95, 'Can change workflow page', 24, 'change_workflowpage'),
	(96, 'Can delete workflow page', 24, 'delete_workflowpage'),
	(97, 'Can view workflow page', 24, 'view_workflowpage'),
	(98, 'Can add page log entry', 25, 'add_pagelogentry'),
	(99, 'Can change page log entry', 25, 'change_pagelogentry'),
	(100, 'Can delete page log entry', 25, 'delete_pagelogentry'),
	(101, 'Can view page log entry', 25, 'view_pagelogentry'),
	(102, 'Can add comment', 26, 'add_comment'),
	(103, 'Can change comment', 26, 'change_comment'),
	(104, 'Can delete comment', 26, 'delete_comment'),
	(105, 'Can view comment', 26, 'view_comment'),
	(106, 'Can add comment reply', 27, 'add_commentreply'),
	(107, 'Can change comment reply', 27, 'change_commentreply'),
	(108, 'Can delete comment reply', 27, 'delete_commentreply'),
	(109, 'Can view comment reply', 27, 'view_commentreply'),
	(110, 'Can add page subscription', 28, 'add_pagesubscription'),
	(111, 'Can change page subscription', 28, 'change_pagesubscription'),
	(112, 'Can delete page subscription', 28, 'delete_pagesubscription'),
	(113, 'Can view page subscription', 28, 'view_pagesubscription'),
	(114, 'Can add reference index', 29, 'add_referenceindex'),
	(115, 'Can change reference index', 29, 'change_referenceindex'),
	(116, 'Can delete reference index', 29, 'delete_referenceindex'),
	(117, 'Can view reference index', 29, 'view_referenceindex'),
	(118, 'Can add user', 30, 'add_user'),
	(119, 'Can change user', 30, 'change_user'),
	(120, 'Can delete user', 30, 'delete_user'),
	(121, 'Can view user', 30, 'view_user'),
	(122, 'Can add withdrawn address', 32, 'add_goneaddress'),
	(123, 'Can change withdrawn address', 32, 'change_goneaddress'),
	(124, 'Can delete withdrawn address', 32, 'delete_goneaddress'),
	(125, 'Can view withdrawn address', 32, 'view_goneaddress'),
	(126, 'Can add topic', 33, 'add_topic'),
	(127, 'Can change topic', 33, 'change_topic'),
	(128, 'Can delete topic', 33, 'delete_topic'),
	(129, 'Can view topic', 33, 'view_topic'),
	(130, 'Can add search entry', 36, 'add_searchentry'),
	(131, 'Can change search entry', 36, 'change_searchentry'),
	(132, 'Can delete search entry', 36, 'delete_searchentry'),
	(133, 'Can view search entry', 36, 'view_searchentry'),
	(134, 'Can add search word', 37, 'add_searchword'),
	(135, 'Can change search word', 37, 'change_searchword'),
	(136, 'Can delete search word', 37, 'delete_searchword'),
	(137, 'Can view search word', 37, 'view_searchword'),
	(138, 'Can add document', 38, 'add_sitedocument'),
	(139, 'Can change document', 38, 'change_sitedocument'),
	(140, 'Can delete document', 38, 'delete_sitedocument'),
	(141, 'Can view document', 38, 'view_sitedocument'),
	(142, 'Can add site identity', 39, 'add_siteidentity'),
	(143, 'Can change site identity', 39, 'change_siteidentity'),
	(144, 'Can delete site identity', 39, 'delete_siteidentity'),
	(145, 'Can view site identity', 39, 'view_siteidentity'),
	(146, 'Can add image', 40, 'add_siteimage'),
	(147, 'Can change image', 40, 'change_siteimage'),
	(148, 'Can delete image', 40, 'delete_siteimage'),
	(149, 'Can view image', 40, 'view_siteimage'),
	(150, 'Can add home page', 41, 'add_homepage'),
	(151, 'Can change home page', 41, 'change_homepage'),
	(152, 'Can delete home page', 41, 'delete_homepage'),
	(153, 'Can view home page', 41, 'view_homepage'),
	(154, 'Can add standard page', 43, 'add_standardpage'),
	(155, 'Can change standard page', 43, 'change_standardpage'),
	(156, 'Can delete standard page', 43, 'delete_standardpage'),
	(157, 'Can view standard page', 43, 'view_standardpage'),
	(158, 'Can add menu', 44, 'add_navigationmenu'),
	(159, 'Can change menu', 44, 'change_navigationmenu'),
	(160, 'Can delete menu', 44, 'delete_navigationmenu'),
	(161, 'Can view menu', 44, 'view_navigationmenu'),
	(162, 'Can view sign-in', 47, 'view_signinrecord'),
	(163, 'Can unlock accounts and reset their second factors', 47, 'reset_factors'),
	(164, 'Can add site rendition', 48, 'add_siterendition'),
	(165, 'Can change site rendition', 48, 'change_siterendition'),
	(166, 'Can delete site rendition', 48, 'delete_siterendition'),
	(167, 'Can view site rendition', 48, 'view_siterendition'),
	(168, 'Can add words that mean the same', 51, 'add_searchsynonyms'),
	(169, 'Can change words that mean the same', 51, 'change_searchsynonyms'),
	(170, 'Can delete words that mean the same', 51, 'delete_searchsynonyms'),
	(171, 'Can view words that mean the same', 51, 'view_searchsynonyms'),
	(172, 'Can add initiative', 57, 'add_initiativepage'),
	(173, 'Can change initiative', 57, 'change_initiativepage'),
	(174, 'Can delete initiative', 57, 'delete_initiativepage'),
	(175, 'Can view initiative', 57, 'view_initiativepage'),
	(176, 'Can add related page', 58, 'add_initiativerelatedpage'),
	(177, 'Can change related page', 58, 'change_initiativerelatedpage'),
	(178, 'Can delete related page', 58, 'delete_initiativerelatedpage'),
	(179, 'Can view related page', 58, 'view_initiativerelatedpage'),
	(180, 'Can add initiatives page', 59, 'add_initiativesindexpage'),
	(181, 'Can change initiatives page', 59, 'change_initiativesindexpage'),
	(182, 'Can delete initiatives page', 59, 'delete_initiativesindexpage'),
	(183, 'Can view initiatives page', 59, 'view_initiativesindexpage'),
	(184, 'Can add network', 60, 'add_networkpage'),
	(185, 'Can change network', 60, 'change_networkpage'),
	(186, 'Can delete network', 60, 'delete_networkpage'),
	(187, 'Can view network', 60, 'view_networkpage'),
	(188, 'Can add networks page', 61, 'add_networksindexpage'),
	(189, 'Can change networks page', 61, 'change_networksindexpage'),
	(190, 'Can delete networks page', 61, 'delete_networksindexpage'),
	(191, 'Can view networks page', 61, 'view_networksindexpage'),
	(192, 'Can add policy update', 62, 'add_policyupdatepage'),
	(193, 'Can change policy update', 62, 'change_policyupdatepage'),
	(194, 'Can delete policy update', 62, 'delete_policyupdatepage'),
	(195, 'Can view policy update', 62, 'view_policyupdatepage'),
	(196, 'Can add policy updates page', 63, 'add_policyupdatesindexpage'),
	(197, 'Can change policy updates page', 63, 'change_policyupdatesindexpage'),
	(198, 'Can delete policy updates page', 63, 'delete_policyupdatesindexpage'),
	(199, 'Can view policy updates page', 63, 'view_policyupdatesindexpage'),
	(200, 'Can add policy update topic', 64, 'add_policyupdatetopic'),
	(201, 'Can change policy update topic', 64, 'change_policyupdatetopic'),
	(202, 'Can delete policy update topic', 64, 'delete_policyupdatetopic'),
	(203, 'Can view policy update topic', 64, 'view_policyupdatetopic'),
	(204, 'Can add State', 65, 'add_state'),
	(205, 'Can change State', 65, 'change_state'),
	(206, 'Can delete State', 65, 'delete_state'),
	(207, 'Can view State', 65, 'view_state'),
	(208, 'Can add treaty tracker', 66, 'add_trackerpage'),
	(209, 'Can change treaty tracker', 66, 'change_trackerpage'),
	(210, 'Can delete treaty tracker', 66, 'delete_trackerpage'),
	(211, 'Can view treaty tracker', 66, 'view_trackerpage'),
	(212, 'Can add event', 67, 'add_migrantsdayeventpage'),
	(213, 'Can change event', 67, 'change_migrantsdayeventpage'),
	(214, 'Can delete event', 67, 'delete_migrantsdayeventpage'),
	(215, 'Can view event', 67, 'view_migrantsdayeventpage'),
	(216, 'Can add Migrants Day kit', 68, 'add_migrantsdaykitpage'),
	(217, 'Can change Migrants Day kit', 68, 'change_migrantsdaykitpage'),
	(218, 'Can delete Migrants Day kit', 68, 'delete_migrantsdaykitpage'),
	(219, 'Can view Migrants Day kit', 68, 'view_migrantsdaykitpage'),
	(220, 'Can add International Migrants Day', 69, 'add_migrantsdaypage'),
	(221, 'Can change International Migrants Day', 69, 'change_migrantsdaypage'),
	(222, 'Can delete International Migrants Day', 69, 'delete_migrantsdaypage'),
	(223, 'Can view International Migrants Day', 69, 'view_migrantsdaypage'),
	(224, 'Can add material', 70, 'add_migrantsdaymaterial'),
	(225, 'Can change material', 70, 'change_migrantsdaymaterial'),
	(226, 'Can delete material', 70, 'delete_migrantsdaymaterial'),
	(227, 'Can view material', 70, 'view_migrantsdaymaterial'),
	(228, 'Can add Migrants Day in one year', 71, 'add_migrantsdayyearpage'),
	(229, 'Can change Migrants Day in one year', 71, 'change_migrantsdayyearpage'),
	(230, 'Can delete Migrants Day in one year', 71, 'delete_migrantsdayyearpage'),
	(231, 'Can view Migrants Day in one year', 71, 'view_migrantsdayyearpage'),
	(232, 'Can add resource library', 72, 'add_resourcelibrarypage'),
	(233, 'Can change resource library', 72, 'change_resourcelibrarypage'),
	(234, 'Can delete resource library', 72, 'delete_resourcelibrarypage'),
	(235, 'Can view resource library', 72, 'view_resourcelibrarypage'),
	(236, 'Can add resource', 73, 'add_resourcepage'),
	(237, 'Can change resource', 73, 'change_resourcepage'),
	(238, 'Can delete resource', 73, 'delete_resourcepage'),
	(239, 'Can view resource', 73, 'view_resourcepage'),
	(240, 'Can add file', 74, 'add_resourcedownload'),
	(241, 'Can change file', 74, 'change_resourcedownload'),
	(242, 'Can delete file', 74, 'delete_resourcedownload'),
	(243, 'Can view file', 74, 'view_resourcedownload'),
	(244, 'Can add related resource', 75, 'add_resourcerelatedpage'),
	(245, 'Can change related resource', 75, 'change_resourcerelatedpage'),
	(246, 'Can delete related resource', 75, 'delete_resourcerelatedpage'),
	(247, 'Can view related resource', 75, 'view_resourcerelatedpage'),
	(248, 'Can add resource topic', 76, 'add_resourcetopic'),
	(249, 'Can change resource topic', 76, 'change_resourcetopic'),
	(250, 'Can delete resource topic', 76, 'delete_resourcetopic'),
	(251, 'Can view resource topic', 76, 'view_resourcetopic'),
	(252, 'Can add toolkit', 78, 'add_toolkitpage'),
	(253, 'Can change toolkit', 78, 'change_toolkitpage'),
	(254, 'Can delete toolkit', 78, 'delete_toolkitpage'),
	(255, 'Can view toolkit', 78, 'view_toolkitpage'),
	(256, 'Can add limits against abuse', 79, 'add_abuselimits'),
	(257, 'Can change limits against abuse', 79, 'change_abuselimits'),
	(258, 'Can delete limits against abuse', 79, 'delete_abuselimits'),
	(259, 'Can view limits against abuse', 79, 'view_abuselimits'),
	(260, 'Can view check of signatures after a change of rules', 80, 'view_addressrekeying'),
	(261, 'Can add call', 81, 'add_call'),
	(262, 'Can change call', 81, 'change_call'),
	(263, 'Can delete call', 81, 'delete_call'),
	(264, 'Can view call', 81, 'view_call'),
	(265, 'Can view chore of the worker', 82, 'view_chore'),
	(266, 'Can add e-mail domain rule', 83, 'add_emaildomainrule'),
	(267, 'Can change e-mail domain rule', 83, 'change_emaildomainrule'),
	(268, 'Can delete e-mail domain rule', 83, 'delete_emaildomainrule'),
	(269, 'Can view e-mail domain rule', 83, 'view_emaildomainrule'),
	(270, 'Can view Senator', 85, 'view_senator'),
	(271, 'Can import a newer table of Senators', 85, 'import_senators'),
	(272, 'Can add source', 86, 'add_source'),
	(273, 'Can change source', 86, 'change_source'),
	(274, 'Can delete source', 86, 'delete_source'),
	(275, 'Can view source', 86, 'view_source'),
	(276, 'Can add switches', 87, 'add_switches'),
	(277, 'Can change switches', 87, 'change_switches'),
	(278, 'Can delete switches', 87, 'delete_switches'),
	(279, 'Can view switches', 87, 'view_switches'),
	(280, 'Can add abuse rule', 89, 'add_abuserule'),
	(281, 'Can change abuse rule', 89, 'change_abuserule'),
	(282, 'Can delete abuse rule', 89, 'delete_abuserule'),
	(283, 'Can view abuse rule', 89, 'view_abuserule'),
	(284, 'Can view count', 90, 'view_tallystate'),
	(285, 'Can add call page', 91, 'add_callpage'),
	(286, 'Can change call page', 91, 'change_callpage'),
	(287, 'Can delete call page', 91, 'delete_callpage'),
	(288, 'Can view call page', 91, 'view_callpage'),
	(289, 'Can add material', 92, 'add_calldownload'),
	(290, 'Can change material', 92, 'change_calldownload'),
	(291, 'Can delete material', 92, 'delete_calldownload'),
	(292, 'Can view material', 92, 'view_calldownload'),
	(293, 'Can add calls page', 93, 'add_callsindexpage'),
	(294, 'Can change calls page', 93, 'change_callsindexpage'),
	(295, 'Can delete calls page', 93, 'delete_callsindexpage'),
	(296, 'Can view calls page', 93, 'view_callsindexpage'),
	(297, 'Can add delivery', 94, 'add_delivery'),
	(298, 'Can change delivery', 94, 'change_delivery'),
	(299, 'Can view delivery', 94, 'view_delivery'),
	(300, 'Can add version of a statement', 98, 'add_statementversion'),
	(301, 'Can change version of a statement', 98, 'change_statementversion'),
	(302, 'Can delete version of a statement', 98, 'delete_statementversion'),
	(303, 'Can view version of a statement', 98, 'view_statementversion'),
	(304, 'Can view signature', 99, 'view_signature'),
	(305, 'Can see names, e-mail addresses and comments of signers', 99, 'view_personal_data'),
	(306, 'Can approve, hide, reject and restore signatures', 99, 'moderate_signature'),
	(307, 'Can export totals and public names', 99, 'export_signature'),
	(308, 'Can export personal data of signers', 99, 'export_personal_data'),
	(309, 'Can delete signatures whose signers ask for it', 99, 'forget_signature'),
	(310, 'Can enter organizations that signed on paper', 99, 'import_organizations'),
	(311, 'Can view access to personal data', 103, 'view_accessentry'),
	(312, 'Can add letter to Senators', 106, 'add_senatorletter'),
	(313, 'Can change letter to Senators', 106, 'change_senatorletter'),
	(314, 'Can delete letter to Senators', 106, 'delete_senatorletter'),
	(315, 'Can view letter to Senators', 106, 'view_senatorletter'),
	(316, 'Can view outgoing mail', 107, 'view_outboundmail'),
	(317, 'Can send mail to signers again', 107, 'resend_mail'),
	(318, 'Can add sheets from paper', 114, 'add_papersheets'),
	(319, 'Can change sheets from paper', 114, 'change_papersheets'),
	(320, 'Can view sheets from paper', 114, 'view_papersheets'),
	(321, 'Can add redirect', 115, 'add_redirect'),
	(322, 'Can change redirect', 115, 'change_redirect'),
	(323, 'Can delete redirect', 115, 'delete_redirect'),
	(324, 'Can view redirect', 115, 'view_redirect'),
	(325, 'Can submit translations', 116, 'submit_translation'),
	(326, 'Can add embed', 117, 'add_embed'),
	(327, 'Can change embed', 117, 'change_embed'),
	(328, 'Can delete embed', 117, 'delete_embed'),
	(329, 'Can view embed', 117, 'view_embed'),
	(330, 'Can add user profile', 118, 'add_userprofile'),
	(331, 'Can change user profile', 118, 'change_userprofile'),
	(332, 'Can delete user profile', 118, 'delete_userprofile'),
	(333, 'Can view user profile', 118, 'view_userprofile'),
	(334, 'Can view document', 4, 'view_document'),
	(335, 'Can view image', 2, 'view_image'),
	(336, 'Can add rendition', 119, 'add_rendition'),
	(337, 'Can change rendition', 119, 'change_rendition'),
	(338, 'Can delete rendition', 119, 'delete_rendition'),
	(339, 'Can view rendition', 119, 'view_rendition'),
	(340, 'Can add index entry', 120, 'add_indexentry'),
	(341, 'Can change index entry', 120, 'change_indexentry'),
	(342, 'Can delete index entry', 120, 'delete_indexentry'),
	(343, 'Can view index entry', 120, 'view_indexentry'),
	(344, 'Can add editing session', 121, 'add_editingsession'),
	(345, 'Can change editing session', 121, 'change_editingsession'),
	(346, 'Can delete editing session', 121, 'delete_editingsession'),
	(347, 'Can view editing session', 121, 'view_editingsession'),
	(348, 'Can add form state', 122, 'add_formstate'),
	(349, 'Can change form state', 122, 'change_formstate'),
	(350, 'Can delete form state', 122, 'delete_formstate'),
	(351, 'Can view form state', 122, 'view_formstate'),
	(352, 'Can add tag', 123, 'add_tag'),
	(353, 'Can change tag', 123, 'change_tag'),
	(354, 'Can delete tag', 123, 'delete_tag'),
	(355, 'Can view tag', 123, 'view_tag'),
	(356, 'Can add tagged item', 124, 'add_taggeditem'),
	(357, 'Can change tagged item', 124, 'change_taggeditem'),
	(358, 'Can delete tagged item', 124, 'delete_taggeditem'),
	(359, 'Can view tagged item', 124, 'view_taggeditem'),
	(360, 'Can add permission', 125, 'add_permission'),
	(361, 'Can change permission', 125, 'change_permission'),
	(362, 'Can delete permission', 125, 'delete_permission'),
	(363, 'Can view permission', 125, 'view_permission'),
	(364, 'Can add group', 126, 'add_group'),
	(365, 'Can change group', 126, 'change_group'),
	(366, 'Can delete group', 126, 'delete_group'),
	(367, 'Can view group', 126, 'view_group'),
	(368, 'Can add content type', 127, 'add_contenttype'),
	(369, 'Can change content type', 127, 'change_contenttype'),
	(370, 'Can delete content type', 127, 'delete_contenttype'),
	(371, 'Can view content type', 127, 'view_contenttype'),
	(372, 'Can add session', 128, 'add_session'),
	(373, 'Can change session', 128, 'change_session'),
	(374, 'Can delete session', 128, 'delete_session'),
	(375, 'Can view session', 128, 'view_session');


--
-- Data for Name: campaigns_abuselimits; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: campaigns_abuserule; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: campaigns_accessentry; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: campaigns_addressrekeying; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: campaigns_alarm; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: campaigns_call; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: campaigns_calldownload; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: campaigns_callpage; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: campaigns_callsindexpage; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: campaigns_calltext; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: campaigns_caughtform; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: campaigns_chore; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: campaigns_dailytally; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: campaigns_delivery; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: campaigns_departure; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: campaigns_emailchange; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: campaigns_emaildomainrule; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.campaigns_emaildomainrule VALUES
	(1, 'gmail.com', '', true, '+', 0),
	(2, 'googlemail.com', 'gmail.com', true, '+', 0),
	(3, 'yahoo.com', '', false, '+', 0),
	(4, 'yahoo.com.mx', '', false, '+', 0),
	(5, 'yahoo.com.br', '', false, '+', 0),
	(6, 'yahoo.com.ar', '', false, '+', 0),
	(7, 'yahoo.es', '', false, '+', 0),
	(8, 'yahoo.fr', '', false, '+', 0),
	(9, 'yahoo.co.uk', '', false, '+', 0),
	(10, 'yahoo.ca', '', false, '+', 0),
	(11, 'ymail.com', '', false, '+', 0),
	(12, 'rocketmail.com', '', false, '+', 0),
	(13, 'aol.com', '', false, '+', 0),
	(14, 'hotmail.com', '', false, '+', 0),
	(15, 'hotmail.es', '', false, '+', 0),
	(16, 'hotmail.fr', '', false, '+', 0),
	(17, 'hotmail.co.uk', '', false, '+', 0),
	(18, 'outlook.com', '', false, '+', 0),
	(19, 'outlook.es', '', false, '+', 0),
	(20, 'outlook.fr', '', false, '+', 0),
	(21, 'live.com', '', false, '+', 0),
	(22, 'live.com.mx', '', false, '+', 0),
	(23, 'msn.com', '', false, '+', 0),
	(24, 'icloud.com', '', false, '+', 0),
	(25, 'me.com', '', false, '+', 0),
	(26, 'mac.com', '', false, '+', 0),
	(27, 'proton.me', '', false, '+', 0),
	(28, 'protonmail.com', '', false, '+', 0),
	(29, 'pm.me', '', false, '+', 0),
	(30, 'riseup.net', '', false, '+', 0),
	(31, 'fastmail.com', '', false, '+', 0),
	(32, 'zoho.com', '', false, '+', 0),
	(33, 'mail.com', '', false, '+', 0),
	(34, 'gmx.com', '', false, '+', 0),
	(35, 'gmx.net', '', false, '+', 0),
	(36, 'gmx.de', '', false, '+', 0),
	(37, 'web.de', '', false, '+', 0),
	(38, 'comcast.net', '', false, '+', 0),
	(39, 'att.net', '', false, '+', 0),
	(40, 'sbcglobal.net', '', false, '+', 0),
	(41, 'bellsouth.net', '', false, '+', 0),
	(42, 'verizon.net', '', false, '+', 0),
	(43, 'cox.net', '', false, '+', 0),
	(44, 'charter.net', '', false, '+', 0),
	(45, 'earthlink.net', '', false, '+', 0),
	(46, 'orange.fr', '', false, '+', 0),
	(47, 'free.fr', '', false, '+', 0),
	(48, 'laposte.net', '', false, '+', 0),
	(49, 'wanadoo.fr', '', false, '+', 0),
	(50, 'libero.it', '', false, '+', 0),
	(51, 'uol.com.br', '', false, '+', 0),
	(52, 'bol.com.br', '', false, '+', 0),
	(53, 'terra.com.br', '', false, '+', 0),
	(54, 'prodigy.net.mx', '', false, '+', 0),
	(55, 'qq.com', '', false, '+', 0),
	(56, '163.com', '', false, '+', 0),
	(57, '126.com', '', false, '+', 0),
	(58, 'naver.com', '', false, '+', 0),
	(59, 'yandex.ru', '', false, '+', 0),
	(60, 'mail.ru', '', false, '+', 0),
	(61, 'tutanota.com', '', false, '+', 0),
	(62, 'tuta.com', '', false, '+', 0);


--
-- Data for Name: campaigns_keyholder; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: campaigns_linkrequest; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: campaigns_mailpause; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: campaigns_mailturn; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: campaigns_outboundmail; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: campaigns_papersheets; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: campaigns_senator; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: campaigns_senatorletter; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: campaigns_signature; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: campaigns_signaturechange; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: campaigns_source; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: campaigns_staffnotice; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: campaigns_statementversion; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: campaigns_switches; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: campaigns_tallydelta; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: campaigns_tallystate; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: campaigns_vaultkey; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: campaigns_waitingcheck; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: campaigns_workerpulse; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: django_content_type; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.django_content_type VALUES
	(1, 'wagtailcore', 'page'),
	(2, 'wagtailimages', 'image'),
	(3, 'wagtailadmin', 'admin'),
	(4, 'wagtaildocs', 'document'),
	(5, 'wagtailcore', 'groupapprovaltask'),
	(6, 'wagtailcore', 'locale'),
	(7, 'wagtailcore', 'site'),
	(8, 'wagtailcore', 'groupsitepermission'),
	(9, 'wagtailcore', 'apitoken'),
	(10, 'wagtailcore', 'modellogentry'),
	(11, 'wagtailcore', 'revision'),
	(12, 'wagtailcore', 'collectionviewrestriction'),
	(13, 'wagtailcore', 'collection'),
	(14, 'wagtailcore', 'groupcollectionpermission'),
	(15, 'wagtailcore', 'uploadedfile'),
	(16, 'wagtailcore', 'workflowcontenttype'),
	(17, 'wagtailcore', 'workflowstate'),
	(18, 'wagtailcore', 'workflow'),
	(19, 'wagtailcore', 'workflowtask'),
	(20, 'wagtailcore', 'task'),
	(21, 'wagtailcore', 'taskstate'),
	(22, 'wagtailcore', 'grouppagepermission'),
	(23, 'wagtailcore', 'pageviewrestriction'),
	(24, 'wagtailcore', 'workflowpage'),
	(25, 'wagtailcore', 'pagelogentry'),
	(26, 'wagtailcore', 'comment'),
	(27, 'wagtailcore', 'commentreply'),
	(28, 'wagtailcore', 'pagesubscription'),
	(29, 'wagtailcore', 'referenceindex'),
	(30, 'nnirr_site', 'user'),
	(31, 'nnirr_site', 'attemptwindow'),
	(32, 'nnirr_site', 'goneaddress'),
	(33, 'nnirr_site', 'topic'),
	(34, 'nnirr_site', 'authenticatorapp'),
	(35, 'nnirr_site', 'passkey'),
	(36, 'nnirr_site', 'searchentry'),
	(37, 'nnirr_site', 'searchword'),
	(38, 'nnirr_site', 'sitedocument'),
	(39, 'nnirr_site', 'siteidentity'),
	(40, 'nnirr_site', 'siteimage'),
	(41, 'nnirr_site', 'homepage'),
	(42, 'nnirr_site', 'staffmail'),
	(43, 'nnirr_site', 'standardpage'),
	(44, 'nnirr_site', 'navigationmenu'),
	(45, 'nnirr_site', 'recoverysheet'),
	(46, 'nnirr_site', 'scheduleproblem'),
	(47, 'nnirr_site', 'signinrecord'),
	(48, 'nnirr_site', 'siterendition'),
	(49, 'nnirr_site', 'deletedpage'),
	(50, 'nnirr_site', 'translationreview'),
	(51, 'nnirr_site', 'searchsynonyms'),
	(52, 'nnirr_site', 'waitingpurge'),
	(53, 'nnirr_site', 'nativereading'),
	(54, 'nnirr_site', 'checkedlink'),
	(55, 'nnirr_site', 'linkuse'),
	(56, 'nnirr_site', 'listputaway'),
	(57, 'initiatives', 'initiativepage'),
	(58, 'initiatives', 'initiativerelatedpage'),
	(59, 'initiatives', 'initiativesindexpage'),
	(60, 'initiatives', 'networkpage'),
	(61, 'initiatives', 'networksindexpage'),
	(62, 'initiatives', 'policyupdatepage'),
	(63, 'initiatives', 'policyupdatesindexpage'),
	(64, 'initiatives', 'policyupdatetopic'),
	(65, 'initiatives', 'state'),
	(66, 'initiatives', 'trackerpage'),
	(67, 'resources', 'migrantsdayeventpage'),
	(68, 'resources', 'migrantsdaykitpage'),
	(69, 'resources', 'migrantsdaypage'),
	(70, 'resources', 'migrantsdaymaterial'),
	(71, 'resources', 'migrantsdayyearpage'),
	(72, 'resources', 'resourcelibrarypage'),
	(73, 'resources', 'resourcepage'),
	(74, 'resources', 'resourcedownload'),
	(75, 'resources', 'resourcerelatedpage'),
	(76, 'resources', 'resourcetopic'),
	(77, 'resources', 'printedfile'),
	(78, 'resources', 'toolkitpage'),
	(79, 'campaigns', 'abuselimits'),
	(80, 'campaigns', 'addressrekeying'),
	(81, 'campaigns', 'call'),
	(82, 'campaigns', 'chore'),
	(83, 'campaigns', 'emaildomainrule'),
	(84, 'campaigns', 'keyholder'),
	(85, 'campaigns', 'senator'),
	(86, 'campaigns', 'source'),
	(87, 'campaigns', 'switches'),
	(88, 'campaigns', 'workerpulse'),
	(89, 'campaigns', 'abuserule'),
	(90, 'campaigns', 'tallystate'),
	(91, 'campaigns', 'callpage'),
	(92, 'campaigns', 'calldownload'),
	(93, 'campaigns', 'callsindexpage'),
	(94, 'campaigns', 'delivery'),
	(95, 'campaigns', 'linkrequest'),
	(96, 'campaigns', 'mailpause'),
	(97, 'campaigns', 'mailturn'),
	(98, 'campaigns', 'statementversion'),
	(99, 'campaigns', 'signature'),
	(100, 'campaigns', 'tallydelta'),
	(101, 'campaigns', 'vaultkey'),
	(102, 'campaigns', 'waitingcheck'),
	(103, 'campaigns', 'accessentry'),
	(104, 'campaigns', 'calltext'),
	(105, 'campaigns', 'dailytally'),
	(106, 'campaigns', 'senatorletter'),
	(107, 'campaigns', 'outboundmail'),
	(108, 'campaigns', 'emailchange'),
	(109, 'campaigns', 'signaturechange'),
	(110, 'campaigns', 'caughtform'),
	(111, 'campaigns', 'staffnotice'),
	(112, 'campaigns', 'departure'),
	(113, 'campaigns', 'alarm'),
	(114, 'campaigns', 'papersheets'),
	(115, 'wagtailredirects', 'redirect'),
	(116, 'simple_translation', 'simpletranslation'),
	(117, 'wagtailembeds', 'embed'),
	(118, 'wagtailusers', 'userprofile'),
	(119, 'wagtailimages', 'rendition'),
	(120, 'wagtailsearch', 'indexentry'),
	(121, 'wagtailadmin', 'editingsession'),
	(122, 'wagtailadmin', 'formstate'),
	(123, 'taggit', 'tag'),
	(124, 'taggit', 'taggeditem'),
	(125, 'auth', 'permission'),
	(126, 'auth', 'group'),
	(127, 'contenttypes', 'contenttype'),
	(128, 'sessions', 'session');


--
-- Data for Name: django_migrations; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.django_migrations VALUES
	(1, 'contenttypes', '0001_initial', '2026-12-01 04:40:44.798358+00'),
	(2, 'contenttypes', '0002_remove_content_type_name', '2026-12-01 04:40:44.803681+00'),
	(3, 'auth', '0001_initial', '2026-12-01 04:40:44.823321+00'),
	(4, 'auth', '0002_alter_permission_name_max_length', '2026-12-01 04:40:44.827715+00'),
	(5, 'auth', '0003_alter_user_email_max_length', '2026-12-01 04:40:44.831912+00'),
	(6, 'auth', '0004_alter_user_username_opts', '2026-12-01 04:40:44.836325+00'),
	(7, 'auth', '0005_alter_user_last_login_null', '2026-12-01 04:40:44.840381+00'),
	(8, 'auth', '0006_require_contenttypes_0002', '2026-12-01 04:40:44.841916+00'),
	(9, 'auth', '0007_alter_validators_add_error_messages', '2026-12-01 04:40:44.846082+00'),
	(10, 'auth', '0008_alter_user_username_max_length', '2026-12-01 04:40:44.850122+00'),
	(11, 'auth', '0009_alter_user_last_name_max_length', '2026-12-01 04:40:44.854173+00'),
	(12, 'auth', '0010_alter_group_name_max_length', '2026-12-01 04:40:44.859087+00'),
	(13, 'auth', '0011_update_proxy_permissions', '2026-12-01 04:40:44.863228+00'),
	(14, 'auth', '0012_alter_user_first_name_max_length', '2026-12-01 04:40:44.867061+00'),
	(15, 'nnirr_site', '0001_user', '2026-12-01 04:40:44.88246+00'),
	(16, 'wagtailcore', '0001_initial', '2026-12-01 04:40:44.98788+00'),
	(17, 'wagtailcore', '0002_initial_data', '2026-12-01 04:40:44.988957+00'),
	(18, 'wagtailcore', '0003_add_uniqueness_constraint_on_group_page_permission', '2026-12-01 04:40:44.989526+00'),
	(19, 'wagtailcore', '0004_page_locked', '2026-12-01 04:40:44.990026+00'),
	(20, 'wagtailcore', '0005_add_page_lock_permission_to_moderators', '2026-12-01 04:40:44.99051+00'),
	(21, 'wagtailcore', '0006_add_lock_page_permission', '2026-12-01 04:40:44.990996+00'),
	(22, 'wagtailcore', '0007_page_latest_revision_created_at', '2026-12-01 04:40:44.991551+00'),
	(23, 'wagtailcore', '0008_populate_latest_revision_created_at', '2026-12-01 04:40:44.992108+00'),
	(24, 'wagtailcore', '0009_remove_auto_now_add_from_pagerevision_created_at', '2026-12-01 04:40:44.992623+00'),
	(25, 'wagtailcore', '0010_change_page_owner_to_null_on_delete', '2026-12-01 04:40:44.993099+00'),
	(26, 'wagtailcore', '0011_page_first_published_at', '2026-12-01 04:40:44.993553+00'),
	(27, 'wagtailcore', '0012_extend_page_slug_field', '2026-12-01 04:40:44.99401+00'),
	(28, 'wagtailcore', '0013_update_golive_expire_help_text', '2026-12-01 04:40:44.994474+00'),
	(29, 'wagtailcore', '0014_add_verbose_name', '2026-12-01 04:40:44.994931+00'),
	(30, 'wagtailcore', '0015_add_more_verbose_names', '2026-12-01 04:40:44.995381+00'),
	(31, 'wagtailcore', '0016_change_page_url_path_to_text_field', '2026-12-01 04:40:44.995917+00'),
	(32, 'wagtailusers', '0001_initial', '2026-12-01 04:40:45.008702+00'),
	(33, 'wagtailusers', '0002_add_verbose_name_on_userprofile', '2026-12-01 04:40:45.029198+00'),
	(34, 'wagtailusers', '0003_add_verbose_names', '2026-12-01 04:40:45.036091+00'),
	(35, 'wagtailusers', '0004_capitalizeverbose', '2026-12-01 04:40:45.058148+00'),
	(36, 'wagtailusers', '0005_make_related_name_wagtail_specific', '2026-12-01 04:40:45.069706+00'),
	(37, 'wagtailusers', '0006_userprofile_prefered_language', '2026-12-01 04:40:45.081392+00'),
	(38, 'wagtailusers', '0007_userprofile_current_time_zone', '2026-12-01 04:40:45.090028+00'),
	(39, 'wagtailusers', '0008_userprofile_avatar', '2026-12-01 04:40:45.097993+00'),
	(40, 'wagtailusers', '0009_userprofile_verbose_name_plural', '2026-12-01 04:40:45.104901+00'),
	(41, 'wagtailusers', '0010_userprofile_updated_comments_notifications', '2026-12-01 04:40:45.113087+00'),
	(42, 'wagtailusers', '0011_userprofile_dismissibles', '2026-12-01 04:40:45.121844+00'),
	(43, 'wagtailusers', '0012_userprofile_theme', '2026-12-01 04:40:45.133593+00'),
	(44, 'wagtailusers', '0013_userprofile_density', '2026-12-01 04:40:45.14201+00'),
	(45, 'wagtailusers', '0014_userprofile_contrast', '2026-12-01 04:40:45.149945+00'),
	(46, 'wagtailusers', '0015_userprofile_keyboard_shortcuts', '2026-12-01 04:40:45.158406+00'),
	(47, 'wagtailsearch', '0001_initial', '2026-12-01 04:40:45.19208+00'),
	(48, 'wagtailsearch', '0002_add_verbose_names', '2026-12-01 04:40:45.21692+00'),
	(49, 'wagtailsearch', '0003_remove_editors_pick', '2026-12-01 04:40:45.218678+00'),
	(50, 'wagtailsearch', '0004_querydailyhits_verbose_name_plural', '2026-12-01 04:40:45.222468+00'),
	(51, 'wagtailsearch', '0005_create_indexentry', '2026-12-01 04:40:45.244006+00'),
	(52, 'wagtailsearch', '0006_customise_indexentry', '2026-12-01 04:40:45.275501+00'),
	(53, 'wagtailsearch', '0007_delete_editorspick', '2026-12-01 04:40:45.28005+00'),
	(54, 'wagtailsearch', '0008_remove_query_and_querydailyhits_models', '2026-12-01 04:40:45.294693+00'),
	(55, 'wagtailsearch', '0009_remove_ngram_autocomplete', '2026-12-01 04:40:45.296687+00'),
	(56, 'wagtailsearch', '0010_add_text_fields', '2026-12-01 04:40:45.308522+00'),
	(57, 'wagtailredirects', '0001_initial', '2026-12-01 04:40:45.328369+00'),
	(58, 'wagtailredirects', '0002_add_verbose_names', '2026-12-01 04:40:45.349596+00'),
	(59, 'wagtailredirects', '0003_make_site_field_editable', '2026-12-01 04:40:45.571017+00'),
	(60, 'wagtailredirects', '0004_set_unique_on_path_and_site', '2026-12-01 04:40:45.589549+00'),
	(61, 'wagtailredirects', '0005_capitalizeverbose', '2026-12-01 04:40:45.628774+00'),
	(62, 'wagtailredirects', '0006_redirect_increase_max_length', '2026-12-01 04:40:45.637666+00'),
	(63, 'wagtailredirects', '0007_add_autocreate_fields', '2026-12-01 04:40:45.664683+00'),
	(64, 'wagtailredirects', '0008_add_verbose_name_plural', '2026-12-01 04:40:45.68267+00'),
	(65, 'wagtailcore', '0017_change_edit_page_permission_description', '2026-12-01 04:40:45.694579+00'),
	(66, 'wagtailcore', '0018_pagerevision_submitted_for_moderation_index', '2026-12-01 04:40:45.708593+00'),
	(67, 'wagtailcore', '0019_verbose_names_cleanup', '2026-12-01 04:40:45.755637+00'),
	(68, 'wagtailcore', '0020_add_index_on_page_first_published_at', '2026-12-01 04:40:45.773688+00'),
	(69, 'wagtailcore', '0021_capitalizeverbose', '2026-12-01 04:40:46.07007+00'),
	(70, 'wagtailcore', '0022_add_site_name', '2026-12-01 04:40:46.080104+00'),
	(71, 'wagtailcore', '0023_alter_page_revision_on_delete_behaviour', '2026-12-01 04:40:46.096434+00'),
	(72, 'wagtailcore', '0024_collection', '2026-12-01 04:40:46.103635+00'),
	(73, 'wagtailcore', '0025_collection_initial_data', '2026-12-01 04:40:46.121892+00'),
	(74, 'wagtailcore', '0026_group_collection_permission', '2026-12-01 04:40:46.148393+00'),
	(75, 'taggit', '0001_initial', '2026-12-01 04:40:46.177465+00'),
	(76, 'wagtailimages', '0001_initial', '2026-12-01 04:40:46.310529+00'),
	(77, 'wagtailimages', '0002_initial_data', '2026-12-01 04:40:46.311762+00'),
	(78, 'wagtailimages', '0003_fix_focal_point_fields', '2026-12-01 04:40:46.312546+00'),
	(79, 'wagtailimages', '0004_make_focal_point_key_not_nullable', '2026-12-01 04:40:46.313231+00'),
	(80, 'wagtailimages', '0005_make_filter_spec_unique', '2026-12-01 04:40:46.313904+00'),
	(81, 'wagtailimages', '0006_add_verbose_names', '2026-12-01 04:40:46.314564+00'),
	(82, 'wagtailimages', '0007_image_file_size', '2026-12-01 04:40:46.315267+00'),
	(83, 'wagtailimages', '0008_image_created_at_index', '2026-12-01 04:40:46.316051+00'),
	(84, 'wagtailimages', '0009_capitalizeverbose', '2026-12-01 04:40:46.31672+00'),
	(85, 'wagtailimages', '0010_change_on_delete_behaviour', '2026-12-01 04:40:46.31732+00'),
	(86, 'wagtailimages', '0011_image_collection', '2026-12-01 04:40:46.317927+00'),
	(87, 'wagtailimages', '0012_copy_image_permissions_to_collections', '2026-12-01 04:40:46.318571+00'),
	(88, 'wagtailimages', '0013_make_rendition_upload_callable', '2026-12-01 04:40:46.319224+00'),
	(89, 'wagtailimages', '0014_add_filter_spec_field', '2026-12-01 04:40:46.319938+00'),
	(90, 'wagtailimages', '0015_fill_filter_spec_field', '2026-12-01 04:40:46.320558+00'),
	(91, 'wagtailimages', '0016_deprecate_rendition_filter_relation', '2026-12-01 04:40:46.321212+00'),
	(92, 'wagtailimages', '0017_reduce_focal_point_key_max_length', '2026-12-01 04:40:46.321909+00'),
	(93, 'wagtailimages', '0018_remove_rendition_filter', '2026-12-01 04:40:46.322804+00'),
	(94, 'wagtailimages', '0019_delete_filter', '2026-12-01 04:40:46.32353+00'),
	(95, 'wagtailimages', '0020_add-verbose-name', '2026-12-01 04:40:46.324275+00'),
	(96, 'wagtailimages', '0021_image_file_hash', '2026-12-01 04:40:46.324923+00'),
	(97, 'wagtailimages', '0022_uploadedimage', '2026-12-01 04:40:46.349198+00'),
	(98, 'wagtailadmin', '0001_create_admin_access_permissions', '2026-12-01 04:40:46.379726+00'),
	(99, 'wagtailimages', '0023_add_choose_permissions', '2026-12-01 04:40:46.454571+00'),
	(100, 'wagtailimages', '0024_index_image_file_hash', '2026-12-01 04:40:46.473898+00'),
	(101, 'wagtailimages', '0025_alter_image_file_alter_rendition_file', '2026-12-01 04:40:46.502532+00'),
	(102, 'wagtailimages', '0026_delete_uploadedimage', '2026-12-01 04:40:46.506932+00'),
	(103, 'wagtailimages', '0027_image_description', '2026-12-01 04:40:46.524587+00'),
	(104, 'wagtailembeds', '0001_initial', '2026-12-01 04:40:46.534064+00'),
	(105, 'wagtailembeds', '0002_add_verbose_names', '2026-12-01 04:40:46.537781+00'),
	(106, 'wagtailembeds', '0003_capitalizeverbose', '2026-12-01 04:40:46.541722+00'),
	(107, 'wagtailembeds', '0004_embed_verbose_name_plural', '2026-12-01 04:40:46.545365+00'),
	(108, 'wagtailembeds', '0005_specify_thumbnail_url_max_length', '2026-12-01 04:40:46.550003+00'),
	(109, 'wagtailembeds', '0006_add_embed_hash', '2026-12-01 04:40:46.555226+00'),
	(110, 'wagtailembeds', '0007_populate_hash', '2026-12-01 04:40:46.58249+00'),
	(111, 'wagtailembeds', '0008_allow_long_urls', '2026-12-01 04:40:46.609026+00'),
	(112, 'wagtailembeds', '0009_embed_cache_until', '2026-12-01 04:40:46.615203+00'),
	(113, 'wagtaildocs', '0001_initial', '2026-12-01 04:40:46.639834+00'),
	(114, 'wagtaildocs', '0002_initial_data', '2026-12-01 04:40:46.664914+00'),
	(115, 'wagtaildocs', '0003_add_verbose_names', '2026-12-01 04:40:46.695817+00'),
	(116, 'wagtaildocs', '0004_capitalizeverbose', '2026-12-01 04:40:46.785902+00'),
	(117, 'wagtaildocs', '0005_document_collection', '2026-12-01 04:40:46.818618+00'),
	(118, 'wagtaildocs', '0006_copy_document_permissions_to_collections', '2026-12-01 04:40:46.850752+00'),
	(119, 'wagtaildocs', '0005_alter_uploaded_by_user_on_delete_action', '2026-12-01 04:40:46.872756+00'),
	(120, 'wagtaildocs', '0007_merge', '2026-12-01 04:40:46.875267+00'),
	(121, 'wagtaildocs', '0008_document_file_size', '2026-12-01 04:40:46.899144+00'),
	(122, 'wagtaildocs', '0009_document_verbose_name_plural', '2026-12-01 04:40:46.917384+00'),
	(123, 'wagtaildocs', '0010_document_file_hash', '2026-12-01 04:40:46.936441+00'),
	(124, 'wagtaildocs', '0011_add_choose_permissions', '2026-12-01 04:40:47.332513+00'),
	(125, 'wagtaildocs', '0012_uploadeddocument', '2026-12-01 04:40:47.3593+00'),
	(126, 'wagtaildocs', '0013_delete_uploadeddocument', '2026-12-01 04:40:47.363146+00'),
	(127, 'wagtaildocs', '0014_alter_document_file_size', '2026-12-01 04:40:47.385614+00'),
	(128, 'wagtailcore', '0027_fix_collection_path_collation', '2026-12-01 04:40:47.410724+00'),
	(129, 'wagtailcore', '0024_alter_page_content_type_on_delete_behaviour', '2026-12-01 04:40:47.432025+00'),
	(130, 'wagtailcore', '0028_merge', '2026-12-01 04:40:47.43433+00'),
	(131, 'wagtailcore', '0029_unicode_slugfield_dj19', '2026-12-01 04:40:47.451988+00'),
	(132, 'wagtailcore', '0030_index_on_pagerevision_created_at', '2026-12-01 04:40:47.473706+00'),
	(133, 'wagtailcore', '0031_add_page_view_restriction_types', '2026-12-01 04:40:47.529797+00'),
	(134, 'wagtailcore', '0032_add_bulk_delete_page_permission', '2026-12-01 04:40:47.548051+00'),
	(135, 'wagtailcore', '0033_remove_golive_expiry_help_text', '2026-12-01 04:40:47.583146+00'),
	(136, 'wagtailcore', '0034_page_live_revision', '2026-12-01 04:40:47.611477+00'),
	(137, 'wagtailcore', '0035_page_last_published_at', '2026-12-01 04:40:47.633598+00'),
	(138, 'wagtailcore', '0036_populate_page_last_published_at', '2026-12-01 04:40:47.660283+00'),
	(139, 'wagtailcore', '0037_set_page_owner_editable', '2026-12-01 04:40:47.686991+00'),
	(140, 'wagtailcore', '0038_make_first_published_at_editable', '2026-12-01 04:40:47.707206+00'),
	(141, 'wagtailcore', '0039_collectionviewrestriction', '2026-12-01 04:40:47.769291+00'),
	(142, 'wagtailcore', '0040_page_draft_title', '2026-12-01 04:40:47.817746+00'),
	(143, 'wagtailcore', '0041_group_collection_permissions_verbose_name_plural', '2026-12-01 04:40:47.838817+00'),
	(144, 'wagtailcore', '0042_index_on_pagerevision_approved_go_live_at', '2026-12-01 04:40:47.85939+00'),
	(145, 'wagtailcore', '0043_lock_fields', '2026-12-01 04:40:47.909968+00'),
	(146, 'wagtailcore', '0044_add_unlock_grouppagepermission', '2026-12-01 04:40:47.927755+00'),
	(147, 'wagtailcore', '0045_assign_unlock_grouppagepermission', '2026-12-01 04:40:47.963503+00'),
	(148, 'wagtailcore', '0046_site_name_remove_null', '2026-12-01 04:40:47.981446+00'),
	(149, 'wagtailcore', '0047_add_workflow_models', '2026-12-01 04:40:48.288783+00'),
	(150, 'wagtailcore', '0048_add_default_workflows', '2026-12-01 04:40:48.360512+00'),
	(151, 'wagtailcore', '0049_taskstate_finished_by', '2026-12-01 04:40:48.679887+00'),
	(152, 'wagtailcore', '0050_workflow_rejected_to_needs_changes', '2026-12-01 04:40:48.731079+00'),
	(153, 'wagtailcore', '0051_taskstate_comment', '2026-12-01 04:40:48.750713+00'),
	(154, 'wagtailcore', '0052_pagelogentry', '2026-12-01 04:40:48.781489+00'),
	(155, 'wagtailcore', '0053_locale_model', '2026-12-01 04:40:48.787583+00'),
	(156, 'wagtailcore', '0054_initial_locale', '2026-12-01 04:40:48.819139+00'),
	(157, 'wagtailcore', '0055_page_locale_fields', '2026-12-01 04:40:48.893697+00'),
	(158, 'wagtailcore', '0056_page_locale_fields_populate', '2026-12-01 04:40:48.927598+00'),
	(159, 'wagtailcore', '0057_page_locale_fields_notnull', '2026-12-01 04:40:48.98202+00'),
	(160, 'wagtailcore', '0058_page_alias_of', '2026-12-01 04:40:49.006816+00'),
	(161, 'wagtailcore', '0059_apply_collection_ordering', '2026-12-01 04:40:49.03442+00'),
	(162, 'wagtailcore', '0060_fix_workflow_unique_constraint', '2026-12-01 04:40:49.070964+00'),
	(163, 'wagtailcore', '0061_change_promote_tab_helpt_text_and_verbose_names', '2026-12-01 04:40:49.110304+00'),
	(164, 'wagtailcore', '0062_comment_models_and_pagesubscription', '2026-12-01 04:40:49.217138+00'),
	(165, 'wagtailcore', '0063_modellogentry', '2026-12-01 04:40:49.276693+00'),
	(166, 'wagtailcore', '0064_log_timestamp_indexes', '2026-12-01 04:40:49.348724+00'),
	(167, 'wagtailcore', '0065_log_entry_uuid', '2026-12-01 04:40:49.731802+00'),
	(168, 'wagtailcore', '0066_collection_management_permissions', '2026-12-01 04:40:49.771796+00'),
	(169, 'wagtailcore', '0067_alter_pagerevision_content_json', '2026-12-01 04:40:49.83124+00'),
	(170, 'wagtailcore', '0068_log_entry_empty_object', '2026-12-01 04:40:49.873401+00'),
	(171, 'wagtailcore', '0069_log_entry_jsonfield', '2026-12-01 04:40:49.997298+00'),
	(172, 'wagtailcore', '0070_rename_pagerevision_revision', '2026-12-01 04:40:50.334435+00'),
	(173, 'wagtailcore', '0071_populate_revision_content_type', '2026-12-01 04:40:50.370971+00'),
	(174, 'wagtailcore', '0072_alter_revision_content_type_notnull', '2026-12-01 04:40:50.443063+00'),
	(175, 'wagtailcore', '0073_page_latest_revision', '2026-12-01 04:40:50.470806+00'),
	(176, 'wagtailcore', '0074_revision_object_str', '2026-12-01 04:40:50.486834+00'),
	(177, 'wagtailcore', '0075_populate_latest_revision_and_revision_object_str', '2026-12-01 04:40:50.535451+00'),
	(178, 'wagtailcore', '0076_modellogentry_revision', '2026-12-01 04:40:50.562009+00'),
	(179, 'wagtailcore', '0077_alter_revision_user', '2026-12-01 04:40:50.91409+00'),
	(180, 'wagtailcore', '0078_referenceindex', '2026-12-01 04:40:50.963753+00'),
	(181, 'wagtailcore', '0079_rename_taskstate_page_revision', '2026-12-01 04:40:51.006934+00'),
	(182, 'wagtailcore', '0080_generic_workflowstate', '2026-12-01 04:40:51.28928+00'),
	(183, 'wagtailcore', '0081_populate_workflowstate_content_type', '2026-12-01 04:40:51.333605+00'),
	(184, 'wagtailcore', '0082_alter_workflowstate_content_type_notnull', '2026-12-01 04:40:51.423593+00'),
	(185, 'wagtailcore', '0083_workflowcontenttype', '2026-12-01 04:40:51.452204+00'),
	(186, 'wagtailcore', '0084_add_default_page_permissions', '2026-12-01 04:40:51.4739+00'),
	(187, 'wagtailcore', '0085_add_grouppagepermission_permission', '2026-12-01 04:40:51.518547+00'),
	(188, 'wagtailcore', '0086_populate_grouppagepermission_permission', '2026-12-01 04:40:51.578543+00'),
	(189, 'wagtailcore', '0087_alter_grouppagepermission_unique_together_and_more', '2026-12-01 04:40:51.658025+00'),
	(190, 'wagtailcore', '0088_fix_log_entry_json_timestamps', '2026-12-01 04:40:51.986008+00'),
	(191, 'wagtailcore', '0089_log_entry_data_json_null_to_object', '2026-12-01 04:40:52.014618+00'),
	(192, 'wagtailcore', '0090_remove_grouppagepermission_permission_type', '2026-12-01 04:40:52.083076+00'),
	(193, 'wagtailcore', '0091_remove_revision_submitted_for_moderation', '2026-12-01 04:40:52.103521+00'),
	(194, 'wagtailcore', '0092_alter_collectionviewrestriction_password_and_more', '2026-12-01 04:40:52.147803+00'),
	(195, 'wagtailcore', '0093_uploadedfile', '2026-12-01 04:40:52.177345+00'),
	(196, 'wagtailcore', '0094_alter_page_locale', '2026-12-01 04:40:52.200663+00'),
	(197, 'wagtailcore', '0095_groupsitepermission', '2026-12-01 04:40:52.232558+00'),
	(198, 'wagtailcore', '0096_referenceindex_referenceindex_source_object_and_more', '2026-12-01 04:40:52.260894+00'),
	(199, 'wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes', '2026-12-01 04:40:52.301861+00'),
	(200, 'wagtailcore', '0098_apitoken', '2026-12-01 04:40:52.332013+00'),
	(201, 'wagtailadmin', '0002_admin', '2026-12-01 04:40:52.334883+00'),
	(202, 'wagtailadmin', '0003_admin_managed', '2026-12-01 04:40:52.339034+00'),
	(203, 'wagtailadmin', '0004_editingsession', '2026-12-01 04:40:52.372044+00'),
	(204, 'wagtailadmin', '0005_editingsession_is_editing', '2026-12-01 04:40:52.394335+00'),
	(205, 'wagtailadmin', '0006_formstate', '2026-12-01 04:40:52.42783+00'),
	(206, 'taggit', '0002_auto_20150616_2121', '2026-12-01 04:40:52.447282+00'),
	(207, 'taggit', '0003_taggeditem_add_unique_index', '2026-12-01 04:40:52.466544+00'),
	(208, 'taggit', '0004_alter_taggeditem_content_type_alter_taggeditem_tag', '2026-12-01 04:40:52.537337+00'),
	(209, 'taggit', '0005_auto_20220424_2025', '2026-12-01 04:40:52.84045+00'),
	(210, 'taggit', '0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx', '2026-12-01 04:40:52.871556+00'),
	(211, 'simple_translation', '0001_initial', '2026-12-01 04:40:52.876292+00'),
	(212, 'sessions', '0001_initial', '2026-12-01 04:40:52.883+00'),
	(213, 'nnirr_site', '0002_initial', '2026-12-01 04:40:53.666609+00'),
	(214, 'nnirr_site', '0003_trigrams', '2026-12-01 04:40:53.710583+00'),
	(215, 'campaigns', '0001_initial', '2026-12-01 04:40:54.774674+00'),
	(216, 'campaigns', '0002_triggers', '2026-12-01 04:40:54.790731+00'),
	(217, 'campaigns', '0003_email_domains', '2026-12-01 04:40:54.851073+00'),
	(218, 'campaigns', '0004_later_forms', '2026-12-01 04:40:55.547534+00'),
	(219, 'campaigns', '0005_staff_decisions', '2026-12-01 04:40:56.235353+00'),
	(220, 'campaigns', '0006_cause_of_own_mails', '2026-12-01 04:40:56.249132+00'),
	(221, 'campaigns', '0007_who_ended_letters', '2026-12-01 04:40:56.260247+00'),
	(222, 'campaigns', '0008_departures', '2026-12-01 04:40:56.273602+00'),
	(223, 'campaigns', '0009_alarms', '2026-12-01 04:40:56.278332+00'),
	(224, 'campaigns', '0010_shown_from', '2026-12-01 04:40:56.3211+00'),
	(225, 'campaigns', '0011_sweeps', '2026-12-01 04:40:56.341249+00'),
	(226, 'campaigns', '0012_growth', '2026-12-01 04:40:56.613752+00'),
	(227, 'campaigns', '0013_paper_sheets', '2026-12-01 04:40:56.717517+00'),
	(228, 'campaigns', '0014_brief', '2026-12-01 04:40:57.109197+00'),
	(229, 'campaigns', '0015_more_prints', '2026-12-01 04:40:57.160841+00'),
	(230, 'initiatives', '0001_initial', '2026-12-01 04:40:58.121132+00'),
	(231, 'initiatives', '0002_no_action', '2026-12-01 04:40:58.127814+00'),
	(232, 'initiatives', '0003_sources_of_statements', '2026-12-01 04:40:58.719064+00'),
	(233, 'initiatives', '0004_initiative_page_shows_ratifications', '2026-12-01 04:40:58.769694+00'),
	(234, 'initiatives', '0005_more_prints', '2026-12-01 04:40:59.106756+00'),
	(235, 'nnirr_site', '0004_editing', '2026-12-01 04:40:59.705374+00'),
	(236, 'nnirr_site', '0005_search_synonyms', '2026-12-01 04:40:59.833232+00'),
	(237, 'nnirr_site', '0006_former_names', '2026-12-01 04:40:59.884162+00'),
	(238, 'nnirr_site', '0007_cdn_purges', '2026-12-01 04:40:59.89394+00'),
	(239, 'nnirr_site', '0008_native_readings', '2026-12-01 04:41:00.034772+00'),
	(240, 'nnirr_site', '0009_document_formats', '2026-12-01 04:41:00.223901+00'),
	(241, 'nnirr_site', '0010_address_for_paper', '2026-12-01 04:41:00.267002+00'),
	(242, 'nnirr_site', '0011_sources_of_statements', '2026-12-01 04:41:00.334393+00'),
	(243, 'nnirr_site', '0012_upkeep', '2026-12-01 04:41:01.003662+00'),
	(244, 'nnirr_site', '0013_more_prints', '2026-12-01 04:41:01.071987+00'),
	(245, 'resources', '0001_initial', '2026-12-01 04:41:03.027947+00'),
	(246, 'resources', '0002_titles_of_links', '2026-12-01 04:41:03.086212+00'),
	(247, 'resources', '0003_printed_files', '2026-12-01 04:41:03.186935+00'),
	(248, 'resources', '0004_sources_of_statements', '2026-12-01 04:41:03.831082+00'),
	(249, 'resources', '0005_toolkits', '2026-12-01 04:41:03.924496+00'),
	(250, 'resources', '0006_more_prints', '2026-12-01 04:41:04.672972+00'),
	(251, 'wagtailimages', '0001_squashed_0021', '2026-12-01 04:41:04.677788+00'),
	(252, 'wagtailcore', '0001_squashed_0016_change_page_url_path_to_text_field', '2026-12-01 04:41:04.678776+00');


--
-- Data for Name: django_session; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: initiatives_initiativepage; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: initiatives_initiativerelatedpage; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: initiatives_initiativesindexpage; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: initiatives_networkpage; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: initiatives_networksindexpage; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: initiatives_policyupdatepage; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: initiatives_policyupdatesindexpage; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: initiatives_policyupdatetopic; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: initiatives_state; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: initiatives_trackerpage; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: nnirr_site_attemptwindow; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: nnirr_site_authenticatorapp; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: nnirr_site_checkedlink; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: nnirr_site_deletedpage; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: nnirr_site_goneaddress; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: nnirr_site_homepage; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: nnirr_site_linkuse; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: nnirr_site_listputaway; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: nnirr_site_nativereading; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: nnirr_site_navigationmenu; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: nnirr_site_passkey; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: nnirr_site_recoverysheet; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: nnirr_site_scheduleproblem; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: nnirr_site_searchentry; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: nnirr_site_searchsynonyms; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.nnirr_site_searchsynonyms VALUES
	(1, 'U.S., U.S.A., USA, United States, United States of America, EE. UU., EEUU, Estados Unidos, États-Unis'),
	(2, 'UK, U.K., United Kingdom, Reino Unido, Royaume-Uni'),
	(3, 'UN, U.N., United Nations, ONU, Naciones Unidas, Nations Unies'),
	(4, 'Marrakech, Marrakesh, Marraquech, Marrakesch'),
	(5, 'ICMW, ICRMW, Migrant Workers Convention, Resolution 45/158, A/RES/45/158');


--
-- Data for Name: nnirr_site_searchword; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: nnirr_site_signinrecord; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: nnirr_site_sitedocument; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: nnirr_site_siteidentity; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: nnirr_site_siteimage; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: nnirr_site_siterendition; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: nnirr_site_staffmail; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: nnirr_site_standardpage; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: nnirr_site_topic; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: nnirr_site_translationreview; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: nnirr_site_user; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: nnirr_site_user_groups; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: nnirr_site_user_user_permissions; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: nnirr_site_waitingpurge; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: resources_migrantsdayeventpage; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: resources_migrantsdaykitpage; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: resources_migrantsdaymaterial; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: resources_migrantsdaypage; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: resources_migrantsdayyearpage; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: resources_printedfile; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: resources_resourcedownload; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: resources_resourcelibrarypage; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: resources_resourcepage; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: resources_resourcerelatedpage; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: resources_resourcetopic; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: resources_toolkitpage; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: simple_translation_simpletranslation; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: taggit_tag; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: taggit_taggeditem; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailadmin_admin; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailadmin_editingsession; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailadmin_formstate; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailcore_apitoken; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailcore_collection; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.wagtailcore_collection VALUES
	(1, '0001', 1, 0, 'Root');


--
-- Data for Name: wagtailcore_collectionviewrestriction; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailcore_collectionviewrestriction_groups; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailcore_comment; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailcore_commentreply; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailcore_groupapprovaltask; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.wagtailcore_groupapprovaltask VALUES
	(1);


--
-- Data for Name: wagtailcore_groupapprovaltask_groups; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.wagtailcore_groupapprovaltask_groups VALUES
	(1, 1, 1);


--
-- Data for Name: wagtailcore_groupcollectionpermission; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.wagtailcore_groupcollectionpermission VALUES
	(1, 1, 1, 1),
	(2, 1, 2, 1),
	(3, 1, 1, 2),
	(4, 1, 2, 2),
	(5, 1, 1, 5),
	(6, 1, 2, 5),
	(7, 1, 1, 6),
	(8, 1, 2, 6),
	(9, 1, 1, 7),
	(10, 1, 2, 7),
	(11, 1, 1, 9),
	(12, 1, 2, 9);


--
-- Data for Name: wagtailcore_grouppagepermission; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.wagtailcore_grouppagepermission VALUES
	(1, 1, 1, 78),
	(2, 1, 1, 79),
	(3, 1, 1, 84),
	(4, 2, 1, 78),
	(5, 2, 1, 79),
	(6, 1, 1, 83),
	(7, 1, 1, 85);


--
-- Data for Name: wagtailcore_groupsitepermission; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailcore_locale; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.wagtailcore_locale VALUES
	(1, 'en');


--
-- Data for Name: wagtailcore_modellogentry; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailcore_page; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.wagtailcore_page VALUES
	(1, '0001', 1, 1, 'Root', 'root', true, false, '/', '', false, '', NULL, NULL, false, 1, NULL, false, NULL, NULL, NULL, NULL, 'Root', NULL, NULL, '5edf88ff-c90a-4ffb-ba2c-58abc223a232', 1, NULL, NULL),
	(2, '00010001', 2, 0, 'Welcome to your new Wagtail site!', 'home', true, false, '/home/', '', false, '', NULL, NULL, false, 1, NULL, false, NULL, NULL, NULL, NULL, 'Welcome to your new Wagtail site!', NULL, NULL, '955926fa-cdff-462a-9844-71dca5284025', 1, NULL, NULL);


--
-- Data for Name: wagtailcore_pagelogentry; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailcore_pagesubscription; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailcore_pageviewrestriction; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailcore_pageviewrestriction_groups; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailcore_referenceindex; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailcore_revision; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailcore_site; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.wagtailcore_site VALUES
	(1, 'localhost', 80, true, 2, '');


--
-- Data for Name: wagtailcore_task; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.wagtailcore_task VALUES
	(1, 'Moderators approval', true, 5);


--
-- Data for Name: wagtailcore_taskstate; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailcore_uploadedfile; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailcore_workflow; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.wagtailcore_workflow VALUES
	(1, 'Moderators approval', true);


--
-- Data for Name: wagtailcore_workflowcontenttype; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailcore_workflowpage; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.wagtailcore_workflowpage VALUES
	(1, 1);


--
-- Data for Name: wagtailcore_workflowstate; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailcore_workflowtask; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.wagtailcore_workflowtask VALUES
	(1, 0, 1, 1);


--
-- Data for Name: wagtaildocs_document; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailembeds_embed; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailimages_image; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailimages_rendition; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailredirects_redirect; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailsearch_indexentry; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailusers_userprofile; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Name: auth_group_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.auth_group_id_seq', 4, true);


--
-- Name: auth_group_permissions_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.auth_group_permissions_id_seq', 96, true);


--
-- Name: auth_permission_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.auth_permission_id_seq', 375, true);


--
-- Name: campaigns_abuselimits_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.campaigns_abuselimits_id_seq', 1, false);


--
-- Name: campaigns_abuserule_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.campaigns_abuserule_id_seq', 1, false);


--
-- Name: campaigns_accessentry_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.campaigns_accessentry_id_seq', 1, false);


--
-- Name: campaigns_call_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.campaigns_call_id_seq', 1, false);


--
-- Name: campaigns_calldownload_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.campaigns_calldownload_id_seq', 1, false);


--
-- Name: campaigns_calltext_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.campaigns_calltext_id_seq', 1, false);


--
-- Name: campaigns_dailytally_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.campaigns_dailytally_id_seq', 1, false);


--
-- Name: campaigns_delivery_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.campaigns_delivery_id_seq', 1, false);


--
-- Name: campaigns_departure_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.campaigns_departure_id_seq', 1, false);


--
-- Name: campaigns_emailchange_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.campaigns_emailchange_id_seq', 1, false);


--
-- Name: campaigns_emaildomainrule_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.campaigns_emaildomainrule_id_seq', 62, true);


--
-- Name: campaigns_linkrequest_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.campaigns_linkrequest_id_seq', 1, false);


--
-- Name: campaigns_mailpause_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.campaigns_mailpause_id_seq', 1, false);


--
-- Name: campaigns_mailturn_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.campaigns_mailturn_id_seq', 1, false);


--
-- Name: campaigns_outboundmail_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.campaigns_outboundmail_id_seq', 1, false);


--
-- Name: campaigns_papersheets_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.campaigns_papersheets_id_seq', 1, false);


--
-- Name: campaigns_senator_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.campaigns_senator_id_seq', 1, false);


--
-- Name: campaigns_senatorletter_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.campaigns_senatorletter_id_seq', 1, false);


--
-- Name: campaigns_signature_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.campaigns_signature_id_seq', 1, false);


--
-- Name: campaigns_signaturechange_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.campaigns_signaturechange_id_seq', 1, false);


--
-- Name: campaigns_source_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.campaigns_source_id_seq', 1, false);


--
-- Name: campaigns_statementversion_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.campaigns_statementversion_id_seq', 1, false);


--
-- Name: campaigns_switches_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.campaigns_switches_id_seq', 1, false);


--
-- Name: campaigns_tallydelta_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.campaigns_tallydelta_id_seq', 1, false);


--
-- Name: campaigns_vaultkey_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.campaigns_vaultkey_id_seq', 1, false);


--
-- Name: campaigns_waitingcheck_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.campaigns_waitingcheck_id_seq', 1, false);


--
-- Name: django_content_type_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.django_content_type_id_seq', 128, true);


--
-- Name: django_migrations_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.django_migrations_id_seq', 252, true);


--
-- Name: initiatives_initiativerelatedpage_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.initiatives_initiativerelatedpage_id_seq', 1, false);


--
-- Name: initiatives_policyupdatetopic_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.initiatives_policyupdatetopic_id_seq', 1, false);


--
-- Name: initiatives_state_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.initiatives_state_id_seq', 1, false);


--
-- Name: nnirr_site_authenticatorapp_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.nnirr_site_authenticatorapp_id_seq', 1, false);


--
-- Name: nnirr_site_checkedlink_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.nnirr_site_checkedlink_id_seq', 1, false);


--
-- Name: nnirr_site_deletedpage_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.nnirr_site_deletedpage_id_seq', 1, false);


--
-- Name: nnirr_site_goneaddress_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.nnirr_site_goneaddress_id_seq', 1, false);


--
-- Name: nnirr_site_linkuse_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.nnirr_site_linkuse_id_seq', 1, false);


--
-- Name: nnirr_site_listputaway_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.nnirr_site_listputaway_id_seq', 1, false);


--
-- Name: nnirr_site_nativereading_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.nnirr_site_nativereading_id_seq', 1, false);


--
-- Name: nnirr_site_navigationmenu_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.nnirr_site_navigationmenu_id_seq', 1, false);


--
-- Name: nnirr_site_passkey_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.nnirr_site_passkey_id_seq', 1, false);


--
-- Name: nnirr_site_recoverysheet_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.nnirr_site_recoverysheet_id_seq', 1, false);


--
-- Name: nnirr_site_scheduleproblem_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.nnirr_site_scheduleproblem_id_seq', 1, false);


--
-- Name: nnirr_site_searchsynonyms_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.nnirr_site_searchsynonyms_id_seq', 5, true);


--
-- Name: nnirr_site_searchword_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.nnirr_site_searchword_id_seq', 1, false);


--
-- Name: nnirr_site_signinrecord_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.nnirr_site_signinrecord_id_seq', 1, false);


--
-- Name: nnirr_site_sitedocument_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.nnirr_site_sitedocument_id_seq', 1, false);


--
-- Name: nnirr_site_siteidentity_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.nnirr_site_siteidentity_id_seq', 1, false);


--
-- Name: nnirr_site_siteimage_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.nnirr_site_siteimage_id_seq', 1, false);


--
-- Name: nnirr_site_siterendition_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.nnirr_site_siterendition_id_seq', 1, false);


--
-- Name: nnirr_site_staffmail_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.nnirr_site_staffmail_id_seq', 1, false);


--
-- Name: nnirr_site_topic_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.nnirr_site_topic_id_seq', 1, false);


--
-- Name: nnirr_site_translationreview_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.nnirr_site_translationreview_id_seq', 1, false);


--
-- Name: nnirr_site_user_groups_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.nnirr_site_user_groups_id_seq', 1, false);


--
-- Name: nnirr_site_user_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.nnirr_site_user_id_seq', 1, false);


--
-- Name: nnirr_site_user_user_permissions_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.nnirr_site_user_user_permissions_id_seq', 1, false);


--
-- Name: nnirr_site_waitingpurge_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.nnirr_site_waitingpurge_id_seq', 1, false);


--
-- Name: resources_migrantsdaymaterial_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.resources_migrantsdaymaterial_id_seq', 1, false);


--
-- Name: resources_printedfile_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.resources_printedfile_id_seq', 1, false);


--
-- Name: resources_resourcedownload_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.resources_resourcedownload_id_seq', 1, false);


--
-- Name: resources_resourcerelatedpage_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.resources_resourcerelatedpage_id_seq', 1, false);


--
-- Name: resources_resourcetopic_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.resources_resourcetopic_id_seq', 1, false);


--
-- Name: simple_translation_simpletranslation_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.simple_translation_simpletranslation_id_seq', 1, false);


--
-- Name: taggit_tag_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.taggit_tag_id_seq', 1, false);


--
-- Name: taggit_taggeditem_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.taggit_taggeditem_id_seq', 1, false);


--
-- Name: wagtailadmin_admin_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailadmin_admin_id_seq', 1, false);


--
-- Name: wagtailadmin_editingsession_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailadmin_editingsession_id_seq', 1, false);


--
-- Name: wagtailadmin_formstate_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailadmin_formstate_id_seq', 1, false);


--
-- Name: wagtailcore_apitoken_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_apitoken_id_seq', 1, false);


--
-- Name: wagtailcore_collection_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_collection_id_seq', 1, true);


--
-- Name: wagtailcore_collectionviewrestriction_groups_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_collectionviewrestriction_groups_id_seq', 1, false);


--
-- Name: wagtailcore_collectionviewrestriction_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_collectionviewrestriction_id_seq', 1, false);


--
-- Name: wagtailcore_comment_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_comment_id_seq', 1, false);


--
-- Name: wagtailcore_commentreply_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_commentreply_id_seq', 1, false);


--
-- Name: wagtailcore_groupapprovaltask_groups_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_groupapprovaltask_groups_id_seq', 1, true);


--
-- Name: wagtailcore_groupcollectionpermission_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_groupcollectionpermission_id_seq', 12, true);


--
-- Name: wagtailcore_grouppagepermission_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_grouppagepermission_id_seq', 7, true);


--
-- Name: wagtailcore_groupsitepermission_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_groupsitepermission_id_seq', 1, false);


--
-- Name: wagtailcore_locale_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_locale_id_seq', 1, true);


--
-- Name: wagtailcore_modellogentry_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_modellogentry_id_seq', 1, false);


--
-- Name: wagtailcore_page_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_page_id_seq', 2, true);


--
-- Name: wagtailcore_pagelogentry_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_pagelogentry_id_seq', 1, false);


--
-- Name: wagtailcore_pagerevision_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_pagerevision_id_seq', 1, false);


--
-- Name: wagtailcore_pagesubscription_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_pagesubscription_id_seq', 1, false);


--
-- Name: wagtailcore_pageviewrestriction_groups_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_pageviewrestriction_groups_id_seq', 1, false);


--
-- Name: wagtailcore_pageviewrestriction_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_pageviewrestriction_id_seq', 1, false);


--
-- Name: wagtailcore_referenceindex_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_referenceindex_id_seq', 1, false);


--
-- Name: wagtailcore_site_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_site_id_seq', 1, true);


--
-- Name: wagtailcore_task_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_task_id_seq', 1, true);


--
-- Name: wagtailcore_taskstate_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_taskstate_id_seq', 1, false);


--
-- Name: wagtailcore_uploadedfile_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_uploadedfile_id_seq', 1, false);


--
-- Name: wagtailcore_workflow_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_workflow_id_seq', 1, true);


--
-- Name: wagtailcore_workflowstate_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_workflowstate_id_seq', 1, false);


--
-- Name: wagtailcore_workflowtask_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_workflowtask_id_seq', 1, true);


--
-- Name: wagtaildocs_document_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtaildocs_document_id_seq', 1, false);


--
-- Name: wagtailembeds_embed_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailembeds_embed_id_seq', 1, false);


--
-- Name: wagtailimages_image_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailimages_image_id_seq', 1, false);


--
-- Name: wagtailimages_rendition_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailimages_rendition_id_seq', 1, false);


--
-- Name: wagtailredirects_redirect_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailredirects_redirect_id_seq', 1, false);


--
-- Name: wagtailsearch_indexentry_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailsearch_indexentry_id_seq', 1, false);


--
-- Name: wagtailusers_userprofile_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailusers_userprofile_id_seq', 1, false);


--
-- Name: auth_group auth_group_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);


--
-- Name: auth_group_permissions auth_group_permissions_group_id_permission_id_0cd325b0_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);


--
-- Name: auth_group_permissions auth_group_permissions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);


--
-- Name: auth_group auth_group_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);


--
-- Name: auth_permission auth_permission_content_type_id_codename_01ab375a_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);


--
-- Name: auth_permission auth_permission_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);


--
-- Name: campaigns_abuselimits campaigns_abuselimits_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_abuselimits
    ADD CONSTRAINT campaigns_abuselimits_pkey PRIMARY KEY (id);


--
-- Name: campaigns_abuserule campaigns_abuserule_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_abuserule
    ADD CONSTRAINT campaigns_abuserule_pkey PRIMARY KEY (id);


--
-- Name: campaigns_accessentry campaigns_accessentry_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_accessentry
    ADD CONSTRAINT campaigns_accessentry_pkey PRIMARY KEY (id);


--
-- Name: campaigns_addressrekeying campaigns_addressrekeying_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_addressrekeying
    ADD CONSTRAINT campaigns_addressrekeying_pkey PRIMARY KEY (domain);


--
-- Name: campaigns_alarm campaigns_alarm_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_alarm
    ADD CONSTRAINT campaigns_alarm_pkey PRIMARY KEY (name);


--
-- Name: campaigns_call campaigns_call_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_call
    ADD CONSTRAINT campaigns_call_pkey PRIMARY KEY (id);


--
-- Name: campaigns_call campaigns_call_slug_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_call
    ADD CONSTRAINT campaigns_call_slug_key UNIQUE (slug);


--
-- Name: campaigns_calldownload campaigns_calldownload_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_calldownload
    ADD CONSTRAINT campaigns_calldownload_pkey PRIMARY KEY (id);


--
-- Name: campaigns_callpage campaigns_callpage_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_callpage
    ADD CONSTRAINT campaigns_callpage_pkey PRIMARY KEY (page_ptr_id);


--
-- Name: campaigns_callsindexpage campaigns_callsindexpage_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_callsindexpage
    ADD CONSTRAINT campaigns_callsindexpage_pkey PRIMARY KEY (page_ptr_id);


--
-- Name: campaigns_calltext campaigns_calltext_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_calltext
    ADD CONSTRAINT campaigns_calltext_pkey PRIMARY KEY (id);


--
-- Name: campaigns_caughtform campaigns_caughtform_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_caughtform
    ADD CONSTRAINT campaigns_caughtform_pkey PRIMARY KEY (signature_id);


--
-- Name: campaigns_chore campaigns_chore_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_chore
    ADD CONSTRAINT campaigns_chore_pkey PRIMARY KEY (name);


--
-- Name: campaigns_dailytally campaigns_dailytally_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_dailytally
    ADD CONSTRAINT campaigns_dailytally_pkey PRIMARY KEY (id);


--
-- Name: campaigns_delivery campaigns_delivery_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_delivery
    ADD CONSTRAINT campaigns_delivery_pkey PRIMARY KEY (id);


--
-- Name: campaigns_departure campaigns_departure_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_departure
    ADD CONSTRAINT campaigns_departure_pkey PRIMARY KEY (id);


--
-- Name: campaigns_departure campaigns_departure_token_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_departure
    ADD CONSTRAINT campaigns_departure_token_key UNIQUE (token);


--
-- Name: campaigns_emailchange campaigns_emailchange_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_emailchange
    ADD CONSTRAINT campaigns_emailchange_pkey PRIMARY KEY (id);


--
-- Name: campaigns_emailchange campaigns_emailchange_reference_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_emailchange
    ADD CONSTRAINT campaigns_emailchange_reference_key UNIQUE (reference);


--
-- Name: campaigns_emaildomainrule campaigns_emaildomainrule_domain_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_emaildomainrule
    ADD CONSTRAINT campaigns_emaildomainrule_domain_key UNIQUE (domain);


--
-- Name: campaigns_emaildomainrule campaigns_emaildomainrule_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_emaildomainrule
    ADD CONSTRAINT campaigns_emaildomainrule_pkey PRIMARY KEY (id);


--
-- Name: campaigns_keyholder campaigns_keyholder_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_keyholder
    ADD CONSTRAINT campaigns_keyholder_pkey PRIMARY KEY (holder_id);


--
-- Name: campaigns_linkrequest campaigns_linkrequest_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_linkrequest
    ADD CONSTRAINT campaigns_linkrequest_pkey PRIMARY KEY (id);


--
-- Name: campaigns_mailpause campaigns_mailpause_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_mailpause
    ADD CONSTRAINT campaigns_mailpause_pkey PRIMARY KEY (id);


--
-- Name: campaigns_mailpause campaigns_mailpause_reference_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_mailpause
    ADD CONSTRAINT campaigns_mailpause_reference_key UNIQUE (reference);


--
-- Name: campaigns_mailturn campaigns_mailturn_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_mailturn
    ADD CONSTRAINT campaigns_mailturn_pkey PRIMARY KEY (id);


--
-- Name: campaigns_outboundmail campaigns_outboundmail_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_outboundmail
    ADD CONSTRAINT campaigns_outboundmail_pkey PRIMARY KEY (id);


--
-- Name: campaigns_papersheets campaigns_papersheets_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_papersheets
    ADD CONSTRAINT campaigns_papersheets_pkey PRIMARY KEY (id);


--
-- Name: campaigns_senator campaigns_senator_bioguide_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_senator
    ADD CONSTRAINT campaigns_senator_bioguide_key UNIQUE (bioguide);


--
-- Name: campaigns_senator campaigns_senator_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_senator
    ADD CONSTRAINT campaigns_senator_pkey PRIMARY KEY (id);


--
-- Name: campaigns_senatorletter campaigns_senatorletter_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_senatorletter
    ADD CONSTRAINT campaigns_senatorletter_pkey PRIMARY KEY (id);


--
-- Name: campaigns_signature campaigns_signature_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_signature
    ADD CONSTRAINT campaigns_signature_pkey PRIMARY KEY (id);


--
-- Name: campaigns_signature campaigns_signature_reference_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_signature
    ADD CONSTRAINT campaigns_signature_reference_key UNIQUE (reference);


--
-- Name: campaigns_signaturechange campaigns_signaturechange_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_signaturechange
    ADD CONSTRAINT campaigns_signaturechange_pkey PRIMARY KEY (id);


--
-- Name: campaigns_source campaigns_source_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_source
    ADD CONSTRAINT campaigns_source_code_key UNIQUE (code);


--
-- Name: campaigns_source campaigns_source_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_source
    ADD CONSTRAINT campaigns_source_pkey PRIMARY KEY (id);


--
-- Name: campaigns_staffnotice campaigns_staffnotice_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_staffnotice
    ADD CONSTRAINT campaigns_staffnotice_pkey PRIMARY KEY (user_id);


--
-- Name: campaigns_statementversion campaigns_statementversion_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_statementversion
    ADD CONSTRAINT campaigns_statementversion_pkey PRIMARY KEY (id);


--
-- Name: campaigns_switches campaigns_switches_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_switches
    ADD CONSTRAINT campaigns_switches_pkey PRIMARY KEY (id);


--
-- Name: campaigns_tallydelta campaigns_tallydelta_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_tallydelta
    ADD CONSTRAINT campaigns_tallydelta_pkey PRIMARY KEY (id);


--
-- Name: campaigns_tallystate campaigns_tallystate_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_tallystate
    ADD CONSTRAINT campaigns_tallystate_pkey PRIMARY KEY (call_id);


--
-- Name: campaigns_vaultkey campaigns_vaultkey_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_vaultkey
    ADD CONSTRAINT campaigns_vaultkey_pkey PRIMARY KEY (id);


--
-- Name: campaigns_waitingcheck campaigns_waitingcheck_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_waitingcheck
    ADD CONSTRAINT campaigns_waitingcheck_pkey PRIMARY KEY (id);


--
-- Name: campaigns_workerpulse campaigns_workerpulse_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_workerpulse
    ADD CONSTRAINT campaigns_workerpulse_pkey PRIMARY KEY (number);


--
-- Name: django_content_type django_content_type_app_label_model_76bd3d3b_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);


--
-- Name: django_content_type django_content_type_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);


--
-- Name: django_migrations django_migrations_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);


--
-- Name: django_session django_session_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);


--
-- Name: initiatives_initiativepage initiatives_initiativepage_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.initiatives_initiativepage
    ADD CONSTRAINT initiatives_initiativepage_pkey PRIMARY KEY (page_ptr_id);


--
-- Name: initiatives_initiativerelatedpage initiatives_initiativerelatedpage_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.initiatives_initiativerelatedpage
    ADD CONSTRAINT initiatives_initiativerelatedpage_pkey PRIMARY KEY (id);


--
-- Name: initiatives_initiativesindexpage initiatives_initiativesindexpage_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.initiatives_initiativesindexpage
    ADD CONSTRAINT initiatives_initiativesindexpage_pkey PRIMARY KEY (page_ptr_id);


--
-- Name: initiatives_networkpage initiatives_networkpage_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.initiatives_networkpage
    ADD CONSTRAINT initiatives_networkpage_pkey PRIMARY KEY (page_ptr_id);


--
-- Name: initiatives_networksindexpage initiatives_networksindexpage_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.initiatives_networksindexpage
    ADD CONSTRAINT initiatives_networksindexpage_pkey PRIMARY KEY (page_ptr_id);


--
-- Name: initiatives_policyupdatepage initiatives_policyupdatepage_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.initiatives_policyupdatepage
    ADD CONSTRAINT initiatives_policyupdatepage_pkey PRIMARY KEY (page_ptr_id);


--
-- Name: initiatives_policyupdatesindexpage initiatives_policyupdatesindexpage_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.initiatives_policyupdatesindexpage
    ADD CONSTRAINT initiatives_policyupdatesindexpage_pkey PRIMARY KEY (page_ptr_id);


--
-- Name: initiatives_policyupdatetopic initiatives_policyupdatetopic_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.initiatives_policyupdatetopic
    ADD CONSTRAINT initiatives_policyupdatetopic_pkey PRIMARY KEY (id);


--
-- Name: initiatives_state initiatives_state_iso2_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.initiatives_state
    ADD CONSTRAINT initiatives_state_iso2_key UNIQUE (iso2);


--
-- Name: initiatives_state initiatives_state_iso3_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.initiatives_state
    ADD CONSTRAINT initiatives_state_iso3_key UNIQUE (iso3);


--
-- Name: initiatives_state initiatives_state_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.initiatives_state
    ADD CONSTRAINT initiatives_state_pkey PRIMARY KEY (id);


--
-- Name: initiatives_trackerpage initiatives_trackerpage_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.initiatives_trackerpage
    ADD CONSTRAINT initiatives_trackerpage_pkey PRIMARY KEY (page_ptr_id);


--
-- Name: nnirr_site_attemptwindow nnirr_site_attemptwindow_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_attemptwindow
    ADD CONSTRAINT nnirr_site_attemptwindow_pkey PRIMARY KEY (key);


--
-- Name: nnirr_site_authenticatorapp nnirr_site_authenticatorapp_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_authenticatorapp
    ADD CONSTRAINT nnirr_site_authenticatorapp_pkey PRIMARY KEY (id);


--
-- Name: nnirr_site_checkedlink nnirr_site_checkedlink_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_checkedlink
    ADD CONSTRAINT nnirr_site_checkedlink_pkey PRIMARY KEY (id);


--
-- Name: nnirr_site_checkedlink nnirr_site_checkedlink_url_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_checkedlink
    ADD CONSTRAINT nnirr_site_checkedlink_url_key UNIQUE (url);


--
-- Name: nnirr_site_deletedpage nnirr_site_deletedpage_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_deletedpage
    ADD CONSTRAINT nnirr_site_deletedpage_pkey PRIMARY KEY (id);


--
-- Name: nnirr_site_goneaddress nnirr_site_goneaddress_path_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_goneaddress
    ADD CONSTRAINT nnirr_site_goneaddress_path_key UNIQUE (path);


--
-- Name: nnirr_site_goneaddress nnirr_site_goneaddress_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_goneaddress
    ADD CONSTRAINT nnirr_site_goneaddress_pkey PRIMARY KEY (id);


--
-- Name: nnirr_site_homepage nnirr_site_homepage_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_homepage
    ADD CONSTRAINT nnirr_site_homepage_pkey PRIMARY KEY (page_ptr_id);


--
-- Name: nnirr_site_linkuse nnirr_site_linkuse_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_linkuse
    ADD CONSTRAINT nnirr_site_linkuse_pkey PRIMARY KEY (id);


--
-- Name: nnirr_site_listputaway nnirr_site_listputaway_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_listputaway
    ADD CONSTRAINT nnirr_site_listputaway_pkey PRIMARY KEY (id);


--
-- Name: nnirr_site_listputaway nnirr_site_listputaway_user_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_listputaway
    ADD CONSTRAINT nnirr_site_listputaway_user_id_key UNIQUE (user_id);


--
-- Name: nnirr_site_nativereading nnirr_site_nativereading_page_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_nativereading
    ADD CONSTRAINT nnirr_site_nativereading_page_id_key UNIQUE (page_id);


--
-- Name: nnirr_site_nativereading nnirr_site_nativereading_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_nativereading
    ADD CONSTRAINT nnirr_site_nativereading_pkey PRIMARY KEY (id);


--
-- Name: nnirr_site_navigationmenu nnirr_site_navigationmen_translation_key_locale_i_963b4017_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_navigationmenu
    ADD CONSTRAINT nnirr_site_navigationmen_translation_key_locale_i_963b4017_uniq UNIQUE (translation_key, locale_id);


--
-- Name: nnirr_site_navigationmenu nnirr_site_navigationmenu_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_navigationmenu
    ADD CONSTRAINT nnirr_site_navigationmenu_pkey PRIMARY KEY (id);


--
-- Name: nnirr_site_passkey nnirr_site_passkey_credential_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_passkey
    ADD CONSTRAINT nnirr_site_passkey_credential_id_key UNIQUE (credential_id);


--
-- Name: nnirr_site_passkey nnirr_site_passkey_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_passkey
    ADD CONSTRAINT nnirr_site_passkey_pkey PRIMARY KEY (id);


--
-- Name: nnirr_site_recoverysheet nnirr_site_recoverysheet_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_recoverysheet
    ADD CONSTRAINT nnirr_site_recoverysheet_pkey PRIMARY KEY (id);


--
-- Name: nnirr_site_scheduleproblem nnirr_site_scheduleproblem_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_scheduleproblem
    ADD CONSTRAINT nnirr_site_scheduleproblem_pkey PRIMARY KEY (id);


--
-- Name: nnirr_site_searchentry nnirr_site_searchentry_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_searchentry
    ADD CONSTRAINT nnirr_site_searchentry_pkey PRIMARY KEY (page_id);


--
-- Name: nnirr_site_searchsynonyms nnirr_site_searchsynonyms_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_searchsynonyms
    ADD CONSTRAINT nnirr_site_searchsynonyms_pkey PRIMARY KEY (id);


--
-- Name: nnirr_site_searchword nnirr_site_searchword_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_searchword
    ADD CONSTRAINT nnirr_site_searchword_pkey PRIMARY KEY (id);


--
-- Name: nnirr_site_signinrecord nnirr_site_signinrecord_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_signinrecord
    ADD CONSTRAINT nnirr_site_signinrecord_pkey PRIMARY KEY (id);


--
-- Name: nnirr_site_sitedocument nnirr_site_sitedocument_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_sitedocument
    ADD CONSTRAINT nnirr_site_sitedocument_pkey PRIMARY KEY (id);


--
-- Name: nnirr_site_siteidentity nnirr_site_siteidentity_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_siteidentity
    ADD CONSTRAINT nnirr_site_siteidentity_pkey PRIMARY KEY (id);


--
-- Name: nnirr_site_siteidentity nnirr_site_siteidentity_site_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_siteidentity
    ADD CONSTRAINT nnirr_site_siteidentity_site_id_key UNIQUE (site_id);


--
-- Name: nnirr_site_siteimage nnirr_site_siteimage_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_siteimage
    ADD CONSTRAINT nnirr_site_siteimage_pkey PRIMARY KEY (id);


--
-- Name: nnirr_site_siterendition nnirr_site_siterendition_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_siterendition
    ADD CONSTRAINT nnirr_site_siterendition_pkey PRIMARY KEY (id);


--
-- Name: nnirr_site_staffmail nnirr_site_staffmail_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_staffmail
    ADD CONSTRAINT nnirr_site_staffmail_pkey PRIMARY KEY (id);


--
-- Name: nnirr_site_standardpage nnirr_site_standardpage_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_standardpage
    ADD CONSTRAINT nnirr_site_standardpage_pkey PRIMARY KEY (page_ptr_id);


--
-- Name: nnirr_site_topic nnirr_site_topic_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_topic
    ADD CONSTRAINT nnirr_site_topic_name_key UNIQUE (name);


--
-- Name: nnirr_site_topic nnirr_site_topic_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_topic
    ADD CONSTRAINT nnirr_site_topic_pkey PRIMARY KEY (id);


--
-- Name: nnirr_site_topic nnirr_site_topic_slug_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_topic
    ADD CONSTRAINT nnirr_site_topic_slug_key UNIQUE (slug);


--
-- Name: nnirr_site_translationreview nnirr_site_translationreview_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_translationreview
    ADD CONSTRAINT nnirr_site_translationreview_pkey PRIMARY KEY (id);


--
-- Name: nnirr_site_user_groups nnirr_site_user_groups_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_user_groups
    ADD CONSTRAINT nnirr_site_user_groups_pkey PRIMARY KEY (id);


--
-- Name: nnirr_site_user_groups nnirr_site_user_groups_user_id_group_id_4394fa45_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_user_groups
    ADD CONSTRAINT nnirr_site_user_groups_user_id_group_id_4394fa45_uniq UNIQUE (user_id, group_id);


--
-- Name: nnirr_site_user nnirr_site_user_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_user
    ADD CONSTRAINT nnirr_site_user_pkey PRIMARY KEY (id);


--
-- Name: nnirr_site_user_user_permissions nnirr_site_user_user_per_user_id_permission_id_c5538447_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_user_user_permissions
    ADD CONSTRAINT nnirr_site_user_user_per_user_id_permission_id_c5538447_uniq UNIQUE (user_id, permission_id);


--
-- Name: nnirr_site_user_user_permissions nnirr_site_user_user_permissions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_user_user_permissions
    ADD CONSTRAINT nnirr_site_user_user_permissions_pkey PRIMARY KEY (id);


--
-- Name: nnirr_site_user nnirr_site_user_username_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_user
    ADD CONSTRAINT nnirr_site_user_username_key UNIQUE (username);


--
-- Name: nnirr_site_waitingpurge nnirr_site_waitingpurge_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_waitingpurge
    ADD CONSTRAINT nnirr_site_waitingpurge_pkey PRIMARY KEY (id);


--
-- Name: campaigns_dailytally one_daily_tally_per_day; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_dailytally
    ADD CONSTRAINT one_daily_tally_per_day UNIQUE (call_id, day);


--
-- Name: resources_printedfile one_file_for_each_print; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resources_printedfile
    ADD CONSTRAINT one_file_for_each_print UNIQUE (kind, language, paper, is_black_and_white);


--
-- Name: campaigns_senatorletter one_letter_per_language_of_a_call; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_senatorletter
    ADD CONSTRAINT one_letter_per_language_of_a_call UNIQUE (call_id, language);


--
-- Name: nnirr_site_navigationmenu one_menu_a_place_and_language; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_navigationmenu
    ADD CONSTRAINT one_menu_a_place_and_language UNIQUE (slot, locale_id);


--
-- Name: nnirr_site_scheduleproblem one_problem_per_step; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_scheduleproblem
    ADD CONSTRAINT one_problem_per_step UNIQUE (content_type_id, object_id, step);


--
-- Name: nnirr_site_translationreview one_review_per_source; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_translationreview
    ADD CONSTRAINT one_review_per_source UNIQUE (page_id, source_id);


--
-- Name: campaigns_vaultkey one_row_for_each_vault_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_vaultkey
    ADD CONSTRAINT one_row_for_each_vault_key UNIQUE (use, key_id);


--
-- Name: campaigns_abuserule one_rule_about_one_thing; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_abuserule
    ADD CONSTRAINT one_rule_about_one_thing UNIQUE (kind, pattern, address_key);


--
-- Name: nnirr_site_searchword one_search_word_a_language; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_searchword
    ADD CONSTRAINT one_search_word_a_language UNIQUE (language, word);


--
-- Name: nnirr_site_recoverysheet one_sheet_of_codes; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_recoverysheet
    ADD CONSTRAINT one_sheet_of_codes UNIQUE (user_id);


--
-- Name: campaigns_statementversion one_statement_per_number; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_statementversion
    ADD CONSTRAINT one_statement_per_number UNIQUE (call_id, language, number);


--
-- Name: campaigns_calltext one_text_per_language; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_calltext
    ADD CONSTRAINT one_text_per_language UNIQUE (call_id, language);


--
-- Name: initiatives_policyupdatetopic one_topic_once_a_policy_update; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.initiatives_policyupdatetopic
    ADD CONSTRAINT one_topic_once_a_policy_update UNIQUE (tag_id, content_object_id);


--
-- Name: resources_resourcetopic one_topic_once_a_resource; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resources_resourcetopic
    ADD CONSTRAINT one_topic_once_a_resource UNIQUE (tag_id, content_object_id);


--
-- Name: resources_migrantsdayeventpage resources_migrantsdayeventpage_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resources_migrantsdayeventpage
    ADD CONSTRAINT resources_migrantsdayeventpage_pkey PRIMARY KEY (page_ptr_id);


--
-- Name: resources_migrantsdaykitpage resources_migrantsdaykitpage_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resources_migrantsdaykitpage
    ADD CONSTRAINT resources_migrantsdaykitpage_pkey PRIMARY KEY (page_ptr_id);


--
-- Name: resources_migrantsdaymaterial resources_migrantsdaymaterial_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resources_migrantsdaymaterial
    ADD CONSTRAINT resources_migrantsdaymaterial_pkey PRIMARY KEY (id);


--
-- Name: resources_migrantsdaypage resources_migrantsdaypage_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resources_migrantsdaypage
    ADD CONSTRAINT resources_migrantsdaypage_pkey PRIMARY KEY (page_ptr_id);


--
-- Name: resources_migrantsdayyearpage resources_migrantsdayyearpage_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resources_migrantsdayyearpage
    ADD CONSTRAINT resources_migrantsdayyearpage_pkey PRIMARY KEY (page_ptr_id);


--
-- Name: resources_printedfile resources_printedfile_document_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resources_printedfile
    ADD CONSTRAINT resources_printedfile_document_id_key UNIQUE (document_id);


--
-- Name: resources_printedfile resources_printedfile_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resources_printedfile
    ADD CONSTRAINT resources_printedfile_pkey PRIMARY KEY (id);


--
-- Name: resources_resourcedownload resources_resourcedownload_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resources_resourcedownload
    ADD CONSTRAINT resources_resourcedownload_pkey PRIMARY KEY (id);


--
-- Name: resources_resourcelibrarypage resources_resourcelibrarypage_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resources_resourcelibrarypage
    ADD CONSTRAINT resources_resourcelibrarypage_pkey PRIMARY KEY (page_ptr_id);


--
-- Name: resources_resourcepage resources_resourcepage_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resources_resourcepage
    ADD CONSTRAINT resources_resourcepage_pkey PRIMARY KEY (page_ptr_id);


--
-- Name: resources_resourcerelatedpage resources_resourcerelatedpage_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resources_resourcerelatedpage
    ADD CONSTRAINT resources_resourcerelatedpage_pkey PRIMARY KEY (id);


--
-- Name: resources_resourcetopic resources_resourcetopic_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resources_resourcetopic
    ADD CONSTRAINT resources_resourcetopic_pkey PRIMARY KEY (id);


--
-- Name: resources_toolkitpage resources_toolkitpage_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resources_toolkitpage
    ADD CONSTRAINT resources_toolkitpage_pkey PRIMARY KEY (page_ptr_id);


--
-- Name: simple_translation_simpletranslation simple_translation_simpletranslation_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.simple_translation_simpletranslation
    ADD CONSTRAINT simple_translation_simpletranslation_pkey PRIMARY KEY (id);


--
-- Name: taggit_tag taggit_tag_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.taggit_tag
    ADD CONSTRAINT taggit_tag_name_key UNIQUE (name);


--
-- Name: taggit_tag taggit_tag_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.taggit_tag
    ADD CONSTRAINT taggit_tag_pkey PRIMARY KEY (id);


--
-- Name: taggit_tag taggit_tag_slug_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.taggit_tag
    ADD CONSTRAINT taggit_tag_slug_key UNIQUE (slug);


--
-- Name: taggit_taggeditem taggit_taggeditem_content_type_id_object_id_tag_id_4bb97a8e_uni; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.taggit_taggeditem
    ADD CONSTRAINT taggit_taggeditem_content_type_id_object_id_tag_id_4bb97a8e_uni UNIQUE (content_type_id, object_id, tag_id);


--
-- Name: taggit_taggeditem taggit_taggeditem_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.taggit_taggeditem
    ADD CONSTRAINT taggit_taggeditem_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_grouppagepermission unique_permission; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_grouppagepermission
    ADD CONSTRAINT unique_permission UNIQUE (group_id, page_id, permission_id);


--
-- Name: nnirr_site_siterendition unique_rendition; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_siterendition
    ADD CONSTRAINT unique_rendition UNIQUE (image_id, filter_spec, focal_point_key);


--
-- Name: wagtailadmin_admin wagtailadmin_admin_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailadmin_admin
    ADD CONSTRAINT wagtailadmin_admin_pkey PRIMARY KEY (id);


--
-- Name: wagtailadmin_editingsession wagtailadmin_editingsession_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailadmin_editingsession
    ADD CONSTRAINT wagtailadmin_editingsession_pkey PRIMARY KEY (id);


--
-- Name: wagtailadmin_formstate wagtailadmin_formstate_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailadmin_formstate
    ADD CONSTRAINT wagtailadmin_formstate_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_apitoken wagtailcore_apitoken_key_hash_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_apitoken
    ADD CONSTRAINT wagtailcore_apitoken_key_hash_key UNIQUE (key_hash);


--
-- Name: wagtailcore_apitoken wagtailcore_apitoken_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_apitoken
    ADD CONSTRAINT wagtailcore_apitoken_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_collection wagtailcore_collection_path_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_collection
    ADD CONSTRAINT wagtailcore_collection_path_key UNIQUE (path);


--
-- Name: wagtailcore_collection wagtailcore_collection_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_collection
    ADD CONSTRAINT wagtailcore_collection_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_collectionviewrestriction_groups wagtailcore_collectionvi_collectionviewrestrictio_988995ae_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_collectionviewrestriction_groups
    ADD CONSTRAINT wagtailcore_collectionvi_collectionviewrestrictio_988995ae_uniq UNIQUE (collectionviewrestriction_id, group_id);


--
-- Name: wagtailcore_collectionviewrestriction_groups wagtailcore_collectionviewrestriction_groups_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_collectionviewrestriction_groups
    ADD CONSTRAINT wagtailcore_collectionviewrestriction_groups_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_collectionviewrestriction wagtailcore_collectionviewrestriction_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_collectionviewrestriction
    ADD CONSTRAINT wagtailcore_collectionviewrestriction_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_comment wagtailcore_comment_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_comment
    ADD CONSTRAINT wagtailcore_comment_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_commentreply wagtailcore_commentreply_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_commentreply
    ADD CONSTRAINT wagtailcore_commentreply_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_groupapprovaltask_groups wagtailcore_groupapprova_groupapprovaltask_id_gro_bb5ee7eb_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_groupapprovaltask_groups
    ADD CONSTRAINT wagtailcore_groupapprova_groupapprovaltask_id_gro_bb5ee7eb_uniq UNIQUE (groupapprovaltask_id, group_id);


--
-- Name: wagtailcore_groupapprovaltask_groups wagtailcore_groupapprovaltask_groups_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_groupapprovaltask_groups
    ADD CONSTRAINT wagtailcore_groupapprovaltask_groups_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_groupapprovaltask wagtailcore_groupapprovaltask_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_groupapprovaltask
    ADD CONSTRAINT wagtailcore_groupapprovaltask_pkey PRIMARY KEY (task_ptr_id);


--
-- Name: wagtailcore_groupcollectionpermission wagtailcore_groupcollect_group_id_collection_id_p_a21cefe9_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_groupcollectionpermission
    ADD CONSTRAINT wagtailcore_groupcollect_group_id_collection_id_p_a21cefe9_uniq UNIQUE (group_id, collection_id, permission_id);


--
-- Name: wagtailcore_groupcollectionpermission wagtailcore_groupcollectionpermission_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_groupcollectionpermission
    ADD CONSTRAINT wagtailcore_groupcollectionpermission_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_grouppagepermission wagtailcore_grouppagepermission_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_grouppagepermission
    ADD CONSTRAINT wagtailcore_grouppagepermission_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_groupsitepermission wagtailcore_groupsiteper_group_id_site_id_permiss_a58ee30d_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_groupsitepermission
    ADD CONSTRAINT wagtailcore_groupsiteper_group_id_site_id_permiss_a58ee30d_uniq UNIQUE (group_id, site_id, permission_id);


--
-- Name: wagtailcore_groupsitepermission wagtailcore_groupsitepermission_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_groupsitepermission
    ADD CONSTRAINT wagtailcore_groupsitepermission_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_locale wagtailcore_locale_language_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_locale
    ADD CONSTRAINT wagtailcore_locale_language_code_key UNIQUE (language_code);


--
-- Name: wagtailcore_locale wagtailcore_locale_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_locale
    ADD CONSTRAINT wagtailcore_locale_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_modellogentry wagtailcore_modellogentry_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_modellogentry
    ADD CONSTRAINT wagtailcore_modellogentry_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_page wagtailcore_page_path_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_path_key UNIQUE (path);


--
-- Name: wagtailcore_page wagtailcore_page_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_page wagtailcore_page_translation_key_locale_id_9b041bad_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_translation_key_locale_id_9b041bad_uniq UNIQUE (translation_key, locale_id);


--
-- Name: wagtailcore_pagelogentry wagtailcore_pagelogentry_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_pagelogentry
    ADD CONSTRAINT wagtailcore_pagelogentry_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_revision wagtailcore_pagerevision_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_revision
    ADD CONSTRAINT wagtailcore_pagerevision_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_pagesubscription wagtailcore_pagesubscription_page_id_user_id_0cef73ed_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_pagesubscription
    ADD CONSTRAINT wagtailcore_pagesubscription_page_id_user_id_0cef73ed_uniq UNIQUE (page_id, user_id);


--
-- Name: wagtailcore_pagesubscription wagtailcore_pagesubscription_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_pagesubscription
    ADD CONSTRAINT wagtailcore_pagesubscription_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_pageviewrestriction_groups wagtailcore_pageviewrest_pageviewrestriction_id_g_d23f80bb_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_pageviewrestriction_groups
    ADD CONSTRAINT wagtailcore_pageviewrest_pageviewrestriction_id_g_d23f80bb_uniq UNIQUE (pageviewrestriction_id, group_id);


--
-- Name: wagtailcore_pageviewrestriction_groups wagtailcore_pageviewrestriction_groups_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_pageviewrestriction_groups
    ADD CONSTRAINT wagtailcore_pageviewrestriction_groups_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_pageviewrestriction wagtailcore_pageviewrestriction_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_pageviewrestriction
    ADD CONSTRAINT wagtailcore_pageviewrestriction_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_referenceindex wagtailcore_referenceind_base_content_type_id_obj_9e6ccd6a_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_referenceindex
    ADD CONSTRAINT wagtailcore_referenceind_base_content_type_id_obj_9e6ccd6a_uniq UNIQUE (base_content_type_id, object_id, to_content_type_id, to_object_id, content_path_hash);


--
-- Name: wagtailcore_referenceindex wagtailcore_referenceindex_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_referenceindex
    ADD CONSTRAINT wagtailcore_referenceindex_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_site wagtailcore_site_hostname_port_2c626d70_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_site
    ADD CONSTRAINT wagtailcore_site_hostname_port_2c626d70_uniq UNIQUE (hostname, port);


--
-- Name: wagtailcore_site wagtailcore_site_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_site
    ADD CONSTRAINT wagtailcore_site_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_task wagtailcore_task_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_task
    ADD CONSTRAINT wagtailcore_task_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_taskstate wagtailcore_taskstate_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_taskstate
    ADD CONSTRAINT wagtailcore_taskstate_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_uploadedfile wagtailcore_uploadedfile_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_uploadedfile
    ADD CONSTRAINT wagtailcore_uploadedfile_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_workflow wagtailcore_workflow_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_workflow
    ADD CONSTRAINT wagtailcore_workflow_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_workflowcontenttype wagtailcore_workflowcontenttype_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_workflowcontenttype
    ADD CONSTRAINT wagtailcore_workflowcontenttype_pkey PRIMARY KEY (content_type_id);


--
-- Name: wagtailcore_workflowpage wagtailcore_workflowpage_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_workflowpage
    ADD CONSTRAINT wagtailcore_workflowpage_pkey PRIMARY KEY (page_id);


--
-- Name: wagtailcore_workflowstate wagtailcore_workflowstate_current_task_state_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_workflowstate
    ADD CONSTRAINT wagtailcore_workflowstate_current_task_state_id_key UNIQUE (current_task_state_id);


--
-- Name: wagtailcore_workflowstate wagtailcore_workflowstate_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_workflowstate
    ADD CONSTRAINT wagtailcore_workflowstate_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_workflowtask wagtailcore_workflowtask_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_workflowtask
    ADD CONSTRAINT wagtailcore_workflowtask_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_workflowtask wagtailcore_workflowtask_workflow_id_task_id_4ec7a62b_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_workflowtask
    ADD CONSTRAINT wagtailcore_workflowtask_workflow_id_task_id_4ec7a62b_uniq UNIQUE (workflow_id, task_id);


--
-- Name: wagtaildocs_document wagtaildocs_document_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtaildocs_document
    ADD CONSTRAINT wagtaildocs_document_pkey PRIMARY KEY (id);


--
-- Name: wagtailembeds_embed wagtailembeds_embed_hash_c9bd8c9a_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailembeds_embed
    ADD CONSTRAINT wagtailembeds_embed_hash_c9bd8c9a_uniq UNIQUE (hash);


--
-- Name: wagtailembeds_embed wagtailembeds_embed_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailembeds_embed
    ADD CONSTRAINT wagtailembeds_embed_pkey PRIMARY KEY (id);


--
-- Name: wagtailimages_image wagtailimages_image_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailimages_image
    ADD CONSTRAINT wagtailimages_image_pkey PRIMARY KEY (id);


--
-- Name: wagtailimages_rendition wagtailimages_rendition_image_id_filter_spec_foc_323c8fe0_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailimages_rendition
    ADD CONSTRAINT wagtailimages_rendition_image_id_filter_spec_foc_323c8fe0_uniq UNIQUE (image_id, filter_spec, focal_point_key);


--
-- Name: wagtailimages_rendition wagtailimages_rendition_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailimages_rendition
    ADD CONSTRAINT wagtailimages_rendition_pkey PRIMARY KEY (id);


--
-- Name: wagtailredirects_redirect wagtailredirects_redirect_old_path_site_id_783622d7_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailredirects_redirect
    ADD CONSTRAINT wagtailredirects_redirect_old_path_site_id_783622d7_uniq UNIQUE (old_path, site_id);


--
-- Name: wagtailredirects_redirect wagtailredirects_redirect_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailredirects_redirect
    ADD CONSTRAINT wagtailredirects_redirect_pkey PRIMARY KEY (id);


--
-- Name: wagtailsearch_indexentry wagtailsearch_indexentry_content_type_id_object_i_bcd7ba73_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailsearch_indexentry
    ADD CONSTRAINT wagtailsearch_indexentry_content_type_id_object_i_bcd7ba73_uniq UNIQUE (content_type_id, object_id);


--
-- Name: wagtailsearch_indexentry wagtailsearch_indexentry_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailsearch_indexentry
    ADD CONSTRAINT wagtailsearch_indexentry_pkey PRIMARY KEY (id);


--
-- Name: wagtailusers_userprofile wagtailusers_userprofile_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailusers_userprofile
    ADD CONSTRAINT wagtailusers_userprofile_pkey PRIMARY KEY (id);


--
-- Name: wagtailusers_userprofile wagtailusers_userprofile_user_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailusers_userprofile
    ADD CONSTRAINT wagtailusers_userprofile_user_id_key UNIQUE (user_id);


--
-- Name: access_by_time; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX access_by_time ON public.campaigns_accessentry USING btree (at DESC);


--
-- Name: access_of_user; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX access_of_user ON public.campaigns_accessentry USING btree (user_id, id DESC);


--
-- Name: auth_group_name_a6ea08ec_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);


--
-- Name: auth_group_permissions_group_id_b120cbf9; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);


--
-- Name: auth_group_permissions_permission_id_84c5c92e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);


--
-- Name: auth_permission_content_type_id_2f476e4b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);


--
-- Name: base_content_object_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX base_content_object_idx ON public.wagtailcore_revision USING btree (base_content_type_id, object_id);


--
-- Name: campaigns_addressrekeying_domain_531f5de1_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX campaigns_addressrekeying_domain_531f5de1_like ON public.campaigns_addressrekeying USING btree (domain varchar_pattern_ops);


--
-- Name: campaigns_alarm_name_8118f0b0_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX campaigns_alarm_name_8118f0b0_like ON public.campaigns_alarm USING btree (name varchar_pattern_ops);


--
-- Name: campaigns_call_slug_b5445a1d_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX campaigns_call_slug_b5445a1d_like ON public.campaigns_call USING btree (slug varchar_pattern_ops);


--
-- Name: campaigns_calldownload_document_id_39778f4b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX campaigns_calldownload_document_id_39778f4b ON public.campaigns_calldownload USING btree (document_id);


--
-- Name: campaigns_calldownload_page_id_a3f08a93; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX campaigns_calldownload_page_id_a3f08a93 ON public.campaigns_calldownload USING btree (page_id);


--
-- Name: campaigns_callpage_brief_page_id_a1f35b7e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX campaigns_callpage_brief_page_id_a1f35b7e ON public.campaigns_callpage USING btree (brief_page_id);


--
-- Name: campaigns_callpage_call_id_be5b0af8; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX campaigns_callpage_call_id_be5b0af8 ON public.campaigns_callpage USING btree (call_id);


--
-- Name: campaigns_callpage_share_image_id_2037dbd8; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX campaigns_callpage_share_image_id_2037dbd8 ON public.campaigns_callpage USING btree (share_image_id);


--
-- Name: campaigns_callsindexpage_share_image_id_054d2343; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX campaigns_callsindexpage_share_image_id_054d2343 ON public.campaigns_callsindexpage USING btree (share_image_id);


--
-- Name: campaigns_calltext_call_id_e502926f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX campaigns_calltext_call_id_e502926f ON public.campaigns_calltext USING btree (call_id);


--
-- Name: campaigns_caughtform_crowd_786bb500; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX campaigns_caughtform_crowd_786bb500 ON public.campaigns_caughtform USING btree (crowd);


--
-- Name: campaigns_caughtform_crowd_786bb500_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX campaigns_caughtform_crowd_786bb500_like ON public.campaigns_caughtform USING btree (crowd varchar_pattern_ops);


--
-- Name: campaigns_chore_name_03e1b797_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX campaigns_chore_name_03e1b797_like ON public.campaigns_chore USING btree (name varchar_pattern_ops);


--
-- Name: campaigns_dailytally_call_id_1671a8d2; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX campaigns_dailytally_call_id_1671a8d2 ON public.campaigns_dailytally USING btree (call_id);


--
-- Name: campaigns_delivery_call_id_5e23d704; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX campaigns_delivery_call_id_5e23d704 ON public.campaigns_delivery USING btree (call_id);


--
-- Name: campaigns_departure_token_f3fca46d_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX campaigns_departure_token_f3fca46d_like ON public.campaigns_departure USING btree (token varchar_pattern_ops);


--
-- Name: campaigns_emailchange_reference_c9d7349c_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX campaigns_emailchange_reference_c9d7349c_like ON public.campaigns_emailchange USING btree (reference varchar_pattern_ops);


--
-- Name: campaigns_emailchange_signature_id_d7bfc6fd; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX campaigns_emailchange_signature_id_d7bfc6fd ON public.campaigns_emailchange USING btree (signature_id);


--
-- Name: campaigns_emaildomainrule_domain_903f12b8_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX campaigns_emaildomainrule_domain_903f12b8_like ON public.campaigns_emaildomainrule USING btree (domain varchar_pattern_ops);


--
-- Name: campaigns_keyholder_holder_id_48e422de_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX campaigns_keyholder_holder_id_48e422de_like ON public.campaigns_keyholder USING btree (holder_id varchar_pattern_ops);


--
-- Name: campaigns_mailpause_reference_ce42647e_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX campaigns_mailpause_reference_ce42647e_like ON public.campaigns_mailpause USING btree (reference varchar_pattern_ops);


--
-- Name: campaigns_outboundmail_email_change_id_fae41dbc; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX campaigns_outboundmail_email_change_id_fae41dbc ON public.campaigns_outboundmail USING btree (email_change_id);


--
-- Name: campaigns_outboundmail_signature_id_3381c88e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX campaigns_outboundmail_signature_id_3381c88e ON public.campaigns_outboundmail USING btree (signature_id);


--
-- Name: campaigns_papersheets_call_id_11a1ca15; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX campaigns_papersheets_call_id_11a1ca15 ON public.campaigns_papersheets USING btree (call_id);


--
-- Name: campaigns_papersheets_entered_by_id_6405d290; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX campaigns_papersheets_entered_by_id_6405d290 ON public.campaigns_papersheets USING btree (entered_by_id);


--
-- Name: campaigns_senator_bioguide_ca092f10_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX campaigns_senator_bioguide_ca092f10_like ON public.campaigns_senator USING btree (bioguide varchar_pattern_ops);


--
-- Name: campaigns_senator_state_0daf1a36; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX campaigns_senator_state_0daf1a36 ON public.campaigns_senator USING btree (state);


--
-- Name: campaigns_senator_state_0daf1a36_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX campaigns_senator_state_0daf1a36_like ON public.campaigns_senator USING btree (state varchar_pattern_ops);


--
-- Name: campaigns_senatorletter_call_id_23644d47; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX campaigns_senatorletter_call_id_23644d47 ON public.campaigns_senatorletter USING btree (call_id);


--
-- Name: campaigns_signature_reference_0ecb733f_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX campaigns_signature_reference_0ecb733f_like ON public.campaigns_signature USING btree (reference varchar_pattern_ops);


--
-- Name: campaigns_signaturechange_signature_id_97eb723c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX campaigns_signaturechange_signature_id_97eb723c ON public.campaigns_signaturechange USING btree (signature_id);


--
-- Name: campaigns_source_code_dc92c8d6_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX campaigns_source_code_dc92c8d6_like ON public.campaigns_source USING btree (code varchar_pattern_ops);


--
-- Name: campaigns_statementversion_call_id_62131686; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX campaigns_statementversion_call_id_62131686 ON public.campaigns_statementversion USING btree (call_id);


--
-- Name: campaigns_tallydelta_call_id_39ea2256; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX campaigns_tallydelta_call_id_39ea2256 ON public.campaigns_tallydelta USING btree (call_id);


--
-- Name: content_object_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX content_object_idx ON public.wagtailcore_revision USING btree (content_type_id, object_id);


--
-- Name: deleted_together; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX deleted_together ON public.nnirr_site_deletedpage USING btree (batch);


--
-- Name: departure_by_hour; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX departure_by_hour ON public.campaigns_departure USING btree (at);


--
-- Name: django_session_expire_date_a5c62663; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);


--
-- Name: django_session_session_key_c0390e0f_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);


--
-- Name: formstate_user_object; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX formstate_user_object ON public.wagtailadmin_formstate USING btree (user_id, content_type_id, object_id, parent_object_id);


--
-- Name: initiatives_initiativepage_share_image_id_80192bf4; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX initiatives_initiativepage_share_image_id_80192bf4 ON public.initiatives_initiativepage USING btree (share_image_id);


--
-- Name: initiatives_initiativerelatedpage_initiative_id_d3834714; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX initiatives_initiativerelatedpage_initiative_id_d3834714 ON public.initiatives_initiativerelatedpage USING btree (initiative_id);


--
-- Name: initiatives_initiativerelatedpage_page_id_0d0cfab6; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX initiatives_initiativerelatedpage_page_id_0d0cfab6 ON public.initiatives_initiativerelatedpage USING btree (page_id);


--
-- Name: initiatives_initiativesindexpage_share_image_id_fa0322c6; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX initiatives_initiativesindexpage_share_image_id_fa0322c6 ON public.initiatives_initiativesindexpage USING btree (share_image_id);


--
-- Name: initiatives_networkpage_share_image_id_cb3268d9; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX initiatives_networkpage_share_image_id_cb3268d9 ON public.initiatives_networkpage USING btree (share_image_id);


--
-- Name: initiatives_networksindexpage_share_image_id_4bb1c8f7; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX initiatives_networksindexpage_share_image_id_4bb1c8f7 ON public.initiatives_networksindexpage USING btree (share_image_id);


--
-- Name: initiatives_policyupdatepage_share_image_id_a05a61a4; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX initiatives_policyupdatepage_share_image_id_a05a61a4 ON public.initiatives_policyupdatepage USING btree (share_image_id);


--
-- Name: initiatives_policyupdatesindexpage_share_image_id_b8e2a080; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX initiatives_policyupdatesindexpage_share_image_id_b8e2a080 ON public.initiatives_policyupdatesindexpage USING btree (share_image_id);


--
-- Name: initiatives_policyupdatetopic_content_object_id_09d5f1bb; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX initiatives_policyupdatetopic_content_object_id_09d5f1bb ON public.initiatives_policyupdatetopic USING btree (content_object_id);


--
-- Name: initiatives_policyupdatetopic_tag_id_c8a35b4d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX initiatives_policyupdatetopic_tag_id_c8a35b4d ON public.initiatives_policyupdatetopic USING btree (tag_id);


--
-- Name: initiatives_state_iso2_d8f068c2_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX initiatives_state_iso2_d8f068c2_like ON public.initiatives_state USING btree (iso2 varchar_pattern_ops);


--
-- Name: initiatives_state_iso3_2c3f11ab_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX initiatives_state_iso3_2c3f11ab_like ON public.initiatives_state USING btree (iso3 varchar_pattern_ops);


--
-- Name: initiatives_trackerpage_share_image_id_f7cc53b2; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX initiatives_trackerpage_share_image_id_f7cc53b2 ON public.initiatives_trackerpage USING btree (share_image_id);


--
-- Name: mail_by_cause; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX mail_by_cause ON public.campaigns_outboundmail USING btree (cause, id DESC) WHERE (NOT ((cause)::text = 'form'::text));


--
-- Name: mail_by_kind; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX mail_by_kind ON public.campaigns_outboundmail USING btree (kind, id DESC) WHERE (NOT ((kind)::text = 'confirm'::text));


--
-- Name: mail_by_state; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX mail_by_state ON public.campaigns_outboundmail USING btree (status, id DESC);


--
-- Name: mail_by_time; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX mail_by_time ON public.campaigns_outboundmail USING btree (created_at);


--
-- Name: mail_due; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX mail_due ON public.campaigns_outboundmail USING btree (next_attempt_at) WHERE ((status)::text = ANY ((ARRAY['queued'::character varying, 'sending'::character varying])::text[]));


--
-- Name: mail_exact_times; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX mail_exact_times ON public.campaigns_outboundmail USING btree (id) WHERE ((date_trunc('hour'::text, (created_at AT TIME ZONE 'UTC'::text)) <> (created_at AT TIME ZONE 'UTC'::text)) OR (date_trunc('hour'::text, (sent_at AT TIME ZONE 'UTC'::text)) <> (sent_at AT TIME ZONE 'UTC'::text)) OR (date_trunc('hour'::text, (next_attempt_at AT TIME ZONE 'UTC'::text)) <> (next_attempt_at AT TIME ZONE 'UTC'::text)));


--
-- Name: mail_with_address; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX mail_with_address ON public.campaigns_outboundmail USING btree (created_at) WHERE (sealed_to IS NOT NULL);


--
-- Name: nnirr_site_attemptwindow_ends_at_d06c5ea2; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX nnirr_site_attemptwindow_ends_at_d06c5ea2 ON public.nnirr_site_attemptwindow USING btree (ends_at);


--
-- Name: nnirr_site_attemptwindow_key_93c13c7a_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX nnirr_site_attemptwindow_key_93c13c7a_like ON public.nnirr_site_attemptwindow USING btree (key varchar_pattern_ops);


--
-- Name: nnirr_site_attemptwindow_subject_f77752ee; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX nnirr_site_attemptwindow_subject_f77752ee ON public.nnirr_site_attemptwindow USING btree (subject);


--
-- Name: nnirr_site_attemptwindow_subject_f77752ee_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX nnirr_site_attemptwindow_subject_f77752ee_like ON public.nnirr_site_attemptwindow USING btree (subject varchar_pattern_ops);


--
-- Name: nnirr_site_authenticatorapp_user_id_b1df1dc4; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX nnirr_site_authenticatorapp_user_id_b1df1dc4 ON public.nnirr_site_authenticatorapp USING btree (user_id);


--
-- Name: nnirr_site_checkedlink_next_at_2051d632; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX nnirr_site_checkedlink_next_at_2051d632 ON public.nnirr_site_checkedlink USING btree (next_at);


--
-- Name: nnirr_site_checkedlink_set_aside_by_id_62b73004; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX nnirr_site_checkedlink_set_aside_by_id_62b73004 ON public.nnirr_site_checkedlink USING btree (set_aside_by_id);


--
-- Name: nnirr_site_checkedlink_url_9f7860ce_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX nnirr_site_checkedlink_url_9f7860ce_like ON public.nnirr_site_checkedlink USING btree (url varchar_pattern_ops);


--
-- Name: nnirr_site_deletedpage_deleted_at_1f869b31; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX nnirr_site_deletedpage_deleted_at_1f869b31 ON public.nnirr_site_deletedpage USING btree (deleted_at);


--
-- Name: nnirr_site_deletedpage_owner_id_7eb113cb; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX nnirr_site_deletedpage_owner_id_7eb113cb ON public.nnirr_site_deletedpage USING btree (owner_id);


--
-- Name: nnirr_site_goneaddress_path_0e39cdbb_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX nnirr_site_goneaddress_path_0e39cdbb_like ON public.nnirr_site_goneaddress USING btree (path varchar_pattern_ops);


--
-- Name: nnirr_site_homepage_call_more_page_id_70e7ea8e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX nnirr_site_homepage_call_more_page_id_70e7ea8e ON public.nnirr_site_homepage USING btree (call_more_page_id);


--
-- Name: nnirr_site_homepage_more_page_id_2cc9ba8d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX nnirr_site_homepage_more_page_id_2cc9ba8d ON public.nnirr_site_homepage USING btree (more_page_id);


--
-- Name: nnirr_site_homepage_share_image_id_983673a1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX nnirr_site_homepage_share_image_id_983673a1 ON public.nnirr_site_homepage USING btree (share_image_id);


--
-- Name: nnirr_site_linkuse_link_id_d8ca0228; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX nnirr_site_linkuse_link_id_d8ca0228 ON public.nnirr_site_linkuse USING btree (link_id);


--
-- Name: nnirr_site_linkuse_menu_id_244bb305; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX nnirr_site_linkuse_menu_id_244bb305 ON public.nnirr_site_linkuse USING btree (menu_id);


--
-- Name: nnirr_site_linkuse_page_id_92a2f949; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX nnirr_site_linkuse_page_id_92a2f949 ON public.nnirr_site_linkuse USING btree (page_id);


--
-- Name: nnirr_site_nativereading_read_by_id_ad3705d0; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX nnirr_site_nativereading_read_by_id_ad3705d0 ON public.nnirr_site_nativereading USING btree (read_by_id);


--
-- Name: nnirr_site_navigationmenu_locale_id_88e8b677; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX nnirr_site_navigationmenu_locale_id_88e8b677 ON public.nnirr_site_navigationmenu USING btree (locale_id);


--
-- Name: nnirr_site_passkey_user_id_7c4f7be5; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX nnirr_site_passkey_user_id_7c4f7be5 ON public.nnirr_site_passkey USING btree (user_id);


--
-- Name: nnirr_site_recoverysheet_user_id_a720fea5; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX nnirr_site_recoverysheet_user_id_a720fea5 ON public.nnirr_site_recoverysheet USING btree (user_id);


--
-- Name: nnirr_site_scheduleproblem_content_type_id_46f2b3ce; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX nnirr_site_scheduleproblem_content_type_id_46f2b3ce ON public.nnirr_site_scheduleproblem USING btree (content_type_id);


--
-- Name: nnirr_site_sitedocument_collection_id_cc8ac917; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX nnirr_site_sitedocument_collection_id_cc8ac917 ON public.nnirr_site_sitedocument USING btree (collection_id);


--
-- Name: nnirr_site_sitedocument_other_format_of_id_62da8c63; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX nnirr_site_sitedocument_other_format_of_id_62da8c63 ON public.nnirr_site_sitedocument USING btree (other_format_of_id);


--
-- Name: nnirr_site_sitedocument_uploaded_by_user_id_162b388e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX nnirr_site_sitedocument_uploaded_by_user_id_162b388e ON public.nnirr_site_sitedocument USING btree (uploaded_by_user_id);


--
-- Name: nnirr_site_siteidentity_alert_page_id_b8509af2; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX nnirr_site_siteidentity_alert_page_id_b8509af2 ON public.nnirr_site_siteidentity USING btree (alert_page_id);


--
-- Name: nnirr_site_siteidentity_call_page_id_d8157cc9; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX nnirr_site_siteidentity_call_page_id_d8157cc9 ON public.nnirr_site_siteidentity USING btree (call_page_id);


--
-- Name: nnirr_site_siteidentity_privacy_page_id_13eb1219; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX nnirr_site_siteidentity_privacy_page_id_13eb1219 ON public.nnirr_site_siteidentity USING btree (privacy_page_id);


--
-- Name: nnirr_site_siteimage_collection_id_709ea63c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX nnirr_site_siteimage_collection_id_709ea63c ON public.nnirr_site_siteimage USING btree (collection_id);


--
-- Name: nnirr_site_siteimage_created_at_4b4a0106; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX nnirr_site_siteimage_created_at_4b4a0106 ON public.nnirr_site_siteimage USING btree (created_at);


--
-- Name: nnirr_site_siteimage_file_hash_4492143b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX nnirr_site_siteimage_file_hash_4492143b ON public.nnirr_site_siteimage USING btree (file_hash);


--
-- Name: nnirr_site_siteimage_file_hash_4492143b_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX nnirr_site_siteimage_file_hash_4492143b_like ON public.nnirr_site_siteimage USING btree (file_hash varchar_pattern_ops);


--
-- Name: nnirr_site_siteimage_uploaded_by_user_id_8ce62192; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX nnirr_site_siteimage_uploaded_by_user_id_8ce62192 ON public.nnirr_site_siteimage USING btree (uploaded_by_user_id);


--
-- Name: nnirr_site_siterendition_filter_spec_ffca943f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX nnirr_site_siterendition_filter_spec_ffca943f ON public.nnirr_site_siterendition USING btree (filter_spec);


--
-- Name: nnirr_site_siterendition_filter_spec_ffca943f_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX nnirr_site_siterendition_filter_spec_ffca943f_like ON public.nnirr_site_siterendition USING btree (filter_spec varchar_pattern_ops);


--
-- Name: nnirr_site_siterendition_image_id_eb985eca; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX nnirr_site_siterendition_image_id_eb985eca ON public.nnirr_site_siterendition USING btree (image_id);


--
-- Name: nnirr_site_staffmail_next_attempt_at_69310764; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX nnirr_site_staffmail_next_attempt_at_69310764 ON public.nnirr_site_staffmail USING btree (next_attempt_at);


--
-- Name: nnirr_site_staffmail_user_id_e6ad82f7; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX nnirr_site_staffmail_user_id_e6ad82f7 ON public.nnirr_site_staffmail USING btree (user_id);


--
-- Name: nnirr_site_standardpage_share_image_id_e56545df; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX nnirr_site_standardpage_share_image_id_e56545df ON public.nnirr_site_standardpage USING btree (share_image_id);


--
-- Name: nnirr_site_topic_name_21e99869_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX nnirr_site_topic_name_21e99869_like ON public.nnirr_site_topic USING btree (name varchar_pattern_ops);


--
-- Name: nnirr_site_topic_slug_16a53871_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX nnirr_site_topic_slug_16a53871_like ON public.nnirr_site_topic USING btree (slug varchar_pattern_ops);


--
-- Name: nnirr_site_translationreview_checked_by_id_aa4c1eac; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX nnirr_site_translationreview_checked_by_id_aa4c1eac ON public.nnirr_site_translationreview USING btree (checked_by_id);


--
-- Name: nnirr_site_translationreview_page_id_da6a4cb6; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX nnirr_site_translationreview_page_id_da6a4cb6 ON public.nnirr_site_translationreview USING btree (page_id);


--
-- Name: nnirr_site_translationreview_source_id_0583936d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX nnirr_site_translationreview_source_id_0583936d ON public.nnirr_site_translationreview USING btree (source_id);


--
-- Name: nnirr_site_user_groups_group_id_6e871fa1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX nnirr_site_user_groups_group_id_6e871fa1 ON public.nnirr_site_user_groups USING btree (group_id);


--
-- Name: nnirr_site_user_groups_user_id_71aa6b23; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX nnirr_site_user_groups_user_id_71aa6b23 ON public.nnirr_site_user_groups USING btree (user_id);


--
-- Name: nnirr_site_user_user_permissions_permission_id_8e284a79; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX nnirr_site_user_user_permissions_permission_id_8e284a79 ON public.nnirr_site_user_user_permissions USING btree (permission_id);


--
-- Name: nnirr_site_user_user_permissions_user_id_2a258277; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX nnirr_site_user_user_permissions_user_id_2a258277 ON public.nnirr_site_user_user_permissions USING btree (user_id);


--
-- Name: nnirr_site_user_username_b369ca1f_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX nnirr_site_user_username_b369ca1f_like ON public.nnirr_site_user USING btree (username varchar_pattern_ops);


--
-- Name: one_signature_per_signer; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX one_signature_per_signer ON public.campaigns_signature USING btree (call_id, kind, email_key, organization_mark) WHERE (email_key IS NOT NULL);


--
-- Name: pause_by_time; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX pause_by_time ON public.campaigns_mailpause USING btree (created_at);


--
-- Name: pause_of_address; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX pause_of_address ON public.campaigns_mailpause USING btree (email_key, created_at);


--
-- Name: policy_update_by_date; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX policy_update_by_date ON public.initiatives_policyupdatepage USING btree (date DESC);


--
-- Name: referenceindex_source_object; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX referenceindex_source_object ON public.wagtailcore_referenceindex USING btree (base_content_type_id, object_id);


--
-- Name: referenceindex_target_object; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX referenceindex_target_object ON public.wagtailcore_referenceindex USING btree (to_content_type_id, to_object_id);


--
-- Name: rendition_file; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX rendition_file ON public.nnirr_site_siterendition USING btree (file);


--
-- Name: resources_migrantsdayeventpage_ends_at_adfc3f96; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX resources_migrantsdayeventpage_ends_at_adfc3f96 ON public.resources_migrantsdayeventpage USING btree (ends_at);


--
-- Name: resources_migrantsdayeventpage_share_image_id_958bcdda; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX resources_migrantsdayeventpage_share_image_id_958bcdda ON public.resources_migrantsdayeventpage USING btree (share_image_id);


--
-- Name: resources_migrantsdaykitpage_brief_page_id_388b6b21; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX resources_migrantsdaykitpage_brief_page_id_388b6b21 ON public.resources_migrantsdaykitpage USING btree (brief_page_id);


--
-- Name: resources_migrantsdaykitpage_share_image_id_a9fce718; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX resources_migrantsdaykitpage_share_image_id_a9fce718 ON public.resources_migrantsdaykitpage USING btree (share_image_id);


--
-- Name: resources_migrantsdaymaterial_document_id_a7960101; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX resources_migrantsdaymaterial_document_id_a7960101 ON public.resources_migrantsdaymaterial USING btree (document_id);


--
-- Name: resources_migrantsdaymaterial_page_id_4dd1c722; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX resources_migrantsdaymaterial_page_id_4dd1c722 ON public.resources_migrantsdaymaterial USING btree (page_id);


--
-- Name: resources_migrantsdaypage_share_image_id_ad47eb2b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX resources_migrantsdaypage_share_image_id_ad47eb2b ON public.resources_migrantsdaypage USING btree (share_image_id);


--
-- Name: resources_migrantsdayyearpage_share_image_id_c501e6dc; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX resources_migrantsdayyearpage_share_image_id_c501e6dc ON public.resources_migrantsdayyearpage USING btree (share_image_id);


--
-- Name: resources_resourcedownload_document_id_c8ed486e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX resources_resourcedownload_document_id_c8ed486e ON public.resources_resourcedownload USING btree (document_id);


--
-- Name: resources_resourcedownload_resource_id_fce6aa10; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX resources_resourcedownload_resource_id_fce6aa10 ON public.resources_resourcedownload USING btree (resource_id);


--
-- Name: resources_resourcelibrarypage_share_image_id_a6e96161; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX resources_resourcelibrarypage_share_image_id_a6e96161 ON public.resources_resourcelibrarypage USING btree (share_image_id);


--
-- Name: resources_resourcepage_cover_id_73738ac1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX resources_resourcepage_cover_id_73738ac1 ON public.resources_resourcepage USING btree (cover_id);


--
-- Name: resources_resourcepage_share_image_id_b999102e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX resources_resourcepage_share_image_id_b999102e ON public.resources_resourcepage USING btree (share_image_id);


--
-- Name: resources_resourcerelatedpage_page_id_79d52616; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX resources_resourcerelatedpage_page_id_79d52616 ON public.resources_resourcerelatedpage USING btree (page_id);


--
-- Name: resources_resourcerelatedpage_resource_id_102111ca; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX resources_resourcerelatedpage_resource_id_102111ca ON public.resources_resourcerelatedpage USING btree (resource_id);


--
-- Name: resources_resourcetopic_content_object_id_30c3e0d1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX resources_resourcetopic_content_object_id_30c3e0d1 ON public.resources_resourcetopic USING btree (content_object_id);


--
-- Name: resources_resourcetopic_tag_id_30bc00fe; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX resources_resourcetopic_tag_id_30bc00fe ON public.resources_resourcetopic USING btree (tag_id);


--
-- Name: resources_toolkitpage_share_image_id_740bb2bb; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX resources_toolkitpage_share_image_id_740bb2bb ON public.resources_toolkitpage USING btree (share_image_id);


--
-- Name: search_by_language; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX search_by_language ON public.nnirr_site_searchentry USING btree (language, kind);


--
-- Name: search_by_vector; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX search_by_vector ON public.nnirr_site_searchentry USING gin (vector);


--
-- Name: search_by_words; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX search_by_words ON public.nnirr_site_searchentry USING gin (words);


--
-- Name: sign_ins_by_time; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sign_ins_by_time ON public.nnirr_site_signinrecord USING btree (at);


--
-- Name: sign_ins_of_user; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX sign_ins_of_user ON public.nnirr_site_signinrecord USING btree (user_id, id DESC);


--
-- Name: signature_by_address; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX signature_by_address ON public.campaigns_signature USING btree (email_key);


--
-- Name: signature_by_domain; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX signature_by_domain ON public.campaigns_signature USING btree (domain_key, id DESC);


--
-- Name: signature_by_erasure; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX signature_by_erasure ON public.campaigns_signature USING btree (call_id, anonymized_at);


--
-- Name: signature_by_name; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX signature_by_name ON public.campaigns_signature USING gin (name_keys);


--
-- Name: signature_by_place; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX signature_by_place ON public.campaigns_signature USING btree (country, region, id DESC);


--
-- Name: signature_by_source; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX signature_by_source ON public.campaigns_signature USING btree (source, status, kind) WHERE ((source)::text <> ''::text);


--
-- Name: signature_by_state; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX signature_by_state ON public.campaigns_signature USING btree (call_id, status, id DESC);


--
-- Name: signature_by_status; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX signature_by_status ON public.campaigns_signature USING btree (status, id DESC);


--
-- Name: signature_by_time; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX signature_by_time ON public.campaigns_signature USING btree (created_at DESC, id DESC);


--
-- Name: signature_comments; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX signature_comments ON public.campaigns_signature USING btree (call_id, comment_approved_at DESC, id DESC) WHERE ((comment_approved_at IS NOT NULL) AND (NOT is_name_hidden) AND show_name AND ((status)::text = 'confirmed'::text));


--
-- Name: signature_exact_times; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX signature_exact_times ON public.campaigns_signature USING btree (id) WHERE ((date_trunc('hour'::text, (mailed_at AT TIME ZONE 'UTC'::text)) <> (mailed_at AT TIME ZONE 'UTC'::text)) OR (date_trunc('hour'::text, (created_at AT TIME ZONE 'UTC'::text)) <> (created_at AT TIME ZONE 'UTC'::text)) OR (date_trunc('hour'::text, (confirmed_at AT TIME ZONE 'UTC'::text)) <> (confirmed_at AT TIME ZONE 'UTC'::text)));


--
-- Name: signature_form_waits; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX signature_form_waits ON public.campaigns_signature USING btree (id) WHERE (sealed_form IS NOT NULL);


--
-- Name: signature_never_confirmed; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX signature_never_confirmed ON public.campaigns_signature USING btree (created_at) WHERE ((confirmed_at IS NULL) AND ((status)::text = ANY ((ARRAY['pending'::character varying, 'rejected'::character varying])::text[])));


--
-- Name: signature_of_call; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX signature_of_call ON public.campaigns_signature USING btree (call_id, id DESC);


--
-- Name: signature_of_groups; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX signature_of_groups ON public.campaigns_signature USING btree (id DESC) WHERE ((kind)::text = 'organization'::text);


--
-- Name: signature_organizations; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX signature_organizations ON public.campaigns_signature USING btree (call_id, id DESC) WHERE ((kind)::text = 'organization'::text);


--
-- Name: signature_public; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX signature_public ON public.campaigns_signature USING btree (call_id, kind, confirmed_at DESC, id DESC) WHERE ((NOT is_name_hidden) AND show_name AND ((status)::text = 'confirmed'::text));


--
-- Name: signature_rejected; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX signature_rejected ON public.campaigns_signature USING btree (ended_at DESC) WHERE ((status)::text = 'rejected'::text);


--
-- Name: signature_to_approve; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX signature_to_approve ON public.campaigns_signature USING btree (id DESC) WHERE ((approved_at IS NULL) AND (declined_at IS NULL) AND (((kind)::text = 'organization'::text) OR needs_approval));


--
-- Name: signature_to_read; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX signature_to_read ON public.campaigns_signature USING btree (id DESC) WHERE ((comment_approved_at IS NULL) AND (comment_declined_at IS NULL) AND (sealed_comment IS NOT NULL));


--
-- Name: taggit_tag_name_58eb2ed9_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX taggit_tag_name_58eb2ed9_like ON public.taggit_tag USING btree (name varchar_pattern_ops);


--
-- Name: taggit_tag_slug_6be58b2c_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX taggit_tag_slug_6be58b2c_like ON public.taggit_tag USING btree (slug varchar_pattern_ops);


--
-- Name: taggit_tagg_content_8fc721_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX taggit_tagg_content_8fc721_idx ON public.taggit_taggeditem USING btree (content_type_id, object_id);


--
-- Name: taggit_taggeditem_content_type_id_9957a03c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX taggit_taggeditem_content_type_id_9957a03c ON public.taggit_taggeditem USING btree (content_type_id);


--
-- Name: taggit_taggeditem_object_id_e2d7d1df; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX taggit_taggeditem_object_id_e2d7d1df ON public.taggit_taggeditem USING btree (object_id);


--
-- Name: taggit_taggeditem_tag_id_f4f5b767; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX taggit_taggeditem_tag_id_f4f5b767 ON public.taggit_taggeditem USING btree (tag_id);


--
-- Name: turn_by_time; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX turn_by_time ON public.campaigns_mailturn USING btree (at);


--
-- Name: turn_exact_times; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX turn_exact_times ON public.campaigns_mailturn USING btree (at) WHERE (date_trunc('hour'::text, (at AT TIME ZONE 'UTC'::text)) <> (at AT TIME ZONE 'UTC'::text));


--
-- Name: turn_of_address; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX turn_of_address ON public.campaigns_mailturn USING btree (email_key, at);


--
-- Name: turn_of_domain; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX turn_of_domain ON public.campaigns_mailturn USING btree (domain_key, at);


--
-- Name: unique_in_progress_workflow; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX unique_in_progress_workflow ON public.wagtailcore_workflowstate USING btree (base_content_type_id, object_id) WHERE ((status)::text = ANY ((ARRAY['in_progress'::character varying, 'needs_changes'::character varying])::text[]));


--
-- Name: wagtailadmi_content_717955_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailadmi_content_717955_idx ON public.wagtailadmin_editingsession USING btree (content_type_id, object_id);


--
-- Name: wagtailadmin_editingsession_content_type_id_4df7730e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailadmin_editingsession_content_type_id_4df7730e ON public.wagtailadmin_editingsession USING btree (content_type_id);


--
-- Name: wagtailadmin_editingsession_user_id_6e1a9b70; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailadmin_editingsession_user_id_6e1a9b70 ON public.wagtailadmin_editingsession USING btree (user_id);


--
-- Name: wagtailadmin_formstate_content_type_id_e32438b3; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailadmin_formstate_content_type_id_e32438b3 ON public.wagtailadmin_formstate USING btree (content_type_id);


--
-- Name: wagtailadmin_formstate_user_id_b910adc2; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailadmin_formstate_user_id_b910adc2 ON public.wagtailadmin_formstate USING btree (user_id);


--
-- Name: wagtailcore_apitoken_key_hash_65979b78_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_apitoken_key_hash_65979b78_like ON public.wagtailcore_apitoken USING btree (key_hash varchar_pattern_ops);


--
-- Name: wagtailcore_apitoken_user_id_49b1141b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_apitoken_user_id_49b1141b ON public.wagtailcore_apitoken USING btree (user_id);


--
-- Name: wagtailcore_collection_path_d848dc19_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_collection_path_d848dc19_like ON public.wagtailcore_collection USING btree (path varchar_pattern_ops);


--
-- Name: wagtailcore_collectionview_collectionviewrestriction__47320efd; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_collectionview_collectionviewrestriction__47320efd ON public.wagtailcore_collectionviewrestriction_groups USING btree (collectionviewrestriction_id);


--
-- Name: wagtailcore_collectionviewrestriction_collection_id_761908ec; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_collectionviewrestriction_collection_id_761908ec ON public.wagtailcore_collectionviewrestriction USING btree (collection_id);


--
-- Name: wagtailcore_collectionviewrestriction_groups_group_id_1823f2a3; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_collectionviewrestriction_groups_group_id_1823f2a3 ON public.wagtailcore_collectionviewrestriction_groups USING btree (group_id);


--
-- Name: wagtailcore_comment_page_id_108444b5; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_comment_page_id_108444b5 ON public.wagtailcore_comment USING btree (page_id);


--
-- Name: wagtailcore_comment_resolved_by_id_a282aa0e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_comment_resolved_by_id_a282aa0e ON public.wagtailcore_comment USING btree (resolved_by_id);


--
-- Name: wagtailcore_comment_revision_created_id_1d058279; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_comment_revision_created_id_1d058279 ON public.wagtailcore_comment USING btree (revision_created_id);


--
-- Name: wagtailcore_comment_user_id_0c577ca6; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_comment_user_id_0c577ca6 ON public.wagtailcore_comment USING btree (user_id);


--
-- Name: wagtailcore_commentreply_comment_id_afc7e027; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_commentreply_comment_id_afc7e027 ON public.wagtailcore_commentreply USING btree (comment_id);


--
-- Name: wagtailcore_commentreply_user_id_d0b3b9c3; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_commentreply_user_id_d0b3b9c3 ON public.wagtailcore_commentreply USING btree (user_id);


--
-- Name: wagtailcore_groupapprovalt_groupapprovaltask_id_9a9255ea; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_groupapprovalt_groupapprovaltask_id_9a9255ea ON public.wagtailcore_groupapprovaltask_groups USING btree (groupapprovaltask_id);


--
-- Name: wagtailcore_groupapprovaltask_groups_group_id_2e64b61f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_groupapprovaltask_groups_group_id_2e64b61f ON public.wagtailcore_groupapprovaltask_groups USING btree (group_id);


--
-- Name: wagtailcore_groupcollectionpermission_collection_id_5423575a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_groupcollectionpermission_collection_id_5423575a ON public.wagtailcore_groupcollectionpermission USING btree (collection_id);


--
-- Name: wagtailcore_groupcollectionpermission_group_id_05d61460; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_groupcollectionpermission_group_id_05d61460 ON public.wagtailcore_groupcollectionpermission USING btree (group_id);


--
-- Name: wagtailcore_groupcollectionpermission_permission_id_1b626275; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_groupcollectionpermission_permission_id_1b626275 ON public.wagtailcore_groupcollectionpermission USING btree (permission_id);


--
-- Name: wagtailcore_grouppagepermission_group_id_fc07e671; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_grouppagepermission_group_id_fc07e671 ON public.wagtailcore_grouppagepermission USING btree (group_id);


--
-- Name: wagtailcore_grouppagepermission_page_id_710b114a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_grouppagepermission_page_id_710b114a ON public.wagtailcore_grouppagepermission USING btree (page_id);


--
-- Name: wagtailcore_grouppagepermission_permission_id_05acb22e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_grouppagepermission_permission_id_05acb22e ON public.wagtailcore_grouppagepermission USING btree (permission_id);


--
-- Name: wagtailcore_groupsitepermission_group_id_e5cdbee4; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_groupsitepermission_group_id_e5cdbee4 ON public.wagtailcore_groupsitepermission USING btree (group_id);


--
-- Name: wagtailcore_groupsitepermission_permission_id_459b1f38; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_groupsitepermission_permission_id_459b1f38 ON public.wagtailcore_groupsitepermission USING btree (permission_id);


--
-- Name: wagtailcore_groupsitepermission_site_id_245de488; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_groupsitepermission_site_id_245de488 ON public.wagtailcore_groupsitepermission USING btree (site_id);


--
-- Name: wagtailcore_locale_language_code_03149338_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_locale_language_code_03149338_like ON public.wagtailcore_locale USING btree (language_code varchar_pattern_ops);


--
-- Name: wagtailcore_modellogentry_action_d2d856ee; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_modellogentry_action_d2d856ee ON public.wagtailcore_modellogentry USING btree (action);


--
-- Name: wagtailcore_modellogentry_action_d2d856ee_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_modellogentry_action_d2d856ee_like ON public.wagtailcore_modellogentry USING btree (action varchar_pattern_ops);


--
-- Name: wagtailcore_modellogentry_content_changed_8bc39742; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_modellogentry_content_changed_8bc39742 ON public.wagtailcore_modellogentry USING btree (content_changed);


--
-- Name: wagtailcore_modellogentry_content_type_id_68849e77; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_modellogentry_content_type_id_68849e77 ON public.wagtailcore_modellogentry USING btree (content_type_id);


--
-- Name: wagtailcore_modellogentry_object_id_e0e7d4ef; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_modellogentry_object_id_e0e7d4ef ON public.wagtailcore_modellogentry USING btree (object_id);


--
-- Name: wagtailcore_modellogentry_object_id_e0e7d4ef_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_modellogentry_object_id_e0e7d4ef_like ON public.wagtailcore_modellogentry USING btree (object_id varchar_pattern_ops);


--
-- Name: wagtailcore_modellogentry_revision_id_df6ca33a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_modellogentry_revision_id_df6ca33a ON public.wagtailcore_modellogentry USING btree (revision_id);


--
-- Name: wagtailcore_modellogentry_timestamp_9694521b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_modellogentry_timestamp_9694521b ON public.wagtailcore_modellogentry USING btree ("timestamp");


--
-- Name: wagtailcore_modellogentry_user_id_0278d1bf; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_modellogentry_user_id_0278d1bf ON public.wagtailcore_modellogentry USING btree (user_id);


--
-- Name: wagtailcore_page_alias_of_id_12945502; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_page_alias_of_id_12945502 ON public.wagtailcore_page USING btree (alias_of_id);


--
-- Name: wagtailcore_page_content_type_id_c28424df; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_page_content_type_id_c28424df ON public.wagtailcore_page USING btree (content_type_id);


--
-- Name: wagtailcore_page_first_published_at_2b5dd637; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_page_first_published_at_2b5dd637 ON public.wagtailcore_page USING btree (first_published_at);


--
-- Name: wagtailcore_page_latest_revision_id_e60fef51; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_page_latest_revision_id_e60fef51 ON public.wagtailcore_page USING btree (latest_revision_id);


--
-- Name: wagtailcore_page_live_revision_id_930bd822; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_page_live_revision_id_930bd822 ON public.wagtailcore_page USING btree (live_revision_id);


--
-- Name: wagtailcore_page_locale_id_3c7e30a6; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_page_locale_id_3c7e30a6 ON public.wagtailcore_page USING btree (locale_id);


--
-- Name: wagtailcore_page_locked_by_id_bcb86245; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_page_locked_by_id_bcb86245 ON public.wagtailcore_page USING btree (locked_by_id);


--
-- Name: wagtailcore_page_owner_id_fbf7c332; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_page_owner_id_fbf7c332 ON public.wagtailcore_page USING btree (owner_id);


--
-- Name: wagtailcore_page_path_98eba2c8_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_page_path_98eba2c8_like ON public.wagtailcore_page USING btree (path varchar_pattern_ops);


--
-- Name: wagtailcore_page_slug_e7c11b8f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_page_slug_e7c11b8f ON public.wagtailcore_page USING btree (slug);


--
-- Name: wagtailcore_page_slug_e7c11b8f_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_page_slug_e7c11b8f_like ON public.wagtailcore_page USING btree (slug varchar_pattern_ops);


--
-- Name: wagtailcore_pagelogentry_action_c2408198; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_pagelogentry_action_c2408198 ON public.wagtailcore_pagelogentry USING btree (action);


--
-- Name: wagtailcore_pagelogentry_action_c2408198_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_pagelogentry_action_c2408198_like ON public.wagtailcore_pagelogentry USING btree (action varchar_pattern_ops);


--
-- Name: wagtailcore_pagelogentry_content_changed_99f27ade; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_pagelogentry_content_changed_99f27ade ON public.wagtailcore_pagelogentry USING btree (content_changed);


--
-- Name: wagtailcore_pagelogentry_content_type_id_74e7708a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_pagelogentry_content_type_id_74e7708a ON public.wagtailcore_pagelogentry USING btree (content_type_id);


--
-- Name: wagtailcore_pagelogentry_page_id_8464e327; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_pagelogentry_page_id_8464e327 ON public.wagtailcore_pagelogentry USING btree (page_id);


--
-- Name: wagtailcore_pagelogentry_revision_id_8043d103; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_pagelogentry_revision_id_8043d103 ON public.wagtailcore_pagelogentry USING btree (revision_id);


--
-- Name: wagtailcore_pagelogentry_timestamp_deb774c4; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_pagelogentry_timestamp_deb774c4 ON public.wagtailcore_pagelogentry USING btree ("timestamp");


--
-- Name: wagtailcore_pagelogentry_user_id_604ccfd8; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_pagelogentry_user_id_604ccfd8 ON public.wagtailcore_pagelogentry USING btree (user_id);


--
-- Name: wagtailcore_pagerevision_approved_go_live_at_e56afc67; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_pagerevision_approved_go_live_at_e56afc67 ON public.wagtailcore_revision USING btree (approved_go_live_at);


--
-- Name: wagtailcore_pagerevision_created_at_66954e3b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_pagerevision_created_at_66954e3b ON public.wagtailcore_revision USING btree (created_at);


--
-- Name: wagtailcore_pagerevision_user_id_2409d2f4; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_pagerevision_user_id_2409d2f4 ON public.wagtailcore_revision USING btree (user_id);


--
-- Name: wagtailcore_pagesubscription_page_id_a085e7a6; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_pagesubscription_page_id_a085e7a6 ON public.wagtailcore_pagesubscription USING btree (page_id);


--
-- Name: wagtailcore_pagesubscription_user_id_89d7def9; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_pagesubscription_user_id_89d7def9 ON public.wagtailcore_pagesubscription USING btree (user_id);


--
-- Name: wagtailcore_pageviewrestri_pageviewrestriction_id_f147a99a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_pageviewrestri_pageviewrestriction_id_f147a99a ON public.wagtailcore_pageviewrestriction_groups USING btree (pageviewrestriction_id);


--
-- Name: wagtailcore_pageviewrestriction_groups_group_id_6460f223; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_pageviewrestriction_groups_group_id_6460f223 ON public.wagtailcore_pageviewrestriction_groups USING btree (group_id);


--
-- Name: wagtailcore_pageviewrestriction_page_id_15a8bea6; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_pageviewrestriction_page_id_15a8bea6 ON public.wagtailcore_pageviewrestriction USING btree (page_id);


--
-- Name: wagtailcore_referenceindex_base_content_type_id_313cf40f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_referenceindex_base_content_type_id_313cf40f ON public.wagtailcore_referenceindex USING btree (base_content_type_id);


--
-- Name: wagtailcore_referenceindex_content_type_id_766e0336; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_referenceindex_content_type_id_766e0336 ON public.wagtailcore_referenceindex USING btree (content_type_id);


--
-- Name: wagtailcore_referenceindex_to_content_type_id_93690bbd; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_referenceindex_to_content_type_id_93690bbd ON public.wagtailcore_referenceindex USING btree (to_content_type_id);


--
-- Name: wagtailcore_revision_base_content_type_id_5b4ef7bd; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_revision_base_content_type_id_5b4ef7bd ON public.wagtailcore_revision USING btree (base_content_type_id);


--
-- Name: wagtailcore_revision_content_type_id_c8cb69c0; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_revision_content_type_id_c8cb69c0 ON public.wagtailcore_revision USING btree (content_type_id);


--
-- Name: wagtailcore_site_hostname_96b20b46; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_site_hostname_96b20b46 ON public.wagtailcore_site USING btree (hostname);


--
-- Name: wagtailcore_site_hostname_96b20b46_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_site_hostname_96b20b46_like ON public.wagtailcore_site USING btree (hostname varchar_pattern_ops);


--
-- Name: wagtailcore_site_root_page_id_e02fb95c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_site_root_page_id_e02fb95c ON public.wagtailcore_site USING btree (root_page_id);


--
-- Name: wagtailcore_task_content_type_id_249ab8ba; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_task_content_type_id_249ab8ba ON public.wagtailcore_task USING btree (content_type_id);


--
-- Name: wagtailcore_taskstate_content_type_id_0a758fdc; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_taskstate_content_type_id_0a758fdc ON public.wagtailcore_taskstate USING btree (content_type_id);


--
-- Name: wagtailcore_taskstate_finished_by_id_13f98229; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_taskstate_finished_by_id_13f98229 ON public.wagtailcore_taskstate USING btree (finished_by_id);


--
-- Name: wagtailcore_taskstate_page_revision_id_9f52c88e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_taskstate_page_revision_id_9f52c88e ON public.wagtailcore_taskstate USING btree (revision_id);


--
-- Name: wagtailcore_taskstate_task_id_c3677c34; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_taskstate_task_id_c3677c34 ON public.wagtailcore_taskstate USING btree (task_id);


--
-- Name: wagtailcore_taskstate_workflow_state_id_9239a775; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_taskstate_workflow_state_id_9239a775 ON public.wagtailcore_taskstate USING btree (workflow_state_id);


--
-- Name: wagtailcore_uploadedfile_for_content_type_id_b0fc87b2; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_uploadedfile_for_content_type_id_b0fc87b2 ON public.wagtailcore_uploadedfile USING btree (for_content_type_id);


--
-- Name: wagtailcore_uploadedfile_uploaded_by_user_id_c7580fe8; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_uploadedfile_uploaded_by_user_id_c7580fe8 ON public.wagtailcore_uploadedfile USING btree (uploaded_by_user_id);


--
-- Name: wagtailcore_uuid_06a44d_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_uuid_06a44d_idx ON public.wagtailcore_pagelogentry USING btree (uuid, action, "timestamp" DESC);


--
-- Name: wagtailcore_uuid_d6363b_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_uuid_d6363b_idx ON public.wagtailcore_modellogentry USING btree (uuid, action, "timestamp" DESC);


--
-- Name: wagtailcore_workflowcontenttype_workflow_id_9aad7cd2; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_workflowcontenttype_workflow_id_9aad7cd2 ON public.wagtailcore_workflowcontenttype USING btree (workflow_id);


--
-- Name: wagtailcore_workflowpage_workflow_id_56f56ff6; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_workflowpage_workflow_id_56f56ff6 ON public.wagtailcore_workflowpage USING btree (workflow_id);


--
-- Name: wagtailcore_workflowstate_base_content_type_id_a30dc576; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_workflowstate_base_content_type_id_a30dc576 ON public.wagtailcore_workflowstate USING btree (base_content_type_id);


--
-- Name: wagtailcore_workflowstate_content_type_id_2bb78ce1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_workflowstate_content_type_id_2bb78ce1 ON public.wagtailcore_workflowstate USING btree (content_type_id);


--
-- Name: wagtailcore_workflowstate_requested_by_id_4090bca3; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_workflowstate_requested_by_id_4090bca3 ON public.wagtailcore_workflowstate USING btree (requested_by_id);


--
-- Name: wagtailcore_workflowstate_workflow_id_1f18378f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_workflowstate_workflow_id_1f18378f ON public.wagtailcore_workflowstate USING btree (workflow_id);


--
-- Name: wagtailcore_workflowtask_task_id_ce7716fe; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_workflowtask_task_id_ce7716fe ON public.wagtailcore_workflowtask USING btree (task_id);


--
-- Name: wagtailcore_workflowtask_workflow_id_b9717175; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_workflowtask_workflow_id_b9717175 ON public.wagtailcore_workflowtask USING btree (workflow_id);


--
-- Name: wagtaildocs_document_collection_id_23881625; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtaildocs_document_collection_id_23881625 ON public.wagtaildocs_document USING btree (collection_id);


--
-- Name: wagtaildocs_document_uploaded_by_user_id_17258b41; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtaildocs_document_uploaded_by_user_id_17258b41 ON public.wagtaildocs_document USING btree (uploaded_by_user_id);


--
-- Name: wagtailembeds_embed_cache_until_26c94bb0; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailembeds_embed_cache_until_26c94bb0 ON public.wagtailembeds_embed USING btree (cache_until);


--
-- Name: wagtailembeds_embed_hash_c9bd8c9a_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailembeds_embed_hash_c9bd8c9a_like ON public.wagtailembeds_embed USING btree (hash varchar_pattern_ops);


--
-- Name: wagtailimages_image_collection_id_c2f8af7e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailimages_image_collection_id_c2f8af7e ON public.wagtailimages_image USING btree (collection_id);


--
-- Name: wagtailimages_image_created_at_86fa6cd4; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailimages_image_created_at_86fa6cd4 ON public.wagtailimages_image USING btree (created_at);


--
-- Name: wagtailimages_image_file_hash_fb5bbb23; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailimages_image_file_hash_fb5bbb23 ON public.wagtailimages_image USING btree (file_hash);


--
-- Name: wagtailimages_image_file_hash_fb5bbb23_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailimages_image_file_hash_fb5bbb23_like ON public.wagtailimages_image USING btree (file_hash varchar_pattern_ops);


--
-- Name: wagtailimages_image_uploaded_by_user_id_5d73dc75; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailimages_image_uploaded_by_user_id_5d73dc75 ON public.wagtailimages_image USING btree (uploaded_by_user_id);


--
-- Name: wagtailimages_rendition_filter_spec_1cba3201; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailimages_rendition_filter_spec_1cba3201 ON public.wagtailimages_rendition USING btree (filter_spec);


--
-- Name: wagtailimages_rendition_filter_spec_1cba3201_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailimages_rendition_filter_spec_1cba3201_like ON public.wagtailimages_rendition USING btree (filter_spec varchar_pattern_ops);


--
-- Name: wagtailimages_rendition_image_id_3e1fd774; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailimages_rendition_image_id_3e1fd774 ON public.wagtailimages_rendition USING btree (image_id);


--
-- Name: wagtailredirects_redirect_old_path_bb35247b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailredirects_redirect_old_path_bb35247b ON public.wagtailredirects_redirect USING btree (old_path);


--
-- Name: wagtailredirects_redirect_old_path_bb35247b_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailredirects_redirect_old_path_bb35247b_like ON public.wagtailredirects_redirect USING btree (old_path varchar_pattern_ops);


--
-- Name: wagtailredirects_redirect_redirect_page_id_b5728a8f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailredirects_redirect_redirect_page_id_b5728a8f ON public.wagtailredirects_redirect USING btree (redirect_page_id);


--
-- Name: wagtailredirects_redirect_site_id_780a0e1e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailredirects_redirect_site_id_780a0e1e ON public.wagtailredirects_redirect USING btree (site_id);


--
-- Name: wagtailsear_autocom_476c89_gin; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailsear_autocom_476c89_gin ON public.wagtailsearch_indexentry USING gin (autocomplete);


--
-- Name: wagtailsear_body_90c85d_gin; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailsear_body_90c85d_gin ON public.wagtailsearch_indexentry USING gin (body);


--
-- Name: wagtailsear_title_9caae0_gin; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailsear_title_9caae0_gin ON public.wagtailsearch_indexentry USING gin (title);


--
-- Name: wagtailsearch_indexentry_content_type_id_62ed694f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailsearch_indexentry_content_type_id_62ed694f ON public.wagtailsearch_indexentry USING btree (content_type_id);


--
-- Name: waiting_check_by_signature; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX waiting_check_by_signature ON public.campaigns_waitingcheck USING btree (signature_id) WHERE (signature_id IS NOT NULL);


--
-- Name: workflowstate_base_ct_id_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX workflowstate_base_ct_id_idx ON public.wagtailcore_workflowstate USING btree (base_content_type_id, object_id);


--
-- Name: workflowstate_ct_id_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX workflowstate_ct_id_idx ON public.wagtailcore_workflowstate USING btree (content_type_id, object_id);


--
-- Name: campaigns_signature campaigns_count_added; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER campaigns_count_added AFTER INSERT ON public.campaigns_signature FOR EACH ROW WHEN (((new.status)::text <> 'pending'::text)) EXECUTE FUNCTION public.campaigns_note_count_change();


--
-- Name: campaigns_signature campaigns_count_changed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER campaigns_count_changed AFTER UPDATE ON public.campaigns_signature FOR EACH ROW WHEN (((old.call_id IS DISTINCT FROM new.call_id) OR ((old.status)::text IS DISTINCT FROM (new.status)::text) OR ((old.kind)::text IS DISTINCT FROM (new.kind)::text))) EXECUTE FUNCTION public.campaigns_note_count_change();


--
-- Name: campaigns_signature campaigns_count_deleted; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER campaigns_count_deleted AFTER DELETE ON public.campaigns_signature FOR EACH ROW WHEN (((old.status)::text <> 'pending'::text)) EXECUTE FUNCTION public.campaigns_note_count_change();


--
-- Name: campaigns_emaildomainrule campaigns_domain_rule_added; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER campaigns_domain_rule_added AFTER INSERT OR DELETE ON public.campaigns_emaildomainrule FOR EACH ROW EXECUTE FUNCTION public.campaigns_request_rekeying();


--
-- Name: campaigns_emaildomainrule campaigns_domain_rule_changed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER campaigns_domain_rule_changed AFTER UPDATE ON public.campaigns_emaildomainrule FOR EACH ROW WHEN ((((((old.domain)::text IS DISTINCT FROM (new.domain)::text) OR ((old.same_as)::text IS DISTINCT FROM (new.same_as)::text)) OR (old.drops_dots IS DISTINCT FROM new.drops_dots)) OR ((old.tag_separator)::text IS DISTINCT FROM (new.tag_separator)::text))) EXECUTE FUNCTION public.campaigns_request_rekeying();


--
-- Name: campaigns_signature campaigns_keys_changed; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER campaigns_keys_changed BEFORE UPDATE ON public.campaigns_signature FOR EACH ROW WHEN ((((new.index_key_id)::text = (old.index_key_id)::text) AND (((new.email_key IS NOT NULL) AND ((new.email_key)::text IS DISTINCT FROM (old.email_key)::text)) OR ((new.domain_key IS NOT NULL) AND ((new.domain_key)::text IS DISTINCT FROM (old.domain_key)::text)) OR ((new.name_keys IS NOT NULL) AND (new.name_keys IS DISTINCT FROM old.name_keys))))) EXECUTE FUNCTION public.campaigns_look_at_keys_again();


--
-- Name: campaigns_signature campaigns_name_not_public; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER campaigns_name_not_public BEFORE UPDATE ON public.campaigns_signature FOR EACH ROW WHEN (((new.name_keys IS NOT NULL) AND ((((new.kind)::text = 'person'::text) AND ((new.sealed_name IS NULL) OR (NOT new.show_name))) OR (((new.kind)::text = 'organization'::text) AND ((new.organization_name)::text = ''::text))))) EXECUTE FUNCTION public.campaigns_forget_name_keys();


--
-- Name: campaigns_signature campaigns_times_of_the_hour; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER campaigns_times_of_the_hour BEFORE INSERT OR UPDATE ON public.campaigns_signature FOR EACH ROW EXECUTE FUNCTION public.campaigns_round_times();


--
-- Name: auth_group_permissions auth_group_permissio_permission_id_84c5c92e_fk_auth_perm; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: auth_group_permissions auth_group_permissions_group_id_b120cbf9_fk_auth_group_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: auth_permission auth_permission_content_type_id_2f476e4b_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: campaigns_accessentry campaigns_accessentry_user_id_13b8b888_fk_nnirr_site_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_accessentry
    ADD CONSTRAINT campaigns_accessentry_user_id_13b8b888_fk_nnirr_site_user_id FOREIGN KEY (user_id) REFERENCES public.nnirr_site_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: campaigns_calldownload campaigns_calldownlo_document_id_39778f4b_fk_nnirr_sit; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_calldownload
    ADD CONSTRAINT campaigns_calldownlo_document_id_39778f4b_fk_nnirr_sit FOREIGN KEY (document_id) REFERENCES public.nnirr_site_sitedocument(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: campaigns_calldownload campaigns_calldownlo_page_id_a3f08a93_fk_campaigns; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_calldownload
    ADD CONSTRAINT campaigns_calldownlo_page_id_a3f08a93_fk_campaigns FOREIGN KEY (page_id) REFERENCES public.campaigns_callpage(page_ptr_id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: campaigns_callpage campaigns_callpage_brief_page_id_a1f35b7e_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_callpage
    ADD CONSTRAINT campaigns_callpage_brief_page_id_a1f35b7e_fk_wagtailco FOREIGN KEY (brief_page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: campaigns_callpage campaigns_callpage_call_id_be5b0af8_fk_campaigns_call_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_callpage
    ADD CONSTRAINT campaigns_callpage_call_id_be5b0af8_fk_campaigns_call_id FOREIGN KEY (call_id) REFERENCES public.campaigns_call(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: campaigns_callpage campaigns_callpage_page_ptr_id_28d37c6d_fk_wagtailcore_page_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_callpage
    ADD CONSTRAINT campaigns_callpage_page_ptr_id_28d37c6d_fk_wagtailcore_page_id FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: campaigns_callpage campaigns_callpage_share_image_id_2037dbd8_fk_nnirr_sit; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_callpage
    ADD CONSTRAINT campaigns_callpage_share_image_id_2037dbd8_fk_nnirr_sit FOREIGN KEY (share_image_id) REFERENCES public.nnirr_site_siteimage(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: campaigns_callsindexpage campaigns_callsindex_page_ptr_id_c2868735_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_callsindexpage
    ADD CONSTRAINT campaigns_callsindex_page_ptr_id_c2868735_fk_wagtailco FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: campaigns_callsindexpage campaigns_callsindex_share_image_id_054d2343_fk_nnirr_sit; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_callsindexpage
    ADD CONSTRAINT campaigns_callsindex_share_image_id_054d2343_fk_nnirr_sit FOREIGN KEY (share_image_id) REFERENCES public.nnirr_site_siteimage(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: campaigns_calltext campaigns_calltext_call_id_e502926f_fk_campaigns_call_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_calltext
    ADD CONSTRAINT campaigns_calltext_call_id_e502926f_fk_campaigns_call_id FOREIGN KEY (call_id) REFERENCES public.campaigns_call(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: campaigns_dailytally campaigns_dailytally_call_id_1671a8d2_fk_campaigns_call_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_dailytally
    ADD CONSTRAINT campaigns_dailytally_call_id_1671a8d2_fk_campaigns_call_id FOREIGN KEY (call_id) REFERENCES public.campaigns_call(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: campaigns_delivery campaigns_delivery_call_id_5e23d704_fk_campaigns_call_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_delivery
    ADD CONSTRAINT campaigns_delivery_call_id_5e23d704_fk_campaigns_call_id FOREIGN KEY (call_id) REFERENCES public.campaigns_call(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: campaigns_emailchange campaigns_emailchang_signature_id_d7bfc6fd_fk_campaigns; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_emailchange
    ADD CONSTRAINT campaigns_emailchang_signature_id_d7bfc6fd_fk_campaigns FOREIGN KEY (signature_id) REFERENCES public.campaigns_signature(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: campaigns_linkrequest campaigns_linkrequest_call_id_e27c19c7_fk_campaigns_call_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_linkrequest
    ADD CONSTRAINT campaigns_linkrequest_call_id_e27c19c7_fk_campaigns_call_id FOREIGN KEY (call_id) REFERENCES public.campaigns_call(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: campaigns_outboundmail campaigns_outboundma_email_change_id_fae41dbc_fk_campaigns; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_outboundmail
    ADD CONSTRAINT campaigns_outboundma_email_change_id_fae41dbc_fk_campaigns FOREIGN KEY (email_change_id) REFERENCES public.campaigns_emailchange(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: campaigns_outboundmail campaigns_outboundma_signature_id_3381c88e_fk_campaigns; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_outboundmail
    ADD CONSTRAINT campaigns_outboundma_signature_id_3381c88e_fk_campaigns FOREIGN KEY (signature_id) REFERENCES public.campaigns_signature(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: campaigns_papersheets campaigns_papersheet_entered_by_id_6405d290_fk_nnirr_sit; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_papersheets
    ADD CONSTRAINT campaigns_papersheet_entered_by_id_6405d290_fk_nnirr_sit FOREIGN KEY (entered_by_id) REFERENCES public.nnirr_site_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: campaigns_papersheets campaigns_papersheets_call_id_11a1ca15_fk_campaigns_call_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_papersheets
    ADD CONSTRAINT campaigns_papersheets_call_id_11a1ca15_fk_campaigns_call_id FOREIGN KEY (call_id) REFERENCES public.campaigns_call(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: campaigns_senatorletter campaigns_senatorletter_call_id_23644d47_fk_campaigns_call_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_senatorletter
    ADD CONSTRAINT campaigns_senatorletter_call_id_23644d47_fk_campaigns_call_id FOREIGN KEY (call_id) REFERENCES public.campaigns_call(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: campaigns_signature campaigns_signature_call_id_84fd5c3b_fk_campaigns_call_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_signature
    ADD CONSTRAINT campaigns_signature_call_id_84fd5c3b_fk_campaigns_call_id FOREIGN KEY (call_id) REFERENCES public.campaigns_call(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: campaigns_signature campaigns_signature_statement_id_70ccf9cb_fk_campaigns; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_signature
    ADD CONSTRAINT campaigns_signature_statement_id_70ccf9cb_fk_campaigns FOREIGN KEY (statement_id) REFERENCES public.campaigns_statementversion(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: campaigns_signaturechange campaigns_signaturec_signature_id_97eb723c_fk_campaigns; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_signaturechange
    ADD CONSTRAINT campaigns_signaturec_signature_id_97eb723c_fk_campaigns FOREIGN KEY (signature_id) REFERENCES public.campaigns_signature(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: campaigns_staffnotice campaigns_staffnotice_user_id_5f914a1f_fk_nnirr_site_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_staffnotice
    ADD CONSTRAINT campaigns_staffnotice_user_id_5f914a1f_fk_nnirr_site_user_id FOREIGN KEY (user_id) REFERENCES public.nnirr_site_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: campaigns_statementversion campaigns_statementv_call_id_62131686_fk_campaigns; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_statementversion
    ADD CONSTRAINT campaigns_statementv_call_id_62131686_fk_campaigns FOREIGN KEY (call_id) REFERENCES public.campaigns_call(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: campaigns_tallydelta campaigns_tallydelta_call_id_39ea2256_fk_campaigns_call_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_tallydelta
    ADD CONSTRAINT campaigns_tallydelta_call_id_39ea2256_fk_campaigns_call_id FOREIGN KEY (call_id) REFERENCES public.campaigns_call(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: campaigns_tallystate campaigns_tallystate_call_id_da5a2f5a_fk_campaigns_call_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_tallystate
    ADD CONSTRAINT campaigns_tallystate_call_id_da5a2f5a_fk_campaigns_call_id FOREIGN KEY (call_id) REFERENCES public.campaigns_call(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: campaigns_caughtform caught_form_of_signature; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_caughtform
    ADD CONSTRAINT caught_form_of_signature FOREIGN KEY (signature_id) REFERENCES public.campaigns_signature(id) ON DELETE CASCADE;


--
-- Name: initiatives_initiativerelatedpage initiatives_initiati_initiative_id_d3834714_fk_initiativ; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.initiatives_initiativerelatedpage
    ADD CONSTRAINT initiatives_initiati_initiative_id_d3834714_fk_initiativ FOREIGN KEY (initiative_id) REFERENCES public.initiatives_initiativepage(page_ptr_id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: initiatives_initiativerelatedpage initiatives_initiati_page_id_0d0cfab6_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.initiatives_initiativerelatedpage
    ADD CONSTRAINT initiatives_initiati_page_id_0d0cfab6_fk_wagtailco FOREIGN KEY (page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: initiatives_initiativesindexpage initiatives_initiati_page_ptr_id_81035678_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.initiatives_initiativesindexpage
    ADD CONSTRAINT initiatives_initiati_page_ptr_id_81035678_fk_wagtailco FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: initiatives_initiativepage initiatives_initiati_page_ptr_id_fecaf99d_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.initiatives_initiativepage
    ADD CONSTRAINT initiatives_initiati_page_ptr_id_fecaf99d_fk_wagtailco FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: initiatives_initiativepage initiatives_initiati_share_image_id_80192bf4_fk_nnirr_sit; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.initiatives_initiativepage
    ADD CONSTRAINT initiatives_initiati_share_image_id_80192bf4_fk_nnirr_sit FOREIGN KEY (share_image_id) REFERENCES public.nnirr_site_siteimage(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: initiatives_initiativesindexpage initiatives_initiati_share_image_id_fa0322c6_fk_nnirr_sit; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.initiatives_initiativesindexpage
    ADD CONSTRAINT initiatives_initiati_share_image_id_fa0322c6_fk_nnirr_sit FOREIGN KEY (share_image_id) REFERENCES public.nnirr_site_siteimage(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: initiatives_networkpage initiatives_networkp_page_ptr_id_8fe6baed_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.initiatives_networkpage
    ADD CONSTRAINT initiatives_networkp_page_ptr_id_8fe6baed_fk_wagtailco FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: initiatives_networkpage initiatives_networkp_share_image_id_cb3268d9_fk_nnirr_sit; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.initiatives_networkpage
    ADD CONSTRAINT initiatives_networkp_share_image_id_cb3268d9_fk_nnirr_sit FOREIGN KEY (share_image_id) REFERENCES public.nnirr_site_siteimage(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: initiatives_networksindexpage initiatives_networks_page_ptr_id_e728b3bd_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.initiatives_networksindexpage
    ADD CONSTRAINT initiatives_networks_page_ptr_id_e728b3bd_fk_wagtailco FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: initiatives_networksindexpage initiatives_networks_share_image_id_4bb1c8f7_fk_nnirr_sit; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.initiatives_networksindexpage
    ADD CONSTRAINT initiatives_networks_share_image_id_4bb1c8f7_fk_nnirr_sit FOREIGN KEY (share_image_id) REFERENCES public.nnirr_site_siteimage(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: initiatives_policyupdatetopic initiatives_policyup_content_object_id_09d5f1bb_fk_initiativ; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.initiatives_policyupdatetopic
    ADD CONSTRAINT initiatives_policyup_content_object_id_09d5f1bb_fk_initiativ FOREIGN KEY (content_object_id) REFERENCES public.initiatives_policyupdatepage(page_ptr_id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: initiatives_policyupdatesindexpage initiatives_policyup_page_ptr_id_8c867ed7_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.initiatives_policyupdatesindexpage
    ADD CONSTRAINT initiatives_policyup_page_ptr_id_8c867ed7_fk_wagtailco FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: initiatives_policyupdatepage initiatives_policyup_page_ptr_id_b1bf2688_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.initiatives_policyupdatepage
    ADD CONSTRAINT initiatives_policyup_page_ptr_id_b1bf2688_fk_wagtailco FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: initiatives_policyupdatepage initiatives_policyup_share_image_id_a05a61a4_fk_nnirr_sit; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.initiatives_policyupdatepage
    ADD CONSTRAINT initiatives_policyup_share_image_id_a05a61a4_fk_nnirr_sit FOREIGN KEY (share_image_id) REFERENCES public.nnirr_site_siteimage(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: initiatives_policyupdatesindexpage initiatives_policyup_share_image_id_b8e2a080_fk_nnirr_sit; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.initiatives_policyupdatesindexpage
    ADD CONSTRAINT initiatives_policyup_share_image_id_b8e2a080_fk_nnirr_sit FOREIGN KEY (share_image_id) REFERENCES public.nnirr_site_siteimage(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: initiatives_policyupdatetopic initiatives_policyup_tag_id_c8a35b4d_fk_nnirr_sit; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.initiatives_policyupdatetopic
    ADD CONSTRAINT initiatives_policyup_tag_id_c8a35b4d_fk_nnirr_sit FOREIGN KEY (tag_id) REFERENCES public.nnirr_site_topic(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: initiatives_trackerpage initiatives_trackerp_page_ptr_id_4db510fb_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.initiatives_trackerpage
    ADD CONSTRAINT initiatives_trackerp_page_ptr_id_4db510fb_fk_wagtailco FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: initiatives_trackerpage initiatives_trackerp_share_image_id_f7cc53b2_fk_nnirr_sit; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.initiatives_trackerpage
    ADD CONSTRAINT initiatives_trackerp_share_image_id_f7cc53b2_fk_nnirr_sit FOREIGN KEY (share_image_id) REFERENCES public.nnirr_site_siteimage(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: nnirr_site_authenticatorapp nnirr_site_authentic_user_id_b1df1dc4_fk_nnirr_sit; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_authenticatorapp
    ADD CONSTRAINT nnirr_site_authentic_user_id_b1df1dc4_fk_nnirr_sit FOREIGN KEY (user_id) REFERENCES public.nnirr_site_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: nnirr_site_checkedlink nnirr_site_checkedli_set_aside_by_id_62b73004_fk_nnirr_sit; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_checkedlink
    ADD CONSTRAINT nnirr_site_checkedli_set_aside_by_id_62b73004_fk_nnirr_sit FOREIGN KEY (set_aside_by_id) REFERENCES public.nnirr_site_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: nnirr_site_deletedpage nnirr_site_deletedpage_owner_id_7eb113cb_fk_nnirr_site_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_deletedpage
    ADD CONSTRAINT nnirr_site_deletedpage_owner_id_7eb113cb_fk_nnirr_site_user_id FOREIGN KEY (owner_id) REFERENCES public.nnirr_site_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: nnirr_site_homepage nnirr_site_homepage_call_more_page_id_70e7ea8e_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_homepage
    ADD CONSTRAINT nnirr_site_homepage_call_more_page_id_70e7ea8e_fk_wagtailco FOREIGN KEY (call_more_page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: nnirr_site_homepage nnirr_site_homepage_more_page_id_2cc9ba8d_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_homepage
    ADD CONSTRAINT nnirr_site_homepage_more_page_id_2cc9ba8d_fk_wagtailco FOREIGN KEY (more_page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: nnirr_site_homepage nnirr_site_homepage_page_ptr_id_246a0e37_fk_wagtailcore_page_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_homepage
    ADD CONSTRAINT nnirr_site_homepage_page_ptr_id_246a0e37_fk_wagtailcore_page_id FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: nnirr_site_homepage nnirr_site_homepage_share_image_id_983673a1_fk_nnirr_sit; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_homepage
    ADD CONSTRAINT nnirr_site_homepage_share_image_id_983673a1_fk_nnirr_sit FOREIGN KEY (share_image_id) REFERENCES public.nnirr_site_siteimage(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: nnirr_site_linkuse nnirr_site_linkuse_link_id_d8ca0228_fk_nnirr_sit; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_linkuse
    ADD CONSTRAINT nnirr_site_linkuse_link_id_d8ca0228_fk_nnirr_sit FOREIGN KEY (link_id) REFERENCES public.nnirr_site_checkedlink(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: nnirr_site_linkuse nnirr_site_linkuse_menu_id_244bb305_fk_nnirr_sit; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_linkuse
    ADD CONSTRAINT nnirr_site_linkuse_menu_id_244bb305_fk_nnirr_sit FOREIGN KEY (menu_id) REFERENCES public.nnirr_site_navigationmenu(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: nnirr_site_linkuse nnirr_site_linkuse_page_id_92a2f949_fk_wagtailcore_page_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_linkuse
    ADD CONSTRAINT nnirr_site_linkuse_page_id_92a2f949_fk_wagtailcore_page_id FOREIGN KEY (page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: nnirr_site_listputaway nnirr_site_listputaway_user_id_f9f890d8_fk_nnirr_site_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_listputaway
    ADD CONSTRAINT nnirr_site_listputaway_user_id_f9f890d8_fk_nnirr_site_user_id FOREIGN KEY (user_id) REFERENCES public.nnirr_site_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: nnirr_site_nativereading nnirr_site_nativerea_page_id_8f2f1f4d_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_nativereading
    ADD CONSTRAINT nnirr_site_nativerea_page_id_8f2f1f4d_fk_wagtailco FOREIGN KEY (page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: nnirr_site_nativereading nnirr_site_nativerea_read_by_id_ad3705d0_fk_nnirr_sit; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_nativereading
    ADD CONSTRAINT nnirr_site_nativerea_read_by_id_ad3705d0_fk_nnirr_sit FOREIGN KEY (read_by_id) REFERENCES public.nnirr_site_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: nnirr_site_navigationmenu nnirr_site_navigatio_locale_id_88e8b677_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_navigationmenu
    ADD CONSTRAINT nnirr_site_navigatio_locale_id_88e8b677_fk_wagtailco FOREIGN KEY (locale_id) REFERENCES public.wagtailcore_locale(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: nnirr_site_passkey nnirr_site_passkey_user_id_7c4f7be5_fk_nnirr_site_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_passkey
    ADD CONSTRAINT nnirr_site_passkey_user_id_7c4f7be5_fk_nnirr_site_user_id FOREIGN KEY (user_id) REFERENCES public.nnirr_site_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: nnirr_site_recoverysheet nnirr_site_recoverysheet_user_id_a720fea5_fk_nnirr_site_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_recoverysheet
    ADD CONSTRAINT nnirr_site_recoverysheet_user_id_a720fea5_fk_nnirr_site_user_id FOREIGN KEY (user_id) REFERENCES public.nnirr_site_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: nnirr_site_scheduleproblem nnirr_site_schedulep_content_type_id_46f2b3ce_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_scheduleproblem
    ADD CONSTRAINT nnirr_site_schedulep_content_type_id_46f2b3ce_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: nnirr_site_searchentry nnirr_site_searchentry_page_id_1576cdf6_fk_wagtailcore_page_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_searchentry
    ADD CONSTRAINT nnirr_site_searchentry_page_id_1576cdf6_fk_wagtailcore_page_id FOREIGN KEY (page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: nnirr_site_signinrecord nnirr_site_signinrecord_user_id_5563e772_fk_nnirr_site_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_signinrecord
    ADD CONSTRAINT nnirr_site_signinrecord_user_id_5563e772_fk_nnirr_site_user_id FOREIGN KEY (user_id) REFERENCES public.nnirr_site_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: nnirr_site_sitedocument nnirr_site_sitedocum_collection_id_cc8ac917_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_sitedocument
    ADD CONSTRAINT nnirr_site_sitedocum_collection_id_cc8ac917_fk_wagtailco FOREIGN KEY (collection_id) REFERENCES public.wagtailcore_collection(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: nnirr_site_sitedocument nnirr_site_sitedocum_other_format_of_id_62da8c63_fk_nnirr_sit; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_sitedocument
    ADD CONSTRAINT nnirr_site_sitedocum_other_format_of_id_62da8c63_fk_nnirr_sit FOREIGN KEY (other_format_of_id) REFERENCES public.nnirr_site_sitedocument(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: nnirr_site_sitedocument nnirr_site_sitedocum_uploaded_by_user_id_162b388e_fk_nnirr_sit; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_sitedocument
    ADD CONSTRAINT nnirr_site_sitedocum_uploaded_by_user_id_162b388e_fk_nnirr_sit FOREIGN KEY (uploaded_by_user_id) REFERENCES public.nnirr_site_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: nnirr_site_siteidentity nnirr_site_siteident_alert_page_id_b8509af2_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_siteidentity
    ADD CONSTRAINT nnirr_site_siteident_alert_page_id_b8509af2_fk_wagtailco FOREIGN KEY (alert_page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: nnirr_site_siteidentity nnirr_site_siteident_call_page_id_d8157cc9_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_siteidentity
    ADD CONSTRAINT nnirr_site_siteident_call_page_id_d8157cc9_fk_wagtailco FOREIGN KEY (call_page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: nnirr_site_siteidentity nnirr_site_siteident_privacy_page_id_13eb1219_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_siteidentity
    ADD CONSTRAINT nnirr_site_siteident_privacy_page_id_13eb1219_fk_wagtailco FOREIGN KEY (privacy_page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: nnirr_site_siteidentity nnirr_site_siteidentity_site_id_6973633f_fk_wagtailcore_site_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_siteidentity
    ADD CONSTRAINT nnirr_site_siteidentity_site_id_6973633f_fk_wagtailcore_site_id FOREIGN KEY (site_id) REFERENCES public.wagtailcore_site(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: nnirr_site_siteimage nnirr_site_siteimage_collection_id_709ea63c_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_siteimage
    ADD CONSTRAINT nnirr_site_siteimage_collection_id_709ea63c_fk_wagtailco FOREIGN KEY (collection_id) REFERENCES public.wagtailcore_collection(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: nnirr_site_siteimage nnirr_site_siteimage_uploaded_by_user_id_8ce62192_fk_nnirr_sit; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_siteimage
    ADD CONSTRAINT nnirr_site_siteimage_uploaded_by_user_id_8ce62192_fk_nnirr_sit FOREIGN KEY (uploaded_by_user_id) REFERENCES public.nnirr_site_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: nnirr_site_siterendition nnirr_site_siterendi_image_id_eb985eca_fk_nnirr_sit; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_siterendition
    ADD CONSTRAINT nnirr_site_siterendi_image_id_eb985eca_fk_nnirr_sit FOREIGN KEY (image_id) REFERENCES public.nnirr_site_siteimage(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: nnirr_site_staffmail nnirr_site_staffmail_user_id_e6ad82f7_fk_nnirr_site_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_staffmail
    ADD CONSTRAINT nnirr_site_staffmail_user_id_e6ad82f7_fk_nnirr_site_user_id FOREIGN KEY (user_id) REFERENCES public.nnirr_site_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: nnirr_site_standardpage nnirr_site_standardp_page_ptr_id_3b2b246b_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_standardpage
    ADD CONSTRAINT nnirr_site_standardp_page_ptr_id_3b2b246b_fk_wagtailco FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: nnirr_site_standardpage nnirr_site_standardp_share_image_id_e56545df_fk_nnirr_sit; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_standardpage
    ADD CONSTRAINT nnirr_site_standardp_share_image_id_e56545df_fk_nnirr_sit FOREIGN KEY (share_image_id) REFERENCES public.nnirr_site_siteimage(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: nnirr_site_translationreview nnirr_site_translati_checked_by_id_aa4c1eac_fk_nnirr_sit; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_translationreview
    ADD CONSTRAINT nnirr_site_translati_checked_by_id_aa4c1eac_fk_nnirr_sit FOREIGN KEY (checked_by_id) REFERENCES public.nnirr_site_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: nnirr_site_translationreview nnirr_site_translati_page_id_da6a4cb6_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_translationreview
    ADD CONSTRAINT nnirr_site_translati_page_id_da6a4cb6_fk_wagtailco FOREIGN KEY (page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: nnirr_site_translationreview nnirr_site_translati_source_id_0583936d_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_translationreview
    ADD CONSTRAINT nnirr_site_translati_source_id_0583936d_fk_wagtailco FOREIGN KEY (source_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: nnirr_site_user_groups nnirr_site_user_groups_group_id_6e871fa1_fk_auth_group_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_user_groups
    ADD CONSTRAINT nnirr_site_user_groups_group_id_6e871fa1_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: nnirr_site_user_groups nnirr_site_user_groups_user_id_71aa6b23_fk_nnirr_site_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_user_groups
    ADD CONSTRAINT nnirr_site_user_groups_user_id_71aa6b23_fk_nnirr_site_user_id FOREIGN KEY (user_id) REFERENCES public.nnirr_site_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: nnirr_site_user_user_permissions nnirr_site_user_user_permission_id_8e284a79_fk_auth_perm; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_user_user_permissions
    ADD CONSTRAINT nnirr_site_user_user_permission_id_8e284a79_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: nnirr_site_user_user_permissions nnirr_site_user_user_user_id_2a258277_fk_nnirr_sit; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.nnirr_site_user_user_permissions
    ADD CONSTRAINT nnirr_site_user_user_user_id_2a258277_fk_nnirr_sit FOREIGN KEY (user_id) REFERENCES public.nnirr_site_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: resources_migrantsdaykitpage resources_migrantsda_brief_page_id_388b6b21_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resources_migrantsdaykitpage
    ADD CONSTRAINT resources_migrantsda_brief_page_id_388b6b21_fk_wagtailco FOREIGN KEY (brief_page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: resources_migrantsdaymaterial resources_migrantsda_document_id_a7960101_fk_nnirr_sit; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resources_migrantsdaymaterial
    ADD CONSTRAINT resources_migrantsda_document_id_a7960101_fk_nnirr_sit FOREIGN KEY (document_id) REFERENCES public.nnirr_site_sitedocument(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: resources_migrantsdaymaterial resources_migrantsda_page_id_4dd1c722_fk_resources; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resources_migrantsdaymaterial
    ADD CONSTRAINT resources_migrantsda_page_id_4dd1c722_fk_resources FOREIGN KEY (page_id) REFERENCES public.resources_migrantsdaypage(page_ptr_id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: resources_migrantsdaypage resources_migrantsda_page_ptr_id_1707886a_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resources_migrantsdaypage
    ADD CONSTRAINT resources_migrantsda_page_ptr_id_1707886a_fk_wagtailco FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: resources_migrantsdayeventpage resources_migrantsda_page_ptr_id_9afe23bc_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resources_migrantsdayeventpage
    ADD CONSTRAINT resources_migrantsda_page_ptr_id_9afe23bc_fk_wagtailco FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: resources_migrantsdayyearpage resources_migrantsda_page_ptr_id_a12a3780_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resources_migrantsdayyearpage
    ADD CONSTRAINT resources_migrantsda_page_ptr_id_a12a3780_fk_wagtailco FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: resources_migrantsdaykitpage resources_migrantsda_page_ptr_id_c6131fc6_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resources_migrantsdaykitpage
    ADD CONSTRAINT resources_migrantsda_page_ptr_id_c6131fc6_fk_wagtailco FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: resources_migrantsdayeventpage resources_migrantsda_share_image_id_958bcdda_fk_nnirr_sit; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resources_migrantsdayeventpage
    ADD CONSTRAINT resources_migrantsda_share_image_id_958bcdda_fk_nnirr_sit FOREIGN KEY (share_image_id) REFERENCES public.nnirr_site_siteimage(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: resources_migrantsdaykitpage resources_migrantsda_share_image_id_a9fce718_fk_nnirr_sit; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resources_migrantsdaykitpage
    ADD CONSTRAINT resources_migrantsda_share_image_id_a9fce718_fk_nnirr_sit FOREIGN KEY (share_image_id) REFERENCES public.nnirr_site_siteimage(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: resources_migrantsdaypage resources_migrantsda_share_image_id_ad47eb2b_fk_nnirr_sit; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resources_migrantsdaypage
    ADD CONSTRAINT resources_migrantsda_share_image_id_ad47eb2b_fk_nnirr_sit FOREIGN KEY (share_image_id) REFERENCES public.nnirr_site_siteimage(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: resources_migrantsdayyearpage resources_migrantsda_share_image_id_c501e6dc_fk_nnirr_sit; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resources_migrantsdayyearpage
    ADD CONSTRAINT resources_migrantsda_share_image_id_c501e6dc_fk_nnirr_sit FOREIGN KEY (share_image_id) REFERENCES public.nnirr_site_siteimage(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: resources_printedfile resources_printedfil_document_id_d10ac023_fk_nnirr_sit; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resources_printedfile
    ADD CONSTRAINT resources_printedfil_document_id_d10ac023_fk_nnirr_sit FOREIGN KEY (document_id) REFERENCES public.nnirr_site_sitedocument(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: resources_resourcedownload resources_resourcedo_document_id_c8ed486e_fk_nnirr_sit; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resources_resourcedownload
    ADD CONSTRAINT resources_resourcedo_document_id_c8ed486e_fk_nnirr_sit FOREIGN KEY (document_id) REFERENCES public.nnirr_site_sitedocument(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: resources_resourcedownload resources_resourcedo_resource_id_fce6aa10_fk_resources; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resources_resourcedownload
    ADD CONSTRAINT resources_resourcedo_resource_id_fce6aa10_fk_resources FOREIGN KEY (resource_id) REFERENCES public.resources_resourcepage(page_ptr_id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: resources_resourcelibrarypage resources_resourceli_page_ptr_id_d2114bef_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resources_resourcelibrarypage
    ADD CONSTRAINT resources_resourceli_page_ptr_id_d2114bef_fk_wagtailco FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: resources_resourcelibrarypage resources_resourceli_share_image_id_a6e96161_fk_nnirr_sit; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resources_resourcelibrarypage
    ADD CONSTRAINT resources_resourceli_share_image_id_a6e96161_fk_nnirr_sit FOREIGN KEY (share_image_id) REFERENCES public.nnirr_site_siteimage(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: resources_resourcepage resources_resourcepa_cover_id_73738ac1_fk_nnirr_sit; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resources_resourcepage
    ADD CONSTRAINT resources_resourcepa_cover_id_73738ac1_fk_nnirr_sit FOREIGN KEY (cover_id) REFERENCES public.nnirr_site_siteimage(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: resources_resourcepage resources_resourcepa_page_ptr_id_3d1d3034_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resources_resourcepage
    ADD CONSTRAINT resources_resourcepa_page_ptr_id_3d1d3034_fk_wagtailco FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: resources_resourcepage resources_resourcepa_share_image_id_b999102e_fk_nnirr_sit; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resources_resourcepage
    ADD CONSTRAINT resources_resourcepa_share_image_id_b999102e_fk_nnirr_sit FOREIGN KEY (share_image_id) REFERENCES public.nnirr_site_siteimage(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: resources_resourcerelatedpage resources_resourcere_page_id_79d52616_fk_resources; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resources_resourcerelatedpage
    ADD CONSTRAINT resources_resourcere_page_id_79d52616_fk_resources FOREIGN KEY (page_id) REFERENCES public.resources_resourcepage(page_ptr_id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: resources_resourcerelatedpage resources_resourcere_resource_id_102111ca_fk_resources; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resources_resourcerelatedpage
    ADD CONSTRAINT resources_resourcere_resource_id_102111ca_fk_resources FOREIGN KEY (resource_id) REFERENCES public.resources_resourcepage(page_ptr_id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: resources_resourcetopic resources_resourceto_content_object_id_30c3e0d1_fk_resources; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resources_resourcetopic
    ADD CONSTRAINT resources_resourceto_content_object_id_30c3e0d1_fk_resources FOREIGN KEY (content_object_id) REFERENCES public.resources_resourcepage(page_ptr_id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: resources_resourcetopic resources_resourcetopic_tag_id_30bc00fe_fk_nnirr_site_topic_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resources_resourcetopic
    ADD CONSTRAINT resources_resourcetopic_tag_id_30bc00fe_fk_nnirr_site_topic_id FOREIGN KEY (tag_id) REFERENCES public.nnirr_site_topic(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: resources_toolkitpage resources_toolkitpag_page_ptr_id_772576f9_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resources_toolkitpage
    ADD CONSTRAINT resources_toolkitpag_page_ptr_id_772576f9_fk_wagtailco FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: resources_toolkitpage resources_toolkitpag_share_image_id_740bb2bb_fk_nnirr_sit; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.resources_toolkitpage
    ADD CONSTRAINT resources_toolkitpag_share_image_id_740bb2bb_fk_nnirr_sit FOREIGN KEY (share_image_id) REFERENCES public.nnirr_site_siteimage(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: taggit_taggeditem taggit_taggeditem_content_type_id_9957a03c_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.taggit_taggeditem
    ADD CONSTRAINT taggit_taggeditem_content_type_id_9957a03c_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: taggit_taggeditem taggit_taggeditem_tag_id_f4f5b767_fk_taggit_tag_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.taggit_taggeditem
    ADD CONSTRAINT taggit_taggeditem_tag_id_f4f5b767_fk_taggit_tag_id FOREIGN KEY (tag_id) REFERENCES public.taggit_tag(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailadmin_editingsession wagtailadmin_editing_content_type_id_4df7730e_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailadmin_editingsession
    ADD CONSTRAINT wagtailadmin_editing_content_type_id_4df7730e_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailadmin_editingsession wagtailadmin_editing_user_id_6e1a9b70_fk_nnirr_sit; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailadmin_editingsession
    ADD CONSTRAINT wagtailadmin_editing_user_id_6e1a9b70_fk_nnirr_sit FOREIGN KEY (user_id) REFERENCES public.nnirr_site_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailadmin_formstate wagtailadmin_formsta_content_type_id_e32438b3_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailadmin_formstate
    ADD CONSTRAINT wagtailadmin_formsta_content_type_id_e32438b3_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailadmin_formstate wagtailadmin_formstate_user_id_b910adc2_fk_nnirr_site_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailadmin_formstate
    ADD CONSTRAINT wagtailadmin_formstate_user_id_b910adc2_fk_nnirr_site_user_id FOREIGN KEY (user_id) REFERENCES public.nnirr_site_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_apitoken wagtailcore_apitoken_user_id_49b1141b_fk_nnirr_site_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_apitoken
    ADD CONSTRAINT wagtailcore_apitoken_user_id_49b1141b_fk_nnirr_site_user_id FOREIGN KEY (user_id) REFERENCES public.nnirr_site_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_collectionviewrestriction wagtailcore_collecti_collection_id_761908ec_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_collectionviewrestriction
    ADD CONSTRAINT wagtailcore_collecti_collection_id_761908ec_fk_wagtailco FOREIGN KEY (collection_id) REFERENCES public.wagtailcore_collection(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_collectionviewrestriction_groups wagtailcore_collecti_collectionviewrestri_47320efd_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_collectionviewrestriction_groups
    ADD CONSTRAINT wagtailcore_collecti_collectionviewrestri_47320efd_fk_wagtailco FOREIGN KEY (collectionviewrestriction_id) REFERENCES public.wagtailcore_collectionviewrestriction(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_collectionviewrestriction_groups wagtailcore_collecti_group_id_1823f2a3_fk_auth_grou; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_collectionviewrestriction_groups
    ADD CONSTRAINT wagtailcore_collecti_group_id_1823f2a3_fk_auth_grou FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_comment wagtailcore_comment_page_id_108444b5_fk_wagtailcore_page_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_comment
    ADD CONSTRAINT wagtailcore_comment_page_id_108444b5_fk_wagtailcore_page_id FOREIGN KEY (page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_comment wagtailcore_comment_resolved_by_id_a282aa0e_fk_nnirr_sit; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_comment
    ADD CONSTRAINT wagtailcore_comment_resolved_by_id_a282aa0e_fk_nnirr_sit FOREIGN KEY (resolved_by_id) REFERENCES public.nnirr_site_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_comment wagtailcore_comment_revision_created_id_1d058279_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_comment
    ADD CONSTRAINT wagtailcore_comment_revision_created_id_1d058279_fk_wagtailco FOREIGN KEY (revision_created_id) REFERENCES public.wagtailcore_revision(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_comment wagtailcore_comment_user_id_0c577ca6_fk_nnirr_site_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_comment
    ADD CONSTRAINT wagtailcore_comment_user_id_0c577ca6_fk_nnirr_site_user_id FOREIGN KEY (user_id) REFERENCES public.nnirr_site_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_commentreply wagtailcore_commentr_comment_id_afc7e027_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_commentreply
    ADD CONSTRAINT wagtailcore_commentr_comment_id_afc7e027_fk_wagtailco FOREIGN KEY (comment_id) REFERENCES public.wagtailcore_comment(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_commentreply wagtailcore_commentreply_user_id_d0b3b9c3_fk_nnirr_site_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_commentreply
    ADD CONSTRAINT wagtailcore_commentreply_user_id_d0b3b9c3_fk_nnirr_site_user_id FOREIGN KEY (user_id) REFERENCES public.nnirr_site_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_groupapprovaltask_groups wagtailcore_groupapp_group_id_2e64b61f_fk_auth_grou; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_groupapprovaltask_groups
    ADD CONSTRAINT wagtailcore_groupapp_group_id_2e64b61f_fk_auth_grou FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_groupapprovaltask_groups wagtailcore_groupapp_groupapprovaltask_id_9a9255ea_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_groupapprovaltask_groups
    ADD CONSTRAINT wagtailcore_groupapp_groupapprovaltask_id_9a9255ea_fk_wagtailco FOREIGN KEY (groupapprovaltask_id) REFERENCES public.wagtailcore_groupapprovaltask(task_ptr_id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_groupapprovaltask wagtailcore_groupapp_task_ptr_id_cfe58781_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_groupapprovaltask
    ADD CONSTRAINT wagtailcore_groupapp_task_ptr_id_cfe58781_fk_wagtailco FOREIGN KEY (task_ptr_id) REFERENCES public.wagtailcore_task(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_groupcollectionpermission wagtailcore_groupcol_collection_id_5423575a_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_groupcollectionpermission
    ADD CONSTRAINT wagtailcore_groupcol_collection_id_5423575a_fk_wagtailco FOREIGN KEY (collection_id) REFERENCES public.wagtailcore_collection(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_groupcollectionpermission wagtailcore_groupcol_group_id_05d61460_fk_auth_grou; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_groupcollectionpermission
    ADD CONSTRAINT wagtailcore_groupcol_group_id_05d61460_fk_auth_grou FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_groupcollectionpermission wagtailcore_groupcol_permission_id_1b626275_fk_auth_perm; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_groupcollectionpermission
    ADD CONSTRAINT wagtailcore_groupcol_permission_id_1b626275_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_grouppagepermission wagtailcore_grouppag_group_id_fc07e671_fk_auth_grou; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_grouppagepermission
    ADD CONSTRAINT wagtailcore_grouppag_group_id_fc07e671_fk_auth_grou FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_grouppagepermission wagtailcore_grouppag_page_id_710b114a_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_grouppagepermission
    ADD CONSTRAINT wagtailcore_grouppag_page_id_710b114a_fk_wagtailco FOREIGN KEY (page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_grouppagepermission wagtailcore_grouppag_permission_id_05acb22e_fk_auth_perm; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_grouppagepermission
    ADD CONSTRAINT wagtailcore_grouppag_permission_id_05acb22e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_groupsitepermission wagtailcore_groupsit_group_id_e5cdbee4_fk_auth_grou; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_groupsitepermission
    ADD CONSTRAINT wagtailcore_groupsit_group_id_e5cdbee4_fk_auth_grou FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_groupsitepermission wagtailcore_groupsit_permission_id_459b1f38_fk_auth_perm; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_groupsitepermission
    ADD CONSTRAINT wagtailcore_groupsit_permission_id_459b1f38_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_groupsitepermission wagtailcore_groupsit_site_id_245de488_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_groupsitepermission
    ADD CONSTRAINT wagtailcore_groupsit_site_id_245de488_fk_wagtailco FOREIGN KEY (site_id) REFERENCES public.wagtailcore_site(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_modellogentry wagtailcore_modellog_content_type_id_68849e77_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_modellogentry
    ADD CONSTRAINT wagtailcore_modellog_content_type_id_68849e77_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_page wagtailcore_page_alias_of_id_12945502_fk_wagtailcore_page_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_alias_of_id_12945502_fk_wagtailcore_page_id FOREIGN KEY (alias_of_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_page wagtailcore_page_content_type_id_c28424df_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_content_type_id_c28424df_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_page wagtailcore_page_latest_revision_id_e60fef51_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_latest_revision_id_e60fef51_fk_wagtailco FOREIGN KEY (latest_revision_id) REFERENCES public.wagtailcore_revision(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_page wagtailcore_page_live_revision_id_930bd822_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_live_revision_id_930bd822_fk_wagtailco FOREIGN KEY (live_revision_id) REFERENCES public.wagtailcore_revision(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_page wagtailcore_page_locale_id_3c7e30a6_fk_wagtailcore_locale_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_locale_id_3c7e30a6_fk_wagtailcore_locale_id FOREIGN KEY (locale_id) REFERENCES public.wagtailcore_locale(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_page wagtailcore_page_locked_by_id_bcb86245_fk_nnirr_site_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_locked_by_id_bcb86245_fk_nnirr_site_user_id FOREIGN KEY (locked_by_id) REFERENCES public.nnirr_site_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_page wagtailcore_page_owner_id_fbf7c332_fk_nnirr_site_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_owner_id_fbf7c332_fk_nnirr_site_user_id FOREIGN KEY (owner_id) REFERENCES public.nnirr_site_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_pagelogentry wagtailcore_pageloge_content_type_id_74e7708a_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_pagelogentry
    ADD CONSTRAINT wagtailcore_pageloge_content_type_id_74e7708a_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_revision wagtailcore_pagerevision_user_id_2409d2f4_fk_nnirr_site_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_revision
    ADD CONSTRAINT wagtailcore_pagerevision_user_id_2409d2f4_fk_nnirr_site_user_id FOREIGN KEY (user_id) REFERENCES public.nnirr_site_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_pagesubscription wagtailcore_pagesubs_page_id_a085e7a6_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_pagesubscription
    ADD CONSTRAINT wagtailcore_pagesubs_page_id_a085e7a6_fk_wagtailco FOREIGN KEY (page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_pagesubscription wagtailcore_pagesubs_user_id_89d7def9_fk_nnirr_sit; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_pagesubscription
    ADD CONSTRAINT wagtailcore_pagesubs_user_id_89d7def9_fk_nnirr_sit FOREIGN KEY (user_id) REFERENCES public.nnirr_site_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_pageviewrestriction_groups wagtailcore_pageview_group_id_6460f223_fk_auth_grou; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_pageviewrestriction_groups
    ADD CONSTRAINT wagtailcore_pageview_group_id_6460f223_fk_auth_grou FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_pageviewrestriction wagtailcore_pageview_page_id_15a8bea6_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_pageviewrestriction
    ADD CONSTRAINT wagtailcore_pageview_page_id_15a8bea6_fk_wagtailco FOREIGN KEY (page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_pageviewrestriction_groups wagtailcore_pageview_pageviewrestriction__f147a99a_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_pageviewrestriction_groups
    ADD CONSTRAINT wagtailcore_pageview_pageviewrestriction__f147a99a_fk_wagtailco FOREIGN KEY (pageviewrestriction_id) REFERENCES public.wagtailcore_pageviewrestriction(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_referenceindex wagtailcore_referenc_base_content_type_id_313cf40f_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_referenceindex
    ADD CONSTRAINT wagtailcore_referenc_base_content_type_id_313cf40f_fk_django_co FOREIGN KEY (base_content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_referenceindex wagtailcore_referenc_content_type_id_766e0336_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_referenceindex
    ADD CONSTRAINT wagtailcore_referenc_content_type_id_766e0336_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_referenceindex wagtailcore_referenc_to_content_type_id_93690bbd_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_referenceindex
    ADD CONSTRAINT wagtailcore_referenc_to_content_type_id_93690bbd_fk_django_co FOREIGN KEY (to_content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_revision wagtailcore_revision_base_content_type_id_5b4ef7bd_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_revision
    ADD CONSTRAINT wagtailcore_revision_base_content_type_id_5b4ef7bd_fk_django_co FOREIGN KEY (base_content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_revision wagtailcore_revision_content_type_id_c8cb69c0_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_revision
    ADD CONSTRAINT wagtailcore_revision_content_type_id_c8cb69c0_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_site wagtailcore_site_root_page_id_e02fb95c_fk_wagtailcore_page_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_site
    ADD CONSTRAINT wagtailcore_site_root_page_id_e02fb95c_fk_wagtailcore_page_id FOREIGN KEY (root_page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_task wagtailcore_task_content_type_id_249ab8ba_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_task
    ADD CONSTRAINT wagtailcore_task_content_type_id_249ab8ba_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_taskstate wagtailcore_taskstat_content_type_id_0a758fdc_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_taskstate
    ADD CONSTRAINT wagtailcore_taskstat_content_type_id_0a758fdc_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_taskstate wagtailcore_taskstat_finished_by_id_13f98229_fk_nnirr_sit; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_taskstate
    ADD CONSTRAINT wagtailcore_taskstat_finished_by_id_13f98229_fk_nnirr_sit FOREIGN KEY (finished_by_id) REFERENCES public.nnirr_site_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_taskstate wagtailcore_taskstat_revision_id_df25a499_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_taskstate
    ADD CONSTRAINT wagtailcore_taskstat_revision_id_df25a499_fk_wagtailco FOREIGN KEY (revision_id) REFERENCES public.wagtailcore_revision(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_taskstate wagtailcore_taskstat_workflow_state_id_9239a775_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_taskstate
    ADD CONSTRAINT wagtailcore_taskstat_workflow_state_id_9239a775_fk_wagtailco FOREIGN KEY (workflow_state_id) REFERENCES public.wagtailcore_workflowstate(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_taskstate wagtailcore_taskstate_task_id_c3677c34_fk_wagtailcore_task_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_taskstate
    ADD CONSTRAINT wagtailcore_taskstate_task_id_c3677c34_fk_wagtailcore_task_id FOREIGN KEY (task_id) REFERENCES public.wagtailcore_task(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_uploadedfile wagtailcore_uploaded_for_content_type_id_b0fc87b2_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_uploadedfile
    ADD CONSTRAINT wagtailcore_uploaded_for_content_type_id_b0fc87b2_fk_django_co FOREIGN KEY (for_content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_uploadedfile wagtailcore_uploaded_uploaded_by_user_id_c7580fe8_fk_nnirr_sit; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_uploadedfile
    ADD CONSTRAINT wagtailcore_uploaded_uploaded_by_user_id_c7580fe8_fk_nnirr_sit FOREIGN KEY (uploaded_by_user_id) REFERENCES public.nnirr_site_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_workflowstate wagtailcore_workflow_base_content_type_id_a30dc576_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_workflowstate
    ADD CONSTRAINT wagtailcore_workflow_base_content_type_id_a30dc576_fk_django_co FOREIGN KEY (base_content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_workflowstate wagtailcore_workflow_content_type_id_2bb78ce1_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_workflowstate
    ADD CONSTRAINT wagtailcore_workflow_content_type_id_2bb78ce1_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_workflowcontenttype wagtailcore_workflow_content_type_id_b261bb37_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_workflowcontenttype
    ADD CONSTRAINT wagtailcore_workflow_content_type_id_b261bb37_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_workflowstate wagtailcore_workflow_current_task_state_i_3a1a0632_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_workflowstate
    ADD CONSTRAINT wagtailcore_workflow_current_task_state_i_3a1a0632_fk_wagtailco FOREIGN KEY (current_task_state_id) REFERENCES public.wagtailcore_taskstate(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_workflowpage wagtailcore_workflow_page_id_81e7bab6_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_workflowpage
    ADD CONSTRAINT wagtailcore_workflow_page_id_81e7bab6_fk_wagtailco FOREIGN KEY (page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_workflowstate wagtailcore_workflow_requested_by_id_4090bca3_fk_nnirr_sit; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_workflowstate
    ADD CONSTRAINT wagtailcore_workflow_requested_by_id_4090bca3_fk_nnirr_sit FOREIGN KEY (requested_by_id) REFERENCES public.nnirr_site_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_workflowtask wagtailcore_workflow_task_id_ce7716fe_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_workflowtask
    ADD CONSTRAINT wagtailcore_workflow_task_id_ce7716fe_fk_wagtailco FOREIGN KEY (task_id) REFERENCES public.wagtailcore_task(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_workflowstate wagtailcore_workflow_workflow_id_1f18378f_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_workflowstate
    ADD CONSTRAINT wagtailcore_workflow_workflow_id_1f18378f_fk_wagtailco FOREIGN KEY (workflow_id) REFERENCES public.wagtailcore_workflow(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_workflowpage wagtailcore_workflow_workflow_id_56f56ff6_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_workflowpage
    ADD CONSTRAINT wagtailcore_workflow_workflow_id_56f56ff6_fk_wagtailco FOREIGN KEY (workflow_id) REFERENCES public.wagtailcore_workflow(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_workflowcontenttype wagtailcore_workflow_workflow_id_9aad7cd2_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_workflowcontenttype
    ADD CONSTRAINT wagtailcore_workflow_workflow_id_9aad7cd2_fk_wagtailco FOREIGN KEY (workflow_id) REFERENCES public.wagtailcore_workflow(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_workflowtask wagtailcore_workflow_workflow_id_b9717175_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_workflowtask
    ADD CONSTRAINT wagtailcore_workflow_workflow_id_b9717175_fk_wagtailco FOREIGN KEY (workflow_id) REFERENCES public.wagtailcore_workflow(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtaildocs_document wagtaildocs_document_collection_id_23881625_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtaildocs_document
    ADD CONSTRAINT wagtaildocs_document_collection_id_23881625_fk_wagtailco FOREIGN KEY (collection_id) REFERENCES public.wagtailcore_collection(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtaildocs_document wagtaildocs_document_uploaded_by_user_id_17258b41_fk_nnirr_sit; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtaildocs_document
    ADD CONSTRAINT wagtaildocs_document_uploaded_by_user_id_17258b41_fk_nnirr_sit FOREIGN KEY (uploaded_by_user_id) REFERENCES public.nnirr_site_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailimages_image wagtailimages_image_collection_id_c2f8af7e_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailimages_image
    ADD CONSTRAINT wagtailimages_image_collection_id_c2f8af7e_fk_wagtailco FOREIGN KEY (collection_id) REFERENCES public.wagtailcore_collection(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailimages_image wagtailimages_image_uploaded_by_user_id_5d73dc75_fk_nnirr_sit; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailimages_image
    ADD CONSTRAINT wagtailimages_image_uploaded_by_user_id_5d73dc75_fk_nnirr_sit FOREIGN KEY (uploaded_by_user_id) REFERENCES public.nnirr_site_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailimages_rendition wagtailimages_rendit_image_id_3e1fd774_fk_wagtailim; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailimages_rendition
    ADD CONSTRAINT wagtailimages_rendit_image_id_3e1fd774_fk_wagtailim FOREIGN KEY (image_id) REFERENCES public.wagtailimages_image(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailredirects_redirect wagtailredirects_red_redirect_page_id_b5728a8f_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailredirects_redirect
    ADD CONSTRAINT wagtailredirects_red_redirect_page_id_b5728a8f_fk_wagtailco FOREIGN KEY (redirect_page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailredirects_redirect wagtailredirects_red_site_id_780a0e1e_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailredirects_redirect
    ADD CONSTRAINT wagtailredirects_red_site_id_780a0e1e_fk_wagtailco FOREIGN KEY (site_id) REFERENCES public.wagtailcore_site(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailsearch_indexentry wagtailsearch_indexe_content_type_id_62ed694f_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailsearch_indexentry
    ADD CONSTRAINT wagtailsearch_indexe_content_type_id_62ed694f_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailusers_userprofile wagtailusers_userprofile_user_id_59c92331_fk_nnirr_site_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailusers_userprofile
    ADD CONSTRAINT wagtailusers_userprofile_user_id_59c92331_fk_nnirr_site_user_id FOREIGN KEY (user_id) REFERENCES public.nnirr_site_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: campaigns_waitingcheck waiting_check_of_signature; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.campaigns_waitingcheck
    ADD CONSTRAINT waiting_check_of_signature FOREIGN KEY (signature_id) REFERENCES public.campaigns_signature(id) ON DELETE SET NULL;


--
-- PostgreSQL database dump complete
--


