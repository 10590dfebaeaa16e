-- CI systems that an organisation trusts: whose tokens they show, for whom those were made, and what they may be
-- exchanged for.
CREATE TABLE trusted_publishers (
  id           TEXT    NOT NULL PRIMARY KEY,
  organisation TEXT    NOT NULL REFERENCES organisations (slug),
  issuer       TEXT    NOT NULL,
  audience     TEXT    NOT NULL,
  scopes       TEXT    NOT NULL,
  pattern      TEXT    NOT NULL,
  label        TEXT    NOT NULL,
  created_at   INTEGER NOT NULL,
  created_by   TEXT    NOT NULL REFERENCES people (id)
) STRICT;
CREATE INDEX trusted_publishers_by_issuer ON trusted_publishers (issuer, id);
CREATE INDEX trusted_publishers_by_organisation ON trusted_publishers (organisation, id);

-- What such a token must say.
CREATE TABLE trusted_publisher_claims (
  publisher TEXT NOT NULL REFERENCES trusted_publishers (id),
  name      TEXT NOT NULL,
  value     TEXT NOT NULL,
  PRIMARY KEY (publisher, name)
) STRICT;

-- Tokens that have been exchanged, until they have expired: each is good once.
CREATE TABLE exchanged_tokens (
  id         BLOB    NOT NULL PRIMARY KEY CHECK (length(id) = 32),
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX exchanged_tokens_by_end ON exchanged_tokens (expires_at);

-- Of a token that was given in exchange: by which trusted publisher, which may be gone since.
ALTER TABLE tokens ADD COLUMN publisher TEXT;
