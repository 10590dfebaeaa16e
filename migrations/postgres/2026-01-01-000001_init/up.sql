-- Times are microseconds since the Unix epoch. Names are natural keys. COLLATE "C" compares bytes,
-- so that lists have the same order here, in the program and in the embedded database.

CREATE TABLE organisations (
  slug       TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  kind       TEXT COLLATE "C" NOT NULL,
  name       TEXT COLLATE "C" NOT NULL,
  ars        TEXT COLLATE "C",
  state      TEXT COLLATE "C",
  population BIGINT,
  parent     TEXT COLLATE "C" REFERENCES organisations (slug),
  created_at BIGINT NOT NULL
);
CREATE INDEX organisations_by_kind ON organisations (kind, slug);
CREATE INDEX organisations_by_state ON organisations (state, slug);
CREATE INDEX organisations_by_parent ON organisations (parent, slug);

CREATE TABLE tokens (
  id           TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  organisation TEXT COLLATE "C" NOT NULL REFERENCES organisations (slug),
  scopes       TEXT COLLATE "C" NOT NULL,
  pattern      TEXT COLLATE "C" NOT NULL,
  hash         BYTEA NOT NULL UNIQUE CHECK (length(hash) = 32),
  label        TEXT COLLATE "C" NOT NULL,
  created_at   BIGINT NOT NULL,
  expires_at   BIGINT,
  revoked_at   BIGINT
);
CREATE INDEX tokens_by_organisation ON tokens (organisation, id);

-- The canonical bytes of every version, once per digest. `size` is that of the bytes, not of `zstd`.
CREATE TABLE documents (
  digest BYTEA NOT NULL PRIMARY KEY CHECK (length(digest) = 32),
  size   BIGINT NOT NULL,
  zstd   BYTEA NOT NULL
);
-- It is compressed already; trying again would only cost time.
ALTER TABLE documents ALTER COLUMN zstd SET STORAGE EXTERNAL;

CREATE TABLE blobs (
  digest      BYTEA NOT NULL PRIMARY KEY CHECK (length(digest) = 32),
  size        BIGINT NOT NULL,
  media_type  TEXT COLLATE "C" NOT NULL,
  uploaded_by TEXT COLLATE "C" NOT NULL REFERENCES organisations (slug),
  uploaded_at BIGINT NOT NULL,
  bytes       BYTEA NOT NULL
);

-- What lists show of a blueprint is copied from its headline version in the publishing transaction. From
-- `deprecated_at` on it is what the owner says of the blueprint beside its versions; days are `YYYY-MM-DD`.
CREATE TABLE blueprints (
  owner      TEXT COLLATE "C" NOT NULL REFERENCES organisations (slug),
  name       TEXT COLLATE "C" NOT NULL,
  revision   BIGINT NOT NULL,
  latest     TEXT COLLATE "C",
  title_de   TEXT COLLATE "C" NOT NULL,
  title_en   TEXT COLLATE "C",
  summary_de TEXT COLLATE "C" NOT NULL,
  summary_en TEXT COLLATE "C",
  license    TEXT COLLATE "C" NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  deprecated_at     BIGINT,
  deprecated_reason TEXT COLLATE "C",
  successor_owner   TEXT COLLATE "C",
  successor_name    TEXT COLLATE "C",
  review_by         TEXT COLLATE "C",
  follow_up_owner   TEXT COLLATE "C" REFERENCES organisations (slug),
  PRIMARY KEY (owner, name),
  FOREIGN KEY (successor_owner, successor_name) REFERENCES blueprints (owner, name),
  CHECK ((deprecated_at IS NULL) = (deprecated_reason IS NULL)),
  CHECK ((successor_owner IS NULL) = (successor_name IS NULL)),
  CHECK (successor_owner IS NULL OR deprecated_at IS NOT NULL)
);

-- `precedence` sorts as text the way versions precede each other.
CREATE TABLE versions (
  owner         TEXT COLLATE "C" NOT NULL,
  name          TEXT COLLATE "C" NOT NULL,
  version       TEXT COLLATE "C" NOT NULL,
  precedence    TEXT COLLATE "C" NOT NULL,
  prerelease    BOOLEAN NOT NULL,
  digest        BYTEA NOT NULL REFERENCES documents (digest),
  published_at  BIGINT NOT NULL,
  published_by  TEXT COLLATE "C" NOT NULL REFERENCES tokens (id),
  yanked_at     BIGINT,
  yanked_reason TEXT COLLATE "C",
  title_de      TEXT COLLATE "C" NOT NULL,
  title_en      TEXT COLLATE "C",
  summary_de    TEXT COLLATE "C" NOT NULL,
  summary_en    TEXT COLLATE "C",
  license       TEXT COLLATE "C" NOT NULL,
  changes_de    TEXT COLLATE "C",
  changes_en    TEXT COLLATE "C",
  review_by     TEXT COLLATE "C",
  required_bump   TEXT COLLATE "C" CHECK (required_bump IN ('patch', 'minor', 'major')),
  override_reason TEXT COLLATE "C",
  PRIMARY KEY (owner, name, version),
  UNIQUE (owner, name, precedence),
  FOREIGN KEY (owner, name) REFERENCES blueprints (owner, name),
  CHECK ((yanked_at IS NULL) = (yanked_reason IS NULL))
);

-- The blueprint depended on may be unknown here: a document may name one of another registry.
CREATE TABLE version_dependencies (
  owner       TEXT COLLATE "C" NOT NULL,
  name        TEXT COLLATE "C" NOT NULL,
  version     TEXT COLLATE "C" NOT NULL,
  on_owner    TEXT COLLATE "C" NOT NULL,
  on_name     TEXT COLLATE "C" NOT NULL,
  kind        TEXT COLLATE "C" NOT NULL,
  requirement TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (owner, name, version, on_owner, on_name, kind),
  FOREIGN KEY (owner, name, version) REFERENCES versions (owner, name, version)
);

CREATE TABLE version_attachments (
  owner   TEXT COLLATE "C" NOT NULL,
  name    TEXT COLLATE "C" NOT NULL,
  version TEXT COLLATE "C" NOT NULL,
  digest  BYTEA NOT NULL REFERENCES blobs (digest),
  PRIMARY KEY (owner, name, version, digest),
  FOREIGN KEY (owner, name, version) REFERENCES versions (owner, name, version)
);

CREATE TABLE lineage (
  child_owner    TEXT COLLATE "C" NOT NULL,
  child_name     TEXT COLLATE "C" NOT NULL,
  upstream_owner TEXT COLLATE "C" NOT NULL,
  upstream_name  TEXT COLLATE "C" NOT NULL,
  version        TEXT COLLATE "C" NOT NULL,
  digest         BYTEA NOT NULL REFERENCES documents (digest),
  kind           TEXT COLLATE "C" NOT NULL,
  reason         TEXT COLLATE "C" NOT NULL,
  forked_at      BIGINT NOT NULL,
  PRIMARY KEY (child_owner, child_name),
  FOREIGN KEY (child_owner, child_name) REFERENCES blueprints (owner, name),
  FOREIGN KEY (upstream_owner, upstream_name, version) REFERENCES versions (owner, name, version)
);
CREATE INDEX lineage_by_upstream ON lineage (upstream_owner, upstream_name, child_owner, child_name);

-- Everything that happened, in commit order and without gaps.
CREATE TABLE events (
  seq          BIGINT NOT NULL PRIMARY KEY,
  at           BIGINT NOT NULL,
  kind         TEXT COLLATE "C" NOT NULL,
  organisation TEXT COLLATE "C" REFERENCES organisations (slug),
  owner        TEXT COLLATE "C",
  name         TEXT COLLATE "C",
  version      TEXT COLLATE "C",
  CHECK ((owner IS NULL) = (name IS NULL))
);

CREATE TABLE outbox (
  topic        TEXT COLLATE "C" NOT NULL,
  seq          BIGINT NOT NULL REFERENCES events (seq),
  leased_until BIGINT NOT NULL,
  PRIMARY KEY (topic, seq)
);

CREATE TABLE idempotency (
  organisation TEXT COLLATE "C" NOT NULL REFERENCES organisations (slug),
  "key"        TEXT COLLATE "C" NOT NULL,
  request      BYTEA NOT NULL CHECK (length(request) = 32),
  status       BIGINT NOT NULL,
  body         BYTEA NOT NULL,
  at           BIGINT NOT NULL,
  PRIMARY KEY (organisation, "key")
);
CREATE INDEX idempotency_by_time ON idempotency (at);
