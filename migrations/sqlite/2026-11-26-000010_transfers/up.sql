-- Blueprints that go on at another address: the version with which they do, and why. An address is left once, and
-- reached once.
CREATE TABLE moves (
  from_owner TEXT    NOT NULL,
  from_name  TEXT    NOT NULL,
  to_owner   TEXT    NOT NULL,
  to_name    TEXT    NOT NULL,
  version    TEXT    NOT NULL,
  at         INTEGER NOT NULL,
  reason     TEXT    NOT NULL,
  PRIMARY KEY (from_owner, from_name),
  UNIQUE (to_owner, to_name),
  FOREIGN KEY (from_owner, from_name) REFERENCES blueprints (owner, name),
  FOREIGN KEY (to_owner, to_name, version) REFERENCES versions (owner, name, version)
) STRICT;

-- What one organisation wants to give to another, or to itself under another name. `answer` is what was said to the
-- decision, `version` what came of an accepted one.
CREATE TABLE transfers (
  id         TEXT    NOT NULL PRIMARY KEY,
  from_owner TEXT    NOT NULL,
  from_name  TEXT    NOT NULL,
  to_owner   TEXT    NOT NULL REFERENCES organisations (slug),
  to_name    TEXT    NOT NULL,
  reason     TEXT    NOT NULL,
  state      TEXT    NOT NULL CHECK (state IN ('open', 'accepted', 'declined', 'withdrawn')),
  created_at INTEGER NOT NULL,
  created_by TEXT    NOT NULL REFERENCES people (id),
  expires_at INTEGER NOT NULL,
  decided_at INTEGER,
  decided_by TEXT REFERENCES people (id),
  answer     TEXT,
  version    TEXT,
  FOREIGN KEY (from_owner, from_name) REFERENCES blueprints (owner, name),
  FOREIGN KEY (to_owner, to_name, version) REFERENCES versions (owner, name, version),
  CHECK ((state = 'open') = (decided_at IS NULL)),
  CHECK ((decided_at IS NULL) = (decided_by IS NULL)),
  CHECK (answer IS NULL OR decided_at IS NOT NULL),
  CHECK ((state = 'accepted') = (version IS NOT NULL))
) STRICT;
CREATE INDEX transfers_by_blueprint ON transfers (from_owner, from_name, created_at, id);
CREATE INDEX transfers_by_giver ON transfers (from_owner, created_at, id);
CREATE INDEX transfers_by_receiver ON transfers (to_owner, created_at, id);

-- Slugs that the operator keeps from being an organisation's.
CREATE TABLE reserved_slugs (
  slug   TEXT    NOT NULL PRIMARY KEY,
  reason TEXT    NOT NULL,
  at     INTEGER NOT NULL
) STRICT;

-- What a fork took in last may be at another address than what it was forked from: `merged_owner` and `merged_name`.
CREATE TABLE lineage_new (
  child_owner    TEXT    NOT NULL,
  child_name     TEXT    NOT NULL,
  upstream_owner TEXT    NOT NULL,
  upstream_name  TEXT    NOT NULL,
  version        TEXT    NOT NULL,
  digest         BLOB    NOT NULL REFERENCES documents (digest),
  kind           TEXT    NOT NULL,
  reason         TEXT    NOT NULL,
  forked_at      INTEGER NOT NULL,
  merged_owner   TEXT    NOT NULL,
  merged_name    TEXT    NOT NULL,
  merged_version TEXT    NOT NULL,
  merged_digest  BLOB    NOT NULL REFERENCES documents (digest),
  merged_at      INTEGER NOT NULL,
  PRIMARY KEY (child_owner, child_name),
  FOREIGN KEY (child_owner, child_name) REFERENCES blueprints (owner, name),
  FOREIGN KEY (upstream_owner, upstream_name, version) REFERENCES versions (owner, name, version),
  FOREIGN KEY (merged_owner, merged_name, merged_version) REFERENCES versions (owner, name, version)
) STRICT;
INSERT INTO lineage_new (
  child_owner, child_name, upstream_owner, upstream_name, version, digest, kind, reason, forked_at,
  merged_version, merged_digest, merged_at, merged_owner, merged_name
)
SELECT
  child_owner, child_name, upstream_owner, upstream_name, version, digest, kind, reason, forked_at,
  merged_version, merged_digest, merged_at, upstream_owner, upstream_name
FROM lineage;
CREATE TABLE lineage_steps_new (
  child_owner TEXT    NOT NULL,
  child_name  TEXT    NOT NULL,
  number      INTEGER NOT NULL,
  kind        TEXT    NOT NULL CHECK (kind IN ('merged', 'skipped')),
  version     TEXT    NOT NULL,
  digest      BLOB    NOT NULL REFERENCES documents (digest),
  at          INTEGER NOT NULL,
  own_version TEXT,
  reason      TEXT,
  own_parent  TEXT CHECK (own_parent IS NULL OR own_version IS NOT NULL),
  PRIMARY KEY (child_owner, child_name, number),
  UNIQUE (child_owner, child_name, kind, version),
  FOREIGN KEY (child_owner, child_name) REFERENCES lineage_new (child_owner, child_name),
  FOREIGN KEY (child_owner, child_name, own_version) REFERENCES versions (owner, name, version),
  CHECK ((kind = 'merged') = (own_version IS NOT NULL)),
  CHECK ((kind = 'skipped') = (reason IS NOT NULL))
) STRICT;
INSERT INTO lineage_steps_new (child_owner, child_name, number, kind, version, digest, at, own_version, reason, own_parent)
SELECT child_owner, child_name, number, kind, version, digest, at, own_version, reason, own_parent FROM lineage_steps;
DROP TABLE lineage_steps;
DROP TABLE lineage;
-- What refers to a table follows its name.
ALTER TABLE lineage_new RENAME TO lineage;
ALTER TABLE lineage_steps_new RENAME TO lineage_steps;
CREATE INDEX lineage_by_upstream ON lineage (upstream_owner, upstream_name, child_owner, child_name);
