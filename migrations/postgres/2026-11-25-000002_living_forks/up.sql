-- What a fork has taken in of its upstream: the base of its next merge. Until now that is the version it was forked from.
ALTER TABLE lineage
  ADD COLUMN merged_version TEXT COLLATE "C",
  ADD COLUMN merged_digest  BYTEA,
  ADD COLUMN merged_at      BIGINT;
UPDATE lineage SET merged_version = version, merged_digest = digest, merged_at = forked_at;
ALTER TABLE lineage
  ALTER COLUMN merged_version SET NOT NULL,
  ALTER COLUMN merged_digest SET NOT NULL,
  ALTER COLUMN merged_at SET NOT NULL,
  ADD FOREIGN KEY (merged_digest) REFERENCES documents (digest),
  ADD FOREIGN KEY (upstream_owner, upstream_name, merged_version) REFERENCES versions (owner, name, version);

-- How a fork dealt with its upstream's versions, numbered from 1 without gaps: taken in with a version of its own, or
-- skipped for a reason.
CREATE TABLE lineage_steps (
  child_owner TEXT COLLATE "C" NOT NULL,
  child_name  TEXT COLLATE "C" NOT NULL,
  number      BIGINT NOT NULL,
  kind        TEXT COLLATE "C" NOT NULL CHECK (kind IN ('merged', 'skipped')),
  version     TEXT COLLATE "C" NOT NULL,
  digest      BYTEA NOT NULL REFERENCES documents (digest),
  at          BIGINT NOT NULL,
  own_version TEXT COLLATE "C",
  reason      TEXT COLLATE "C",
  PRIMARY KEY (child_owner, child_name, number),
  UNIQUE (child_owner, child_name, kind, version),
  FOREIGN KEY (child_owner, child_name) REFERENCES lineage (child_owner, child_name),
  FOREIGN KEY (child_owner, child_name, own_version) REFERENCES versions (owner, name, version),
  CHECK ((kind = 'merged') = (own_version IS NOT NULL)),
  CHECK ((kind = 'skipped') = (reason IS NOT NULL))
);
