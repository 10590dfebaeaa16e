DROP TABLE reserved_slugs;
DROP TABLE transfers;
DROP TABLE moves;
-- A fork that took something in at another address than it was forked from cannot be kept; it is refused here.
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
  merged_version TEXT    NOT NULL,
  merged_digest  BLOB    NOT NULL REFERENCES documents (digest),
  merged_at      INTEGER NOT NULL,
  PRIMARY KEY (child_owner, child_name),
  FOREIGN KEY (child_owner, child_name) REFERENCES blueprints (owner, name),
  FOREIGN KEY (upstream_owner, upstream_name, version) REFERENCES versions (owner, name, version),
  FOREIGN KEY (upstream_owner, upstream_name, merged_version) REFERENCES versions (owner, name, version)
) STRICT;
INSERT INTO lineage_new (
  child_owner, child_name, upstream_owner, upstream_name, version, digest, kind, reason, forked_at,
  merged_version, merged_digest, merged_at
)
SELECT
  child_owner, child_name, upstream_owner, upstream_name, version, digest, kind, reason, forked_at,
  merged_version, merged_digest, merged_at
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
