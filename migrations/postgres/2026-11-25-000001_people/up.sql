-- Who signs in. `id` is random and says nothing about the person: it stays when the person is deleted, so that
-- what was done is still one person's doing, and nothing else of them does.
CREATE TABLE people (
  id          TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  login       TEXT COLLATE "C" UNIQUE,
  name        TEXT COLLATE "C",
  password    TEXT COLLATE "C",
  is_operator BOOLEAN NOT NULL,
  created_at  BIGINT NOT NULL,
  deleted_at  BIGINT,
  CHECK (deleted_at IS NULL OR (login IS NULL AND name IS NULL AND password IS NULL AND NOT is_operator))
);

-- As whom an identity provider knows a person.
CREATE TABLE identities (
  issuer    TEXT COLLATE "C" NOT NULL,
  subject   TEXT COLLATE "C" NOT NULL,
  person    TEXT COLLATE "C" NOT NULL REFERENCES people (id),
  linked_at BIGINT NOT NULL,
  PRIMARY KEY (issuer, subject)
);
CREATE INDEX identities_by_person ON identities (person, issuer, subject);

-- `source` says who gave the role: what an identity provider gave, its next answer may take away.
CREATE TABLE memberships (
  organisation TEXT COLLATE "C" NOT NULL REFERENCES organisations (slug),
  person       TEXT COLLATE "C" NOT NULL REFERENCES people (id),
  role         TEXT COLLATE "C" NOT NULL CHECK (role IN ('reader', 'contributor', 'publisher', 'owner')),
  source       TEXT COLLATE "C" NOT NULL CHECK (source IN ('granted', 'provider')),
  since        BIGINT NOT NULL,
  PRIMARY KEY (organisation, person)
);
CREATE INDEX memberships_by_person ON memberships (person, organisation);

CREATE TABLE invitations (
  id           TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  organisation TEXT COLLATE "C" NOT NULL REFERENCES organisations (slug),
  role         TEXT COLLATE "C" NOT NULL CHECK (role IN ('reader', 'contributor', 'publisher', 'owner')),
  hash         BYTEA NOT NULL UNIQUE CHECK (length(hash) = 32),
  note         TEXT COLLATE "C" NOT NULL,
  created_at   BIGINT NOT NULL,
  expires_at   BIGINT NOT NULL,
  used_at      BIGINT,
  used_by      TEXT COLLATE "C" REFERENCES people (id),
  withdrawn_at BIGINT,
  CHECK ((used_at IS NULL) = (used_by IS NULL))
);
CREATE INDEX invitations_by_organisation ON invitations (organisation, id);

-- The secret changes while a session lives; the one before is kept for the requests that are still under way,
-- and to notice when somebody else comes with it later.
CREATE TABLE sessions (
  id         TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  person     TEXT COLLATE "C" NOT NULL REFERENCES people (id),
  hash       BYTEA NOT NULL UNIQUE CHECK (length(hash) = 32),
  previous   BYTEA UNIQUE CHECK (length(previous) = 32),
  created_at BIGINT NOT NULL,
  rotated_at BIGINT NOT NULL,
  seen_at    BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX sessions_by_person ON sessions (person, id);
CREATE INDEX sessions_by_end ON sessions (expires_at);

-- Every act that matters for security, in the order of commits and without gaps.
CREATE TABLE audit (
  seq          BIGINT NOT NULL PRIMARY KEY,
  at           BIGINT NOT NULL,
  act          TEXT COLLATE "C" NOT NULL,
  person       TEXT COLLATE "C" REFERENCES people (id),
  token        TEXT COLLATE "C" REFERENCES tokens (id),
  organisation TEXT COLLATE "C" REFERENCES organisations (slug),
  subject      TEXT COLLATE "C",
  CHECK (person IS NULL OR token IS NULL)
);
CREATE INDEX audit_by_organisation ON audit (organisation, seq);
CREATE INDEX audit_by_person ON audit (person, seq);

ALTER TABLE tokens ADD COLUMN created_by TEXT COLLATE "C" REFERENCES people (id);
ALTER TABLE tokens ADD COLUMN last_used_at BIGINT;

-- A version is published with a token or by a person.
ALTER TABLE versions ALTER COLUMN published_by DROP NOT NULL;
ALTER TABLE versions ADD COLUMN published_by_person TEXT COLLATE "C" REFERENCES people (id);
ALTER TABLE versions ADD CONSTRAINT versions_have_one_publisher
  CHECK ((published_by IS NULL) <> (published_by_person IS NULL));
