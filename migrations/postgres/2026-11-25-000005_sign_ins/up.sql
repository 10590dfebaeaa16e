-- Who has been sent to an identity provider and is expected back, once. `hash` is that of the secret in the browser's
-- cookie; `pending` holds what the answer must match.
CREATE TABLE departures (
  hash       BYTEA NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
  provider   TEXT COLLATE "C" NOT NULL,
  pending    TEXT COLLATE "C" NOT NULL,
  next       TEXT COLLATE "C" NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX departures_by_end ON departures (expires_at);
