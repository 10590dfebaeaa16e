-- Times are microseconds since the Unix epoch. Names are natural keys. STRICT, because a plain
-- column would store a text where a number belongs and read it back as 0.

CREATE TABLE organisations (
  slug       TEXT    NOT NULL PRIMARY KEY,
  kind       TEXT    NOT NULL,
  name       TEXT    NOT NULL,
  ars        TEXT,
  state      TEXT,
  population INTEGER,
  parent     TEXT REFERENCES organisations (slug),
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX organisations_by_kind ON organisations (kind, slug);
CREATE INDEX organisations_by_state ON organisations (state, slug);
CREATE INDEX organisations_by_parent ON organisations (parent, slug);

CREATE TABLE tokens (
  id           TEXT    NOT NULL PRIMARY KEY,
  organisation TEXT    NOT NULL REFERENCES organisations (slug),
  scopes       TEXT    NOT NULL,
  pattern      TEXT    NOT NULL,
  hash         BLOB    NOT NULL UNIQUE CHECK (length(hash) = 32),
  label        TEXT    NOT NULL,
  created_at   INTEGER NOT NULL,
  expires_at   INTEGER,
  revoked_at   INTEGER
) STRICT;
CREATE INDEX tokens_by_organisation ON tokens (organisation, id);

-- The canonical bytes of every version, once per digest. `size` is that of the bytes, not of `zstd`.
CREATE TABLE documents (
  digest BLOB    NOT NULL PRIMARY KEY CHECK (length(digest) = 32),
  size   INTEGER NOT NULL,
  zstd   BLOB    NOT NULL
) STRICT;

CREATE TABLE blobs (
  digest      BLOB    NOT NULL PRIMARY KEY CHECK (length(digest) = 32),
  size        INTEGER NOT NULL,
  media_type  TEXT    NOT NULL,
  uploaded_by TEXT    NOT NULL REFERENCES organisations (slug),
  uploaded_at INTEGER NOT NULL,
  bytes       BLOB    NOT NULL
) STRICT;

-- What lists show of a blueprint is copied from its headline version in the publishing transaction. From
-- `deprecated_at` on it is what the owner says of the blueprint beside its versions; days are `YYYY-MM-DD`.
CREATE TABLE blueprints (
  owner      TEXT    NOT NULL REFERENCES organisations (slug),
  name       TEXT    NOT NULL,
  revision   INTEGER NOT NULL,
  latest     TEXT,
  title_de   TEXT    NOT NULL,
  title_en   TEXT,
  summary_de TEXT    NOT NULL,
  summary_en TEXT,
  license    TEXT    NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deprecated_at     INTEGER,
  deprecated_reason TEXT,
  successor_owner   TEXT,
  successor_name    TEXT,
  review_by         TEXT,
  follow_up_owner   TEXT REFERENCES organisations (slug),
  PRIMARY KEY (owner, name),
  FOREIGN KEY (successor_owner, successor_name) REFERENCES blueprints (owner, name),
  CHECK ((deprecated_at IS NULL) = (deprecated_reason IS NULL)),
  CHECK ((successor_owner IS NULL) = (successor_name IS NULL)),
  CHECK (successor_owner IS NULL OR deprecated_at IS NOT NULL)
) STRICT;

-- `precedence` sorts as text the way versions precede each other.
CREATE TABLE versions (
  owner         TEXT    NOT NULL,
  name          TEXT    NOT NULL,
  version       TEXT    NOT NULL,
  precedence    TEXT    NOT NULL,
  prerelease    INTEGER NOT NULL CHECK (prerelease IN (0, 1)),
  digest        BLOB    NOT NULL REFERENCES documents (digest),
  published_at  INTEGER NOT NULL,
  published_by  TEXT    NOT NULL REFERENCES tokens (id),
  yanked_at     INTEGER,
  yanked_reason TEXT,
  title_de      TEXT    NOT NULL,
  title_en      TEXT,
  summary_de    TEXT    NOT NULL,
  summary_en    TEXT,
  license       TEXT    NOT NULL,
  changes_de    TEXT,
  changes_en    TEXT,
  review_by     TEXT,
  required_bump   TEXT CHECK (required_bump IN ('patch', 'minor', 'major')),
  override_reason TEXT,
  PRIMARY KEY (owner, name, version),
  UNIQUE (owner, name, precedence),
  FOREIGN KEY (owner, name) REFERENCES blueprints (owner, name),
  CHECK ((yanked_at IS NULL) = (yanked_reason IS NULL))
) STRICT;

-- The blueprint depended on may be unknown here: a document may name one of another registry.
CREATE TABLE version_dependencies (
  owner       TEXT NOT NULL,
  name        TEXT NOT NULL,
  version     TEXT NOT NULL,
  on_owner    TEXT NOT NULL,
  on_name     TEXT NOT NULL,
  kind        TEXT NOT NULL,
  requirement TEXT NOT NULL,
  PRIMARY KEY (owner, name, version, on_owner, on_name, kind),
  FOREIGN KEY (owner, name, version) REFERENCES versions (owner, name, version)
) STRICT;

CREATE TABLE version_attachments (
  owner   TEXT NOT NULL,
  name    TEXT NOT NULL,
  version TEXT NOT NULL,
  digest  BLOB NOT NULL REFERENCES blobs (digest),
  PRIMARY KEY (owner, name, version, digest),
  FOREIGN KEY (owner, name, version) REFERENCES versions (owner, name, version)
) STRICT;

CREATE TABLE lineage (
  child_owner    TEXT    NOT NULL,
  child_name     TEXT    NOT NULL,
  upstream_owner TEXT    NOT NULL,
  upstream_name  TEXT    NOT NULL,
  version        TEXT    NOT NULL,
  digest         BLOB    NOT NULL REFERENCES documents (digest),
  kind           TEXT    NOT NULL,
  reason         TEXT    NOT NULL,
  forked_at      INTEGER NOT NULL,
  PRIMARY KEY (child_owner, child_name),
  FOREIGN KEY (child_owner, child_name) REFERENCES blueprints (owner, name),
  FOREIGN KEY (upstream_owner, upstream_name, version) REFERENCES versions (owner, name, version)
) STRICT;
CREATE INDEX lineage_by_upstream ON lineage (upstream_owner, upstream_name, child_owner, child_name);

-- Everything that happened, in commit order and without gaps.
CREATE TABLE events (
  seq          INTEGER NOT NULL PRIMARY KEY,
  at           INTEGER NOT NULL,
  kind         TEXT    NOT NULL,
  organisation TEXT REFERENCES organisations (slug),
  owner        TEXT,
  name         TEXT,
  version      TEXT,
  CHECK ((owner IS NULL) = (name IS NULL))
) STRICT;

CREATE TABLE outbox (
  topic        TEXT    NOT NULL,
  seq          INTEGER NOT NULL REFERENCES events (seq),
  leased_until INTEGER NOT NULL,
  PRIMARY KEY (topic, seq)
) STRICT;

CREATE TABLE idempotency (
  organisation TEXT    NOT NULL REFERENCES organisations (slug),
  "key"        TEXT    NOT NULL,
  request      BLOB    NOT NULL CHECK (length(request) = 32),
  status       INTEGER NOT NULL,
  body         BLOB    NOT NULL,
  at           INTEGER NOT NULL,
  PRIMARY KEY (organisation, "key")
) STRICT;
CREATE INDEX idempotency_by_time ON idempotency (at);
