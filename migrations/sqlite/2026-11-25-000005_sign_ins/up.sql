-- Who has been sent to an identity provider and is expected back, once. `hash` is that of the secret in the browser's
-- cookie; `pending` holds what the answer must match.
CREATE TABLE departures (
  hash       BLOB    NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
  provider   TEXT    NOT NULL,
  pending    TEXT    NOT NULL,
  next       TEXT    NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX departures_by_end ON departures (expires_at);
