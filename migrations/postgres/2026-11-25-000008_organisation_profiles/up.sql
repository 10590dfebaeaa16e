-- The revision that whoever changes an organisation has seen; since when and why it counts as verified.
ALTER TABLE organisations ADD COLUMN revision BIGINT NOT NULL DEFAULT 1;
ALTER TABLE organisations ADD COLUMN verified_at BIGINT;
ALTER TABLE organisations ADD COLUMN verified_reason TEXT COLLATE "C";
ALTER TABLE organisations ADD COLUMN no_third_country_access BOOLEAN NOT NULL DEFAULT FALSE;

-- What an organisation asks of products, and which it uses, one row each. Codes are those of the document format.
CREATE TABLE organisation_demands (
  organisation TEXT COLLATE "C" NOT NULL REFERENCES organisations (slug),
  kind         TEXT COLLATE "C" NOT NULL CHECK (kind IN ('seal', 'certificate', 'deployment', 'data_location', 'product')),
  value        TEXT COLLATE "C" NOT NULL,
  level        BIGINT,
  PRIMARY KEY (organisation, kind, value),
  CHECK ((kind = 'seal') = (level IS NOT NULL))
);

-- An organisation that went up in another. It stays, with all that it published, and gets nothing new.
CREATE TABLE organisation_successions (
  organisation TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES organisations (slug),
  successor    TEXT COLLATE "C" NOT NULL REFERENCES organisations (slug),
  at           BIGINT NOT NULL,
  reason       TEXT COLLATE "C" NOT NULL,
  CHECK (organisation <> successor)
);
CREATE INDEX organisation_successions_by_successor ON organisation_successions (successor, organisation);

-- What became of an organisation, numbered from 1 without gaps: the name until then, or the reason.
CREATE TABLE organisation_history (
  organisation TEXT COLLATE "C" NOT NULL REFERENCES organisations (slug),
  number       BIGINT NOT NULL,
  at           BIGINT NOT NULL,
  kind         TEXT COLLATE "C" NOT NULL CHECK (kind IN ('renamed', 'verified', 'unverified', 'succeeded', 'continued')),
  text         TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (organisation, number)
);
