-- Whether everything that an organisation publishes is seen by a second person first.
ALTER TABLE organisations ADD COLUMN four_eyes INTEGER NOT NULL DEFAULT 0 CHECK (four_eyes IN (0, 1));

-- Documents on their way. `name`, `version` and `title` are what the document says, as far as it says it.
CREATE TABLE drafts (
  id                  TEXT    NOT NULL PRIMARY KEY,
  organisation        TEXT    NOT NULL REFERENCES organisations (slug),
  name                TEXT,
  version             TEXT,
  title               TEXT,
  state               TEXT    NOT NULL CHECK (state IN ('open', 'submitted', 'approved', 'published', 'discarded')),
  revision            INTEGER NOT NULL,
  digest              BLOB    NOT NULL CHECK (length(digest) = 32),
  size                INTEGER NOT NULL,
  zstd                BLOB    NOT NULL,
  created_at          INTEGER NOT NULL,
  created_by          TEXT REFERENCES tokens (id),
  created_by_person   TEXT REFERENCES people (id),
  updated_at          INTEGER NOT NULL,
  saved_at            INTEGER NOT NULL,
  saved_by            TEXT REFERENCES tokens (id),
  saved_by_person     TEXT REFERENCES people (id),
  submitted_at        INTEGER,
  submitted_by        TEXT REFERENCES tokens (id),
  submitted_by_person TEXT REFERENCES people (id),
  override_reason     TEXT,
  approved_at         INTEGER,
  approved_by_person  TEXT REFERENCES people (id),
  published_version   TEXT,
  CHECK ((created_by IS NULL) <> (created_by_person IS NULL)),
  CHECK ((saved_by IS NULL) <> (saved_by_person IS NULL)),
  CHECK (submitted_by IS NULL OR submitted_by_person IS NULL),
  CHECK ((submitted_at IS NULL) = (submitted_by IS NULL AND submitted_by_person IS NULL)),
  CHECK ((approved_at IS NULL) = (approved_by_person IS NULL)),
  CHECK ((state = 'published') = (published_version IS NOT NULL))
) STRICT;
CREATE INDEX drafts_by_organisation ON drafts (organisation, updated_at, id);
CREATE INDEX drafts_by_state ON drafts (organisation, state, updated_at, id);

-- Organisations that have a share in a draft besides the one that it belongs to.
CREATE TABLE draft_authors (
  draft        TEXT NOT NULL REFERENCES drafts (id),
  organisation TEXT NOT NULL REFERENCES organisations (slug),
  PRIMARY KEY (draft, organisation)
) STRICT;

-- Who did what to a draft, numbered from 1 without gaps. Saves of one author in a row are one entry, from `since` to `at`.
CREATE TABLE draft_events (
  draft  TEXT    NOT NULL REFERENCES drafts (id),
  seq    INTEGER NOT NULL,
  kind   TEXT    NOT NULL,
  since  INTEGER NOT NULL,
  at     INTEGER NOT NULL,
  token  TEXT REFERENCES tokens (id),
  person TEXT REFERENCES people (id),
  note   TEXT,
  PRIMARY KEY (draft, seq),
  CHECK ((token IS NULL) <> (person IS NULL))
) STRICT;

-- What a draft grows out of in another blueprint: a version that it forks, or one that a fork takes in. The latter is
-- planned by the version taken in before (`base`) and the fork's own (`ours`).
CREATE TABLE draft_origins (
  draft          TEXT NOT NULL PRIMARY KEY REFERENCES drafts (id),
  upstream_owner TEXT NOT NULL,
  upstream_name  TEXT NOT NULL,
  version        TEXT NOT NULL,
  digest         BLOB NOT NULL REFERENCES documents (digest),
  fork_kind      TEXT,
  fork_reason    TEXT,
  base_version   TEXT,
  base_digest    BLOB REFERENCES documents (digest),
  ours_version   TEXT,
  ours_digest    BLOB REFERENCES documents (digest),
  FOREIGN KEY (upstream_owner, upstream_name, version) REFERENCES versions (owner, name, version),
  CHECK ((fork_kind IS NULL) = (fork_reason IS NULL)),
  CHECK ((fork_kind IS NULL) <> (base_version IS NULL)),
  CHECK ((base_version IS NULL) = (base_digest IS NULL)),
  CHECK ((base_version IS NULL) = (ours_version IS NULL)),
  CHECK ((base_version IS NULL) = (ours_digest IS NULL))
) STRICT;

-- How the conflicts of such a merge were decided, round by round: by a side, or by a value (as JSON). Paths are those of
-- the merge as the rounds before left it.
CREATE TABLE draft_decisions (
  draft TEXT    NOT NULL REFERENCES draft_origins (draft),
  round INTEGER NOT NULL,
  path  TEXT    NOT NULL,
  side  TEXT CHECK (side IN ('ours', 'theirs', 'base')),
  value BLOB,
  PRIMARY KEY (draft, round, path),
  CHECK ((side IS NULL) <> (value IS NULL))
) STRICT;
