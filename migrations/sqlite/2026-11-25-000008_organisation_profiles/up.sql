-- The revision that whoever changes an organisation has seen; since when and why it counts as verified.
ALTER TABLE organisations ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
ALTER TABLE organisations ADD COLUMN verified_at INTEGER;
ALTER TABLE organisations ADD COLUMN verified_reason TEXT;
ALTER TABLE organisations ADD COLUMN no_third_country_access INTEGER NOT NULL DEFAULT 0 CHECK (no_third_country_access IN (0, 1));

-- What an organisation asks of products, and which it uses, one row each. Codes are those of the document format.
CREATE TABLE organisation_demands (
  organisation TEXT    NOT NULL REFERENCES organisations (slug),
  kind         TEXT    NOT NULL CHECK (kind IN ('seal', 'certificate', 'deployment', 'data_location', 'product')),
  value        TEXT    NOT NULL,
  level        INTEGER,
  PRIMARY KEY (organisation, kind, value),
  CHECK ((kind = 'seal') = (level IS NOT NULL))
) STRICT;

-- An organisation that went up in another. It stays, with all that it published, and gets nothing new.
CREATE TABLE organisation_successions (
  organisation TEXT    NOT NULL PRIMARY KEY REFERENCES organisations (slug),
  successor    TEXT    NOT NULL REFERENCES organisations (slug),
  at           INTEGER NOT NULL,
  reason       TEXT    NOT NULL,
  CHECK (organisation <> successor)
) STRICT;
CREATE INDEX organisation_successions_by_successor ON organisation_successions (successor, organisation);

-- What became of an organisation, numbered from 1 without gaps: the name until then, or the reason.
CREATE TABLE organisation_history (
  organisation TEXT    NOT NULL REFERENCES organisations (slug),
  number       INTEGER NOT NULL,
  at           INTEGER NOT NULL,
  kind         TEXT    NOT NULL CHECK (kind IN ('renamed', 'verified', 'unverified', 'succeeded', 'continued')),
  text         TEXT    NOT NULL,
  PRIMARY KEY (organisation, number)
) STRICT;
