-- CI systems that an organisation trusts: whose tokens they show, for whom those were made, and what they may be
-- exchanged for.
CREATE TABLE trusted_publishers (
  id           TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  organisation TEXT COLLATE "C" NOT NULL REFERENCES organisations (slug),
  issuer       TEXT COLLATE "C" NOT NULL,
  audience     TEXT COLLATE "C" NOT NULL,
  scopes       TEXT COLLATE "C" NOT NULL,
  pattern      TEXT COLLATE "C" NOT NULL,
  label        TEXT COLLATE "C" NOT NULL,
  created_at   BIGINT NOT NULL,
  created_by   TEXT COLLATE "C" NOT NULL REFERENCES people (id)
);
CREATE INDEX trusted_publishers_by_issuer ON trusted_publishers (issuer, id);
CREATE INDEX trusted_publishers_by_organisation ON trusted_publishers (organisation, id);

-- What such a token must say.
CREATE TABLE trusted_publisher_claims (
  publisher TEXT COLLATE "C" NOT NULL REFERENCES trusted_publishers (id),
  name      TEXT COLLATE "C" NOT NULL,
  value     TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (publisher, name)
);

-- Tokens that have been exchanged, until they have expired: each is good once.
CREATE TABLE exchanged_tokens (
  id         BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 32),
  expires_at BIGINT NOT NULL
);
CREATE INDEX exchanged_tokens_by_end ON exchanged_tokens (expires_at);

-- Of a token that was given in exchange: by which trusted publisher, which may be gone since.
ALTER TABLE tokens ADD COLUMN publisher TEXT COLLATE "C";
