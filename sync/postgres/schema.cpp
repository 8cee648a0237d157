// SPDX-License-Identifier: Apache-2.0
#include "sync/postgres/schema.hpp"

#include <array>

namespace cpc::postgres {
namespace {

// cpc_owner owns everything and cannot log in; cpc_ingest is what the service is a member of;
// cpc_read sees the headers of the regions it was given.
constexpr const char* roles = R"sql(
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'cpc_owner') THEN
    CREATE ROLE cpc_owner NOLOGIN; END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'cpc_ingest') THEN
    CREATE ROLE cpc_ingest NOLOGIN; END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'cpc_read') THEN
    CREATE ROLE cpc_read NOLOGIN; END IF;
  IF NOT pg_has_role(current_user, 'cpc_owner', 'MEMBER') THEN
    EXECUTE format('GRANT cpc_owner TO %I', current_user); END IF;
END $$;
CREATE SCHEMA cpc AUTHORIZATION cpc_owner;
SET LOCAL ROLE cpc_owner;
GRANT USAGE ON SCHEMA cpc TO cpc_ingest, cpc_read;
CREATE FUNCTION cpc.u64be(b bytea, at int) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT AS
  $$ SELECT ('x' || encode(substring(b FROM at + 1 FOR 8), 'hex'))::bit(64)::bigint $$;
CREATE FUNCTION cpc.no_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  RAISE EXCEPTION 'cpc.%: append-only (% refused)', TG_TABLE_NAME, TG_OP USING ERRCODE = '23514';
END $$;
CREATE TABLE cpc.migration(
  number bigint PRIMARY KEY CHECK (number > 0),
  name text NOT NULL,
  digest bytea NOT NULL CHECK (octet_length(digest) = 32),
  applied timestamptz NOT NULL DEFAULT clock_timestamp());
)sql";

constexpr const char* tables = R"sql(
SET LOCAL ROLE cpc_owner;
-- Central's own list: whatever is added outside the logs, in one order, sealed under a key that is
-- not in the database.
CREATE TABLE cpc.act(
  place bigint PRIMARY KEY CHECK (place >= 0),
  before bigint GENERATED ALWAYS AS (CASE WHEN place = 0 THEN NULL ELSE place - 1 END) STORED
    REFERENCES cpc.act(place),
  kind text NOT NULL,
  digest bytea NOT NULL CHECK (octet_length(digest) = 32),
  seal bytea NOT NULL CHECK (octet_length(seal) = 32));
CREATE TABLE cpc.log(
  act bigint NOT NULL UNIQUE REFERENCES cpc.act(place),
  log_id bytea PRIMARY KEY CHECK (octet_length(log_id) = 32),
  device_key bytea NOT NULL UNIQUE CHECK (octet_length(device_key) = 32),
  name text NOT NULL,
  origin text NOT NULL,
  practice bigint NOT NULL CHECK (practice IN (0, 1)),
  enrolled_ms bigint NOT NULL,
  region text NOT NULL);
CREATE TABLE cpc.freeze(
  act bigint NOT NULL UNIQUE REFERENCES cpc.act(place),
  log_id bytea PRIMARY KEY REFERENCES cpc.log(log_id),
  why text NOT NULL,
  at_ms bigint NOT NULL);
CREATE TABLE cpc.entry(
  log_id bytea NOT NULL REFERENCES cpc.log(log_id),
  seq bigint NOT NULL CHECK (seq >= 0),
  bytes bytea NOT NULL
    CHECK (octet_length(bytes) = 280 + 100 * get_byte(bytes, 83) AND get_byte(bytes, 83) <= 4),
  leaf_hash bytea GENERATED ALWAYS AS (sha256('\x00'::bytea || bytes)) STORED,
  nonce bytea GENERATED ALWAYS AS (substring(bytes FROM 153 FOR 16)) STORED,
  before bigint GENERATED ALWAYS AS (CASE WHEN seq = 0 THEN NULL ELSE seq - 1 END) STORED,
  PRIMARY KEY (log_id, seq),
  UNIQUE (log_id, nonce),
  CHECK (substring(bytes FROM 1 FOR 8) = '\x435043454e543031'::bytea),
  CHECK (substring(bytes FROM 9 FOR 32) = log_id),
  CHECK (cpc.u64be(bytes, 40) = seq),
  CHECK (substring(bytes FROM 277 FOR 4) = '\x00000000'::bytea))
  PARTITION BY HASH (log_id);
CREATE TABLE cpc.content(
  log_id bytea NOT NULL,
  seq bigint NOT NULL,
  ciphertext bytea NOT NULL,
  key_wrap bytea NOT NULL CHECK (octet_length(key_wrap) = 72),
  PRIMARY KEY (log_id, seq))
  PARTITION BY HASH (log_id);
DO $$ BEGIN
  FOR i IN 0..15 LOOP
    EXECUTE format('CREATE TABLE cpc.entry_%s PARTITION OF cpc.entry FOR VALUES WITH '
                   '(MODULUS 16, REMAINDER %s)', i, i);
    EXECUTE format('CREATE TABLE cpc.content_%s PARTITION OF cpc.content FOR VALUES WITH '
                   '(MODULUS 16, REMAINDER %s)', i, i);
  END LOOP;
END $$;
ALTER TABLE cpc.entry ADD CONSTRAINT entry_no_gap
  FOREIGN KEY (log_id, before) REFERENCES cpc.entry(log_id, seq);
ALTER TABLE cpc.content ADD CONSTRAINT content_of_entry
  FOREIGN KEY (log_id, seq) REFERENCES cpc.entry(log_id, seq);
CREATE TABLE cpc.signer(
  act bigint NOT NULL UNIQUE REFERENCES cpc.act(place),
  log_id bytea NOT NULL,
  kid bytea NOT NULL CHECK (octet_length(kid) = 32),
  public_key bytea NOT NULL CHECK (octet_length(public_key) = 32),
  first_seq bigint NOT NULL,
  PRIMARY KEY (log_id, kid),
  FOREIGN KEY (log_id, first_seq) REFERENCES cpc.entry(log_id, seq));
CREATE TABLE cpc.conference_key(
  act bigint NOT NULL UNIQUE REFERENCES cpc.act(place),
  log_id bytea NOT NULL REFERENCES cpc.log(log_id),
  conference bytea NOT NULL CHECK (octet_length(conference) = 16),
  key_id bytea NOT NULL CHECK (octet_length(key_id) = 16),
  wrapped bytea NOT NULL,
  PRIMARY KEY (log_id, conference, key_id));
CREATE TABLE cpc.receipt(
  act bigint NOT NULL UNIQUE REFERENCES cpc.act(place),
  place bigint PRIMARY KEY CHECK (place >= 0),
  before bigint GENERATED ALWAYS AS (CASE WHEN place = 0 THEN NULL ELSE place - 1 END) STORED
    REFERENCES cpc.receipt(place),
  bundle bytea NOT NULL UNIQUE CHECK (octet_length(bundle) = 16),
  digest bytea NOT NULL CHECK (octet_length(digest) = 32),
  log_id bytea NOT NULL REFERENCES cpc.log(log_id),
  from_seq bigint NOT NULL CHECK (from_seq >= 0),
  to_seq bigint NOT NULL CHECK (to_seq > from_seq),
  bytes bigint NOT NULL,
  received_ms bigint NOT NULL,
  manifest bytea NOT NULL,
  manifest_signature bytea NOT NULL CHECK (octet_length(manifest_signature) = 64),
  shown_token bytea NOT NULL CHECK (octet_length(shown_token) = 32),
  next_token bytea NOT NULL UNIQUE CHECK (octet_length(next_token) = 32),
  text bytea NOT NULL,
  leaf_hash bytea GENERATED ALWAYS AS (sha256('\x00'::bytea || text)) STORED);
CREATE INDEX receipt_by_log ON cpc.receipt(log_id, place);
CREATE TABLE cpc.rejection(
  act bigint PRIMARY KEY REFERENCES cpc.act(place),
  bundle bytea NOT NULL,
  digest bytea NOT NULL,
  device_kid bytea NOT NULL,
  bytes bigint NOT NULL,
  at_ms bigint NOT NULL,
  code text NOT NULL,
  message text NOT NULL,
  UNIQUE (digest, code));
CREATE TABLE cpc.evidence(
  act bigint PRIMARY KEY REFERENCES cpc.act(place),
  log_id bytea NOT NULL REFERENCES cpc.log(log_id),
  bundle bytea NOT NULL,
  seq bigint NOT NULL,
  rival bytea NOT NULL,
  manifest bytea NOT NULL,
  manifest_signature bytea NOT NULL,
  at_ms bigint NOT NULL,
  UNIQUE (log_id, seq, rival));
CREATE TABLE cpc.notice(
  act bigint PRIMARY KEY REFERENCES cpc.act(place),
  log_id bytea NOT NULL REFERENCES cpc.log(log_id),
  at_ms bigint NOT NULL,
  text text NOT NULL);
-- What the schema looked like when it was last made or grown; fsck compares.
CREATE TABLE cpc.structure(
  act bigint PRIMARY KEY REFERENCES cpc.act(place),
  at_ms bigint NOT NULL,
  text text NOT NULL);
)sql";

constexpr const char* guards = R"sql(
SET LOCAL ROLE cpc_owner;
-- Who may see what of which region: set by the owner, read by the policies below.
CREATE TABLE cpc.region_reader(
  login text NOT NULL,
  region text NOT NULL,
  PRIMARY KEY (login, region));
DO $$ DECLARE t text; BEGIN
  FOR t IN SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'cpc' AND c.relkind IN ('r', 'p') AND c.relname <> 'region_reader'
    ORDER BY c.relname
  LOOP
    IF NOT EXISTS (SELECT 1 FROM pg_inherits i WHERE i.inhrelid = ('cpc.' || t)::regclass) THEN
      EXECUTE format('CREATE TRIGGER no_change BEFORE UPDATE OR DELETE ON cpc.%I FOR EACH ROW '
                     'EXECUTE FUNCTION cpc.no_change()', t);
    END IF;
    -- A statement's trigger is not handed down to partitions.
    EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON cpc.%I FOR EACH STATEMENT '
                   'EXECUTE FUNCTION cpc.no_change()', t);
  END LOOP;
  FOR t IN SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'cpc' AND c.relkind IN ('r', 'p') AND c.relname <> 'region_reader'
  LOOP
    EXECUTE format('ALTER TABLE cpc.%I ENABLE ALWAYS TRIGGER no_change', t);
    EXECUTE format('ALTER TABLE cpc.%I ENABLE ALWAYS TRIGGER no_truncate', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['act', 'log', 'freeze', 'entry', 'content', 'signer', 'conference_key',
                           'receipt', 'rejection', 'evidence', 'notice']
  LOOP
    EXECUTE format('GRANT SELECT, INSERT ON cpc.%I TO cpc_ingest', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['log', 'freeze', 'entry', 'content', 'signer', 'conference_key',
                           'receipt', 'evidence', 'notice']
  LOOP
    EXECUTE format('ALTER TABLE cpc.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE cpc.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY ingest ON cpc.%I TO cpc_ingest USING (true) WITH CHECK (true)',
                   t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['freeze', 'entry', 'receipt', 'notice'] LOOP
    EXECUTE format('CREATE POLICY region ON cpc.%I FOR SELECT TO cpc_read USING (EXISTS '
                   '(SELECT 1 FROM cpc.log l WHERE l.log_id = %I.log_id))', t, t);
  END LOOP;
END $$;
CREATE POLICY region ON cpc.log FOR SELECT TO cpc_read USING (EXISTS (
  SELECT 1 FROM cpc.region_reader r WHERE r.login = session_user AND r.region = log.region));
GRANT SELECT ON cpc.migration, cpc.structure TO cpc_ingest;
GRANT SELECT ON cpc.region_reader, cpc.log, cpc.freeze, cpc.entry, cpc.receipt, cpc.notice
  TO cpc_read;
REVOKE ALL ON FUNCTION cpc.u64be(bytea, int), cpc.no_change() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cpc.u64be(bytea, int) TO cpc_ingest;
)sql";

// What the people at the centre did; the content is sealed before it gets here.
constexpr const char* office = R"sql(
SET LOCAL ROLE cpc_owner;
CREATE TABLE cpc.office(
  act bigint PRIMARY KEY REFERENCES cpc.act(place),
  kind text NOT NULL,
  about bytea NOT NULL CHECK (octet_length(about) <= 64),
  at_ms bigint NOT NULL,
  content bytea NOT NULL);
CREATE INDEX office_by_kind ON cpc.office(kind, about, act);
CREATE TRIGGER no_change BEFORE UPDATE OR DELETE ON cpc.office FOR EACH ROW
  EXECUTE FUNCTION cpc.no_change();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON cpc.office FOR EACH STATEMENT
  EXECUTE FUNCTION cpc.no_change();
ALTER TABLE cpc.office ENABLE ALWAYS TRIGGER no_change;
ALTER TABLE cpc.office ENABLE ALWAYS TRIGGER no_truncate;
GRANT SELECT, INSERT ON cpc.office TO cpc_ingest;
ALTER TABLE cpc.office ENABLE ROW LEVEL SECURITY;
ALTER TABLE cpc.office FORCE ROW LEVEL SECURITY;
CREATE POLICY ingest ON cpc.office TO cpc_ingest USING (true) WITH CHECK (true);
)sql";

constexpr std::array<SealedTable, sealed_count> sealed = {{
    {"log", "log_id, device_key, name, origin, practice, enrolled_ms, region", 7},
    {"freeze", "log_id, why, at_ms", 3},
    {"signer", "log_id, kid, public_key, first_seq", 4},
    {"conference_key", "log_id, conference, key_id, wrapped", 4},
    {"receipt",
     "place, bundle, digest, log_id, from_seq, to_seq, bytes, received_ms, manifest, "
     "manifest_signature, shown_token, next_token, text",
     13},
    {"rejection", "bundle, digest, device_kid, bytes, at_ms, code, message", 7},
    {"evidence", "log_id, bundle, seq, rival, manifest, manifest_signature, at_ms", 7},
    {"notice", "log_id, at_ms, text", 3},
    {"structure", "at_ms, text", 2},
    {"office", "kind, about, at_ms, content", 4},
}};

}  // namespace

const std::vector<Step>& steps() {
    static const std::vector<Step> all = {{1, "roles and schema", roles},
                                          {2, "tables", tables},
                                          {3, "guards", guards},
                                          {4, "office", office}};
    return all;
}

const SealedTable& table_of(Sealed table) {
    return sealed.at(static_cast<std::size_t>(table));
}

const char* const structure_query = R"sql(
WITH t AS (SELECT c.oid, c.relname, c.relkind, c.relowner, c.relacl, c.relrowsecurity,
                  c.relforcerowsecurity, c.relpersistence, c.relpartbound
           FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
           WHERE n.nspname = 'cpc' AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S'))
SELECT line FROM (
  SELECT 'schema owner ' || nspowner::regrole::text || ' rights ' || coalesce(nspacl::text, '') AS line
    FROM pg_namespace WHERE nspname = 'cpc'
  UNION ALL
  SELECT 'role ' || rolname || ' super ' || rolsuper || ' login ' || rolcanlogin || ' bypass ' ||
         rolbypassrls || ' createrole ' || rolcreaterole
    FROM pg_roles WHERE rolname IN ('cpc_owner', 'cpc_ingest', 'cpc_read')
  UNION ALL
  SELECT 'step ' || number || ' ' || name || ' ' || encode(digest, 'hex') FROM cpc.migration
  UNION ALL
  SELECT 'table ' || relname || ' kind ' || relkind::text || ' owner ' || relowner::regrole::text ||
         ' policies ' || relrowsecurity || ' ' || relforcerowsecurity || ' kept ' ||
         relpersistence::text || ' part ' || coalesce(pg_get_expr(relpartbound, oid), '-') ||
         ' rights ' || coalesce(relacl::text, '') FROM t
  UNION ALL
  SELECT 'column ' || t.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
         || ' required ' || a.attnotnull || ' made ' || a.attgenerated::text || ' ' ||
         coalesce(pg_get_expr(d.adbin, d.adrelid), '') || ' rights ' || coalesce(a.attacl::text, '')
    FROM t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef d ON d.adrelid = t.oid AND d.adnum = a.attnum
  UNION ALL
  SELECT 'rule ' || t.relname || '.' || o.conname || ' ' || pg_get_constraintdef(o.oid) ||
         ' checked ' || o.convalidated FROM t JOIN pg_constraint o ON o.conrelid = t.oid
  UNION ALL
  SELECT 'index ' || pg_get_indexdef(i.indexrelid) || ' whole ' || i.indisvalid
    FROM t JOIN pg_index i ON i.indrelid = t.oid
  UNION ALL
  SELECT 'trigger ' || t.relname || '.' || g.tgname || ' on ' || g.tgenabled::text || ' ' ||
         pg_get_triggerdef(g.oid)
    FROM t JOIN pg_trigger g ON g.tgrelid = t.oid WHERE NOT g.tgisinternal
  UNION ALL
  SELECT 'inner trigger ' || t.relname || ' ' || g.tgfoid::regproc::text || ' on ' || g.tgenabled::text ||
         ' ' || count(*)
    FROM t JOIN pg_trigger g ON g.tgrelid = t.oid WHERE g.tgisinternal
    GROUP BY t.relname, g.tgfoid, g.tgenabled
  UNION ALL
  SELECT 'rewrite ' || t.relname || '.' || r.rulename || ' on ' || r.ev_enabled::text || ' ' ||
         pg_get_ruledef(r.oid) FROM t JOIN pg_rewrite r ON r.ev_class = t.oid
  UNION ALL
  SELECT 'policy ' || t.relname || '.' || p.polname || ' ' || p.polcmd::text || ' ' || p.polpermissive ||
         ' for ' || p.polroles::regrole[]::text || ' sees ' ||
         coalesce(pg_get_expr(p.polqual, p.polrelid), '') || ' adds ' ||
         coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '')
    FROM t JOIN pg_policy p ON p.polrelid = t.oid
  UNION ALL
  SELECT 'function ' || f.proname || ' owner ' || f.proowner::regrole::text || ' rights ' ||
         coalesce(f.proacl::text, '') || ' ' || encode(sha256(convert_to(
           pg_get_functiondef(f.oid), 'UTF8')), 'hex')
    FROM pg_proc f JOIN pg_namespace n ON n.oid = f.pronamespace WHERE n.nspname = 'cpc'
) all_lines ORDER BY line COLLATE "C"
)sql";

}  // namespace cpc::postgres
