DROP TABLE lineage_steps;

CREATE TABLE lineage_old (
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
INSERT INTO lineage_old
SELECT child_owner, child_name, upstream_owner, upstream_name, version, digest, kind, reason, forked_at
FROM lineage;
DROP TABLE lineage;
ALTER TABLE lineage_old RENAME TO lineage;
CREATE INDEX lineage_by_upstream ON lineage (upstream_owner, upstream_name, child_owner, child_name);
