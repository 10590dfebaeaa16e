-- That an organisation uses a blueprint, or means to: one record for each pair, as it stands now. `product` is
-- "vendor/product" of the version; days are `YYYY-MM-DD`.
CREATE TABLE adoptions (
  organisation      TEXT COLLATE "C" NOT NULL REFERENCES organisations (slug),
  owner             TEXT COLLATE "C" NOT NULL,
  name              TEXT COLLATE "C" NOT NULL,
  version           TEXT COLLATE "C" NOT NULL,
  stage             TEXT COLLATE "C" NOT NULL CHECK (stage IN ('planned', 'introducing', 'productive', 'ended')),
  product           TEXT COLLATE "C",
  effort_hours      BIGINT CHECK (0 <= effort_hours),
  started_on        TEXT COLLATE "C",
  note              TEXT COLLATE "C",
  revision          BIGINT NOT NULL,
  created_at        BIGINT NOT NULL,
  updated_at        BIGINT NOT NULL,
  updated_by        TEXT COLLATE "C" REFERENCES tokens (id),
  updated_by_person TEXT COLLATE "C" REFERENCES people (id),
  PRIMARY KEY (organisation, owner, name),
  FOREIGN KEY (owner, name, version) REFERENCES versions (owner, name, version),
  CHECK ((updated_by IS NULL) <> (updated_by_person IS NULL))
);
CREATE INDEX adoptions_by_blueprint ON adoptions (owner, name, organisation);
CREATE INDEX adoptions_by_stage ON adoptions (owner, name, stage, organisation);

-- What the organisation set, each value as JSON.
CREATE TABLE adoption_parameters (
  organisation TEXT COLLATE "C" NOT NULL,
  owner        TEXT COLLATE "C" NOT NULL,
  name         TEXT COLLATE "C" NOT NULL,
  parameter    TEXT COLLATE "C" NOT NULL,
  value        TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (organisation, owner, name, parameter),
  FOREIGN KEY (organisation, owner, name) REFERENCES adoptions (organisation, owner, name)
);

-- An organisation's test of a product against a version's requirements. Never changed, only withdrawn.
CREATE TABLE attestations (
  id                  TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  owner               TEXT COLLATE "C" NOT NULL,
  name                TEXT COLLATE "C" NOT NULL,
  version             TEXT COLLATE "C" NOT NULL,
  vendor              TEXT COLLATE "C" NOT NULL,
  product             TEXT COLLATE "C" NOT NULL,
  product_version     TEXT COLLATE "C",
  organisation        TEXT COLLATE "C" NOT NULL REFERENCES organisations (slug),
  environment         TEXT COLLATE "C" NOT NULL CHECK (environment IN ('pilot', 'production')),
  tested_on           TEXT COLLATE "C" NOT NULL,
  expires_on          TEXT COLLATE "C" NOT NULL,
  result              TEXT COLLATE "C" NOT NULL CHECK (result IN ('passed', 'passed_with_findings', 'failed')),
  note                TEXT COLLATE "C",
  created_at          BIGINT NOT NULL,
  created_by          TEXT COLLATE "C" REFERENCES tokens (id),
  created_by_person   TEXT COLLATE "C" REFERENCES people (id),
  withdrawn_at        BIGINT,
  withdrawn_by        TEXT COLLATE "C" REFERENCES tokens (id),
  withdrawn_by_person TEXT COLLATE "C" REFERENCES people (id),
  withdrawn_reason    TEXT COLLATE "C",
  FOREIGN KEY (owner, name, version) REFERENCES versions (owner, name, version),
  CHECK ((created_by IS NULL) <> (created_by_person IS NULL)),
  CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL AND withdrawn_by_person IS NULL)),
  CHECK (withdrawn_by IS NULL OR withdrawn_by_person IS NULL),
  CHECK ((withdrawn_at IS NULL) = (withdrawn_reason IS NULL))
);
CREATE INDEX attestations_by_blueprint ON attestations (owner, name, created_at, id);
CREATE INDEX attestations_by_organisation ON attestations (organisation, created_at, id);
CREATE INDEX attestations_by_tester ON attestations (organisation, owner, name);
CREATE INDEX attestations_by_vendor ON attestations (vendor, owner, name);
CREATE INDEX attestations_by_end ON attestations (organisation, expires_on, id);
CREATE INDEX attestations_by_product ON attestations (vendor, product, created_at, id);

CREATE TABLE attestation_requirements (
  attestation TEXT COLLATE "C" NOT NULL REFERENCES attestations (id),
  requirement TEXT COLLATE "C" NOT NULL,
  outcome     TEXT COLLATE "C" NOT NULL CHECK (outcome IN ('met', 'partial', 'unmet', 'untested')),
  PRIMARY KEY (attestation, requirement)
);

CREATE TABLE attestation_evidence (
  attestation TEXT COLLATE "C" NOT NULL REFERENCES attestations (id),
  number      BIGINT NOT NULL,
  title       TEXT COLLATE "C" NOT NULL,
  digest      BYTEA    NOT NULL REFERENCES blobs (digest),
  PRIMARY KEY (attestation, number)
);

-- What a reviewer of a working group says of a version, speaking for an organisation. Never changed: of several by one
-- organisation the last one counts, unless it was withdrawn.
CREATE TABLE reviews (
  id                  TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  owner               TEXT COLLATE "C" NOT NULL,
  name                TEXT COLLATE "C" NOT NULL,
  version             TEXT COLLATE "C" NOT NULL,
  working_group       TEXT COLLATE "C" NOT NULL REFERENCES organisations (slug),
  organisation        TEXT COLLATE "C" NOT NULL REFERENCES organisations (slug),
  verdict             TEXT COLLATE "C" NOT NULL CHECK (verdict IN ('approved', 'rejected')),
  reason              TEXT COLLATE "C" NOT NULL,
  created_at          BIGINT NOT NULL,
  created_by          TEXT COLLATE "C" NOT NULL REFERENCES people (id),
  withdrawn_at        BIGINT,
  withdrawn_by        TEXT COLLATE "C" REFERENCES people (id),
  withdrawn_reason    TEXT COLLATE "C",
  FOREIGN KEY (owner, name, version) REFERENCES versions (owner, name, version),
  CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL)),
  CHECK ((withdrawn_at IS NULL) = (withdrawn_reason IS NULL))
);
CREATE INDEX reviews_by_blueprint ON reviews (owner, name, created_at, id);
CREATE INDEX reviews_by_organisation ON reviews (organisation, created_at, id);
CREATE INDEX reviews_by_reviewer ON reviews (organisation, owner, name);
CREATE INDEX reviews_by_person ON reviews (created_by, owner, name, created_at, id);
CREATE INDEX reviews_by_working_group ON reviews (working_group, owner, name);
