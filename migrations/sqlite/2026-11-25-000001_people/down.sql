-- A version that a person published has no place in the older tables, so this fails where there is one.
CREATE TABLE versions_before (
  owner         TEXT    NOT NULL,
  name          TEXT    NOT NULL,
  version       TEXT    NOT NULL,
  precedence    TEXT    NOT NULL,
  prerelease    INTEGER NOT NULL CHECK (prerelease IN (0, 1)),
  digest        BLOB    NOT NULL REFERENCES documents (digest),
  published_at  INTEGER NOT NULL,
  published_by  TEXT    NOT NULL REFERENCES tokens (id),
  yanked_at     INTEGER,
  yanked_reason TEXT,
  title_de      TEXT    NOT NULL,
  title_en      TEXT,
  summary_de    TEXT    NOT NULL,
  summary_en    TEXT,
  license       TEXT    NOT NULL,
  changes_de    TEXT,
  changes_en    TEXT,
  review_by     TEXT,
  required_bump   TEXT CHECK (required_bump IN ('patch', 'minor', 'major')),
  override_reason TEXT,
  PRIMARY KEY (owner, name, version),
  UNIQUE (owner, name, precedence),
  FOREIGN KEY (owner, name) REFERENCES blueprints (owner, name),
  CHECK ((yanked_at IS NULL) = (yanked_reason IS NULL))
) STRICT;
INSERT INTO versions_before SELECT
  owner, name, version, precedence, prerelease, digest, published_at, published_by, yanked_at, yanked_reason,
  title_de, title_en, summary_de, summary_en, license, changes_de, changes_en, review_by, required_bump,
  override_reason FROM versions;
DROP TABLE versions;
ALTER TABLE versions_before RENAME TO versions;

-- A column that refers to a table cannot be dropped in place.
CREATE TABLE tokens_before (
  id           TEXT    NOT NULL PRIMARY KEY,
  organisation TEXT    NOT NULL REFERENCES organisations (slug),
  scopes       TEXT    NOT NULL,
  pattern      TEXT    NOT NULL,
  hash         BLOB    NOT NULL UNIQUE CHECK (length(hash) = 32),
  label        TEXT    NOT NULL,
  created_at   INTEGER NOT NULL,
  expires_at   INTEGER,
  revoked_at   INTEGER
) STRICT;
DROP TABLE audit;
INSERT INTO tokens_before SELECT
  id, organisation, scopes, pattern, hash, label, created_at, expires_at, revoked_at FROM tokens;
DROP TABLE tokens;
ALTER TABLE tokens_before RENAME TO tokens;
CREATE INDEX tokens_by_organisation ON tokens (organisation, id);

DROP TABLE sessions;
DROP TABLE invitations;
DROP TABLE memberships;
DROP TABLE identities;
DROP TABLE people;
