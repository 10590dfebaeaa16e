-- Changes offered to a blueprint's owner, by somebody for their organisation. `digest` is of the offered document: the
-- base with the changes. `fork_*` say which version of a fork it was made from.
CREATE TABLE proposals (
  id                 TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  owner              TEXT COLLATE "C" NOT NULL,
  name               TEXT COLLATE "C" NOT NULL,
  base_version       TEXT COLLATE "C" NOT NULL,
  base_digest        BYTEA NOT NULL REFERENCES documents (digest),
  organisation       TEXT COLLATE "C" NOT NULL REFERENCES organisations (slug),
  fork_owner         TEXT COLLATE "C",
  fork_name          TEXT COLLATE "C",
  fork_version       TEXT COLLATE "C",
  digest             BYTEA NOT NULL REFERENCES documents (digest),
  title              TEXT COLLATE "C" NOT NULL,
  message            TEXT COLLATE "C" NOT NULL,
  state              TEXT COLLATE "C" NOT NULL CHECK (state IN ('open', 'accepted', 'declined', 'withdrawn')),
  revision           BIGINT NOT NULL,
  created_at         BIGINT NOT NULL,
  created_by         TEXT COLLATE "C" REFERENCES tokens (id),
  created_by_person  TEXT COLLATE "C" REFERENCES people (id),
  updated_at         BIGINT NOT NULL,
  decided_at         BIGINT,
  decided_by         TEXT COLLATE "C" REFERENCES tokens (id),
  decided_by_person  TEXT COLLATE "C" REFERENCES people (id),
  reason             TEXT COLLATE "C",
  draft              TEXT COLLATE "C" REFERENCES drafts (id),
  published_version  TEXT COLLATE "C",
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
);
CREATE INDEX proposals_by_blueprint ON proposals (owner, name, created_at, id);
CREATE INDEX proposals_by_fork ON proposals (fork_owner, fork_name);
CREATE INDEX proposals_by_draft ON proposals (draft);
CREATE INDEX proposals_by_owner ON proposals (owner, state, created_at);

-- What the two organisations said of a proposal, numbered from 1 without gaps.
CREATE TABLE proposal_comments (
  proposal     TEXT COLLATE "C" NOT NULL REFERENCES proposals (id),
  number       BIGINT NOT NULL,
  organisation TEXT COLLATE "C" NOT NULL REFERENCES organisations (slug),
  at           BIGINT NOT NULL,
  token        TEXT COLLATE "C" REFERENCES tokens (id),
  person       TEXT COLLATE "C" REFERENCES people (id),
  text         TEXT COLLATE "C" NOT NULL,
  PRIMARY KEY (proposal, number),
  CHECK ((token IS NULL) <> (person IS NULL))
);
