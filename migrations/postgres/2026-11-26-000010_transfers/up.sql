-- Blueprints that go on at another address: the version with which they do, and why. An address is left once, and
-- reached once.
CREATE TABLE moves (
  from_owner TEXT COLLATE "C" NOT NULL,
  from_name  TEXT COLLATE "C" NOT NULL,
  to_owner   TEXT COLLATE "C" NOT NULL,
  to_name    TEXT COLLATE "C" NOT NULL,
  version    TEXT COLLATE "C" NOT NULL,
  at         BIGINT NOT NULL,
  reason     TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (from_owner, from_name),
  UNIQUE (to_owner, to_name),
  FOREIGN KEY (from_owner, from_name) REFERENCES blueprints (owner, name),
  FOREIGN KEY (to_owner, to_name, version) REFERENCES versions (owner, name, version)
);

-- What one organisation wants to give to another, or to itself under another name. `answer` is what was said to the
-- decision, `version` what came of an accepted one.
CREATE TABLE transfers (
  id         TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  from_owner TEXT COLLATE "C" NOT NULL,
  from_name  TEXT COLLATE "C" NOT NULL,
  to_owner   TEXT COLLATE "C" NOT NULL REFERENCES organisations (slug),
  to_name    TEXT COLLATE "C" NOT NULL,
  reason     TEXT COLLATE "C" NOT NULL,
  state      TEXT COLLATE "C" NOT NULL CHECK (state IN ('open', 'accepted', 'declined', 'withdrawn')),
  created_at BIGINT NOT NULL,
  created_by TEXT COLLATE "C" NOT NULL REFERENCES people (id),
  expires_at BIGINT NOT NULL,
  decided_at BIGINT,
  decided_by TEXT COLLATE "C" REFERENCES people (id),
  answer     TEXT COLLATE "C",
  version    TEXT COLLATE "C",
  FOREIGN KEY (from_owner, from_name) REFERENCES blueprints (owner, name),
  FOREIGN KEY (to_owner, to_name, version) REFERENCES versions (owner, name, version),
  CHECK ((state = 'open') = (decided_at IS NULL)),
  CHECK ((decided_at IS NULL) = (decided_by IS NULL)),
  CHECK (answer IS NULL OR decided_at IS NOT NULL),
  CHECK ((state = 'accepted') = (version IS NOT NULL))
);
CREATE INDEX transfers_by_blueprint ON transfers (from_owner, from_name, created_at, id);
CREATE INDEX transfers_by_giver ON transfers (from_owner, created_at, id);
CREATE INDEX transfers_by_receiver ON transfers (to_owner, created_at, id);

-- Slugs that the operator keeps from being an organisation's.
CREATE TABLE reserved_slugs (
  slug   TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  reason TEXT COLLATE "C" NOT NULL,
  at     BIGINT NOT NULL
);

-- What a fork took in last may be at another address than what it was forked from: `merged_owner` and `merged_name`.
ALTER TABLE lineage ADD COLUMN merged_owner TEXT COLLATE "C";
ALTER TABLE lineage ADD COLUMN merged_name TEXT COLLATE "C";
UPDATE lineage SET merged_owner = upstream_owner, merged_name = upstream_name;
ALTER TABLE lineage ALTER COLUMN merged_owner SET NOT NULL;
ALTER TABLE lineage ALTER COLUMN merged_name SET NOT NULL;
ALTER TABLE lineage DROP CONSTRAINT lineage_upstream_owner_upstream_name_merged_version_fkey;
ALTER TABLE lineage ADD FOREIGN KEY (merged_owner, merged_name, merged_version)
  REFERENCES versions (owner, name, version);
