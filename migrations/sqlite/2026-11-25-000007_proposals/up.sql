-- Changes offered to a blueprint's owner, by somebody for their organisation. `digest` is of the offered document: the
-- base with the changes. `fork_*` say which version of a fork it was made from.
CREATE TABLE proposals (
  id                 TEXT    NOT NULL PRIMARY KEY,
  owner              TEXT    NOT NULL,
  name               TEXT    NOT NULL,
  base_version       TEXT    NOT NULL,
  base_digest        BLOB    NOT NULL REFERENCES documents (digest),
  organisation       TEXT    NOT NULL REFERENCES organisations (slug),
  fork_owner         TEXT,
  fork_name          TEXT,
  fork_version       TEXT,
  digest             BLOB    NOT NULL REFERENCES documents (digest),
  title              TEXT    NOT NULL,
  message            TEXT    NOT NULL,
  state              TEXT    NOT NULL CHECK (state IN ('open', 'accepted', 'declined', 'withdrawn')),
  revision           INTEGER NOT NULL,
  created_at         INTEGER NOT NULL,
  created_by         TEXT REFERENCES tokens (id),
  created_by_person  TEXT REFERENCES people (id),
  updated_at         INTEGER NOT NULL,
  decided_at         INTEGER,
  decided_by         TEXT REFERENCES tokens (id),
  decided_by_person  TEXT REFERENCES people (id),
  reason             TEXT,
  draft              TEXT REFERENCES drafts (id),
  published_version  TEXT,
  FOREIGN KEY (owner, name, base_version) REFERENCES versions (owner, name, version),
  FOREIGN KEY (owner, name, published_version) REFERENCES versions (owner, name, version),
  FOREIGN KEY (fork_owner, fork_name, fork_version) REFERENCES versions (owner, name, version),
  CHECK ((fork_owner IS NULL) = (fork_name IS NULL) AND (fork_owner IS NULL) = (fork_version IS NULL)),
  CHECK ((created_by IS NULL) <> (created_by_person IS NULL)),
  CHECK ((state = 'open') = (decided_at IS NULL)),
  CHECK ((decided_at IS NULL) = (decided_by IS NULL AND decided_by_person IS NULL)),
  CHECK (decided_by IS NULL OR decided_by_person IS NULL),
  CHECK ((state IN ('accepted', 'declined')) = (reason IS NOT NULL)),
  CHECK ((state = 'accepted') = (draft IS NOT NULL)),
  CHECK (published_version IS NULL OR state = 'accepted')
) STRICT;
CREATE INDEX proposals_by_blueprint ON proposals (owner, name, created_at, id);
CREATE INDEX proposals_by_fork ON proposals (fork_owner, fork_name);
CREATE INDEX proposals_by_draft ON proposals (draft);
CREATE INDEX proposals_by_owner ON proposals (owner, state, created_at);

-- What the two organisations said of a proposal, numbered from 1 without gaps.
CREATE TABLE proposal_comments (
  proposal     TEXT    NOT NULL REFERENCES proposals (id),
  number       INTEGER NOT NULL,
  organisation TEXT    NOT NULL REFERENCES organisations (slug),
  at           INTEGER NOT NULL,
  token        TEXT REFERENCES tokens (id),
  person       TEXT REFERENCES people (id),
  text         TEXT    NOT NULL,
  PRIMARY KEY (proposal, number),
  CHECK ((token IS NULL) <> (person IS NULL))
) STRICT;
