-- That an organisation uses a blueprint, or means to: one record for each pair, as it stands now. `product` is
-- "vendor/product" of the version; days are `YYYY-MM-DD`.
CREATE TABLE adoptions (
  organisation      TEXT    NOT NULL REFERENCES organisations (slug),
  owner             TEXT    NOT NULL,
  name              TEXT    NOT NULL,
  version           TEXT    NOT NULL,
  stage             TEXT    NOT NULL CHECK (stage IN ('planned', 'introducing', 'productive', 'ended')),
  product           TEXT,
  effort_hours      INTEGER CHECK (0 <= effort_hours),
  started_on        TEXT,
  note              TEXT,
  revision          INTEGER NOT NULL,
  created_at        INTEGER NOT NULL,
  updated_at        INTEGER NOT NULL,
  updated_by        TEXT REFERENCES tokens (id),
  updated_by_person TEXT REFERENCES people (id),
  PRIMARY KEY (organisation, owner, name),
  FOREIGN KEY (owner, name, version) REFERENCES versions (owner, name, version),
  CHECK ((updated_by IS NULL) <> (updated_by_person IS NULL))
) STRICT;
CREATE INDEX adoptions_by_blueprint ON adoptions (owner, name, organisation);
CREATE INDEX adoptions_by_stage ON adoptions (owner, name, stage, organisation);

-- What the organisation set, each value as JSON.
CREATE TABLE adoption_parameters (
  organisation TEXT NOT NULL,
  owner        TEXT NOT NULL,
  name         TEXT NOT NULL,
  parameter    TEXT NOT NULL,
  value        TEXT NOT NULL,
  PRIMARY KEY (organisation, owner, name, parameter),
  FOREIGN KEY (organisation, owner, name) REFERENCES adoptions (organisation, owner, name)
) STRICT;

-- An organisation's test of a product against a version's requirements. Never changed, only withdrawn.
CREATE TABLE attestations (
  id                  TEXT    NOT NULL PRIMARY KEY,
  owner               TEXT    NOT NULL,
  name                TEXT    NOT NULL,
  version             TEXT    NOT NULL,
  vendor              TEXT    NOT NULL,
  product             TEXT    NOT NULL,
  product_version     TEXT,
  organisation        TEXT    NOT NULL REFERENCES organisations (slug),
  environment         TEXT    NOT NULL CHECK (environment IN ('pilot', 'production')),
  tested_on           TEXT    NOT NULL,
  expires_on          TEXT    NOT NULL,
  result              TEXT    NOT NULL CHECK (result IN ('passed', 'passed_with_findings', 'failed')),
  note                TEXT,
  created_at          INTEGER NOT NULL,
  created_by          TEXT REFERENCES tokens (id),
  created_by_person   TEXT REFERENCES people (id),
  withdrawn_at        INTEGER,
  withdrawn_by        TEXT REFERENCES tokens (id),
  withdrawn_by_person TEXT REFERENCES people (id),
  withdrawn_reason    TEXT,
  FOREIGN KEY (owner, name, version) REFERENCES versions (owner, name, version),
  CHECK ((created_by IS NULL) <> (created_by_person IS NULL)),
  CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL AND withdrawn_by_person IS NULL)),
  CHECK (withdrawn_by IS NULL OR withdrawn_by_person IS NULL),
  CHECK ((withdrawn_at IS NULL) = (withdrawn_reason IS NULL))
) STRICT;
CREATE INDEX attestations_by_blueprint ON attestations (owner, name, created_at, id);
CREATE INDEX attestations_by_organisation ON attestations (organisation, created_at, id);
CREATE INDEX attestations_by_tester ON attestations (organisation, owner, name);
CREATE INDEX attestations_by_vendor ON attestations (vendor, owner, name);
CREATE INDEX attestations_by_end ON attestations (organisation, expires_on, id);
CREATE INDEX attestations_by_product ON attestations (vendor, product, created_at, id);

CREATE TABLE attestation_requirements (
  attestation TEXT NOT NULL REFERENCES attestations (id),
  requirement TEXT NOT NULL,
  outcome     TEXT NOT NULL CHECK (outcome IN ('met', 'partial', 'unmet', 'untested')),
  PRIMARY KEY (attestation, requirement)
) STRICT;

CREATE TABLE attestation_evidence (
  attestation TEXT    NOT NULL REFERENCES attestations (id),
  number      INTEGER NOT NULL,
  title       TEXT    NOT NULL,
  digest      BLOB    NOT NULL REFERENCES blobs (digest),
  PRIMARY KEY (attestation, number)
) STRICT;

-- What a reviewer of a working group says of a version, speaking for an organisation. Never changed: of several by one
-- organisation the last one counts, unless it was withdrawn.
CREATE TABLE reviews (
  id                  TEXT    NOT NULL PRIMARY KEY,
  owner               TEXT    NOT NULL,
  name                TEXT    NOT NULL,
  version             TEXT    NOT NULL,
  working_group       TEXT    NOT NULL REFERENCES organisations (slug),
  organisation        TEXT    NOT NULL REFERENCES organisations (slug),
  verdict             TEXT    NOT NULL CHECK (verdict IN ('approved', 'rejected')),
  reason              TEXT    NOT NULL,
  created_at          INTEGER NOT NULL,
  created_by          TEXT    NOT NULL REFERENCES people (id),
  withdrawn_at        INTEGER,
  withdrawn_by        TEXT REFERENCES people (id),
  withdrawn_reason    TEXT,
  FOREIGN KEY (owner, name, version) REFERENCES versions (owner, name, version),
  CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)),
  CHECK ((withdrawn_at IS NULL) = (withdrawn_reason IS NULL))
) STRICT;
CREATE INDEX reviews_by_blueprint ON reviews (owner, name, created_at, id);
CREATE INDEX reviews_by_organisation ON reviews (organisation, created_at, id);
CREATE INDEX reviews_by_reviewer ON reviews (organisation, owner, name);
CREATE INDEX reviews_by_person ON reviews (created_by, owner, name, created_at, id);
CREATE INDEX reviews_by_working_group ON reviews (working_group, owner, name);
