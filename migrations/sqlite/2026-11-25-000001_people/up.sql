-- Who signs in. `id` is random and says nothing about the person: it stays when the person is deleted, so that
-- what was done is still one person's doing, and nothing else of them does.
CREATE TABLE people (
  id          TEXT    NOT NULL PRIMARY KEY,
  login       TEXT    UNIQUE,
  name        TEXT,
  password    TEXT,
  is_operator INTEGER NOT NULL CHECK (is_operator IN (0, 1)),
  created_at  INTEGER NOT NULL,
  deleted_at  INTEGER,
  CHECK (deleted_at IS NULL OR (login IS NULL AND name IS NULL AND password IS NULL AND is_operator = 0))
) STRICT;

-- As whom an identity provider knows a person.
CREATE TABLE identities (
  issuer    TEXT    NOT NULL,
  subject   TEXT    NOT NULL,
  person    TEXT    NOT NULL REFERENCES people (id),
  linked_at INTEGER NOT NULL,
  PRIMARY KEY (issuer, subject)
) STRICT;
CREATE INDEX identities_by_person ON identities (person, issuer, subject);

-- `source` says who gave the role: what an identity provider gave, its next answer may take away.
CREATE TABLE memberships (
  organisation TEXT    NOT NULL REFERENCES organisations (slug),
  person       TEXT    NOT NULL REFERENCES people (id),
  role         TEXT    NOT NULL CHECK (role IN ('reader', 'contributor', 'publisher', 'owner')),
  source       TEXT    NOT NULL CHECK (source IN ('granted', 'provider')),
  since        INTEGER NOT NULL,
  PRIMARY KEY (organisation, person)
) STRICT;
CREATE INDEX memberships_by_person ON memberships (person, organisation);

CREATE TABLE invitations (
  id           TEXT    NOT NULL PRIMARY KEY,
  organisation TEXT    NOT NULL REFERENCES organisations (slug),
  role         TEXT    NOT NULL CHECK (role IN ('reader', 'contributor', 'publisher', 'owner')),
  hash         BLOB    NOT NULL UNIQUE CHECK (length(hash) = 32),
  note         TEXT    NOT NULL,
  created_at   INTEGER NOT NULL,
  expires_at   INTEGER NOT NULL,
  used_at      INTEGER,
  used_by      TEXT REFERENCES people (id),
  withdrawn_at INTEGER,
  CHECK ((used_at IS NULL) = (used_by IS NULL))
) STRICT;
CREATE INDEX invitations_by_organisation ON invitations (organisation, id);

-- The secret changes while a session lives; the one before is kept for the requests that are still under way,
-- and to notice when somebody else comes with it later.
CREATE TABLE sessions (
  id         TEXT    NOT NULL PRIMARY KEY,
  person     TEXT    NOT NULL REFERENCES people (id),
  hash       BLOB    NOT NULL UNIQUE CHECK (length(hash) = 32),
  previous   BLOB    UNIQUE CHECK (length(previous) = 32),
  created_at INTEGER NOT NULL,
  rotated_at INTEGER NOT NULL,
  seen_at    INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX sessions_by_person ON sessions (person, id);
CREATE INDEX sessions_by_end ON sessions (expires_at);

-- Every act that matters for security, in the order of commits and without gaps.
CREATE TABLE audit (
  seq          INTEGER NOT NULL PRIMARY KEY,
  at           INTEGER NOT NULL,
  act          TEXT    NOT NULL,
  person       TEXT REFERENCES people (id),
  token        TEXT REFERENCES tokens (id),
  organisation TEXT REFERENCES organisations (slug),
  subject      TEXT,
  CHECK (person IS NULL OR token IS NULL)
) STRICT;
CREATE INDEX audit_by_organisation ON audit (organisation, seq);
CREATE INDEX audit_by_person ON audit (person, seq);

ALTER TABLE tokens ADD COLUMN created_by TEXT REFERENCES people (id);
ALTER TABLE tokens ADD COLUMN last_used_at INTEGER;

-- A version is published with a token or by a person, and SQLite can loosen a column only by making its table anew.
CREATE TABLE versions_anew (
  owner           TEXT    NOT NULL,
  name            TEXT    NOT NULL,
  version         TEXT    NOT NULL,
  precedence      TEXT    NOT NULL,
  prerelease      INTEGER NOT NULL CHECK (prerelease IN (0, 1)),
  digest          BLOB    NOT NULL REFERENCES documents (digest),
  published_at    INTEGER NOT NULL,
  published_by    TEXT REFERENCES tokens (id),
  yanked_at       INTEGER,
  yanked_reason   TEXT,
  title_de        TEXT    NOT NULL,
  title_en        TEXT,
  summary_de      TEXT    NOT NULL,
  summary_en      TEXT,
  license         TEXT    NOT NULL,
  changes_de      TEXT,
  changes_en      TEXT,
  review_by       TEXT,
  required_bump   TEXT CHECK (required_bump IN ('patch', 'minor', 'major')),
  override_reason TEXT,
  published_by_person TEXT REFERENCES people (id),
  PRIMARY KEY (owner, name, version),
  UNIQUE (owner, name, precedence),
  FOREIGN KEY (owner, name) REFERENCES blueprints (owner, name),
  CHECK ((yanked_at IS NULL) = (yanked_reason IS NULL)),
  CHECK ((published_by IS NULL) <> (published_by_person IS NULL))
) STRICT;
INSERT INTO versions_anew SELECT *, NULL FROM versions;
DROP TABLE versions;
ALTER TABLE versions_anew RENAME TO versions;
