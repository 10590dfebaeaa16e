-- Whether everything that an organisation publishes is seen by a second person first.
ALTER TABLE organisations ADD COLUMN four_eyes BOOLEAN NOT NULL DEFAULT FALSE;

-- Documents on their way. `name`, `version` and `title` are what the document says, as far as it says it.
CREATE TABLE drafts (
  id                  TEXT COLLATE "C" NOT NULL PRIMARY KEY,
  organisation        TEXT COLLATE "C" NOT NULL REFERENCES organisations (slug),
  name                TEXT COLLATE "C",
  version             TEXT COLLATE "C",
  title               TEXT COLLATE "C",
  state               TEXT COLLATE "C" NOT NULL CHECK (state IN ('open', 'submitted', 'approved', 'published', 'discarded')),
  revision            BIGINT NOT NULL,
  digest              BYTEA NOT NULL CHECK (length(digest) = 32),
  size                BIGINT NOT NULL,
  zstd                BYTEA NOT NULL,
  created_at          BIGINT NOT NULL,
  created_by          TEXT COLLATE "C" REFERENCES tokens (id),
  created_by_person   TEXT COLLATE "C" REFERENCES people (id),
  updated_at          BIGINT NOT NULL,
  saved_at            BIGINT NOT NULL,
  saved_by            TEXT COLLATE "C" REFERENCES tokens (id),
  saved_by_person     TEXT COLLATE "C" REFERENCES people (id),
  submitted_at        BIGINT,
  submitted_by        TEXT COLLATE "C" REFERENCES tokens (id),
  submitted_by_person TEXT COLLATE "C" REFERENCES people (id),
  override_reason     TEXT COLLATE "C",
  approved_at         BIGINT,
  approved_by_person  TEXT COLLATE "C" REFERENCES people (id),
  published_version   TEXT COLLATE "C",
  CHECK ((created_by IS NULL) <> (created_by_person IS NULL)),
  CHECK ((saved_by IS NULL) <> (saved_by_person IS NULL)),
  CHECK (submitted_by IS NULL OR submitted_by_person IS NULL),
  CHECK ((submitted_at IS NULL) = (submitted_by IS NULL AND submitted_by_person IS NULL)),
  CHECK ((approved_at IS NULL) = (approved_by_person IS NULL)),
  CHECK ((state = 'published') = (published_version IS NOT NULL))
);
CREATE INDEX drafts_by_organisation ON drafts (organisation, updated_at, id);
CREATE INDEX drafts_by_state ON drafts (organisation, state, updated_at, id);

-- Organisations that have a share in a draft besides the one that it belongs to.
CREATE TABLE draft_authors (
  draft        TEXT COLLATE "C" NOT NULL REFERENCES drafts (id),
  organisation TEXT COLLATE "C" NOT NULL REFERENCES organisations (slug),
  PRIMARY KEY (draft, organisation)
);

-- Who did what to a draft, numbered from 1 without gaps. Saves of one author in a row are one entry, from `since` to `at`.
CREATE TABLE draft_events (
  draft  TEXT COLLATE "C" NOT NULL REFERENCES drafts (id),
  seq    BIGINT NOT NULL,
  kind   TEXT COLLATE "C" NOT NULL,
  since  BIGINT NOT NULL,
  at     BIGINT NOT NULL,
  token  TEXT COLLATE "C" REFERENCES tokens (id),
  person TEXT COLLATE "C" REFERENCES people (id),
  note   TEXT COLLATE "C",
  PRIMARY KEY (draft, seq),
  CHECK ((token IS NULL) <> (person IS NULL))
);

-- What a draft grows out of in another blueprint: a version that it forks, or one that a fork takes in. The latter is
-- planned by the version taken in before (`base`) and the fork's own (`ours`).
CREATE TABLE draft_origins (
  draft          TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES drafts (id),
  upstream_owner TEXT COLLATE "C" NOT NULL,
  upstream_name  TEXT COLLATE "C" NOT NULL,
  version        TEXT COLLATE "C" NOT NULL,
  digest         BYTEA NOT NULL REFERENCES documents (digest),
  fork_kind      TEXT COLLATE "C",
  fork_reason    TEXT COLLATE "C",
  base_version   TEXT COLLATE "C",
  base_digest    BYTEA REFERENCES documents (digest),
  ours_version   TEXT COLLATE "C",
  ours_digest    BYTEA REFERENCES documents (digest),
  FOREIGN KEY (upstream_owner, upstream_name, version) REFERENCES versions (owner, name, version),
  CHECK ((fork_kind IS NULL) = (fork_reason IS NULL)),
  CHECK ((fork_kind IS NULL) <> (base_version IS NULL)),
  CHECK ((base_version IS NULL) = (base_digest IS NULL)),
  CHECK ((base_version IS NULL) = (ours_version IS NULL)),
  CHECK ((base_version IS NULL) = (ours_digest IS NULL))
);

-- How the conflicts of such a merge were decided, round by round: by a side, or by a value (as JSON). Paths are those of
-- the merge as the rounds before left it.
CREATE TABLE draft_decisions (
  draft TEXT COLLATE "C" NOT NULL REFERENCES draft_origins (draft),
  round BIGINT NOT NULL,
  path  TEXT COLLATE "C" NOT NULL,
  side  TEXT COLLATE "C" CHECK (side IN ('ours', 'theirs', 'base')),
  value BYTEA,
  PRIMARY KEY (draft, round, path),
  CHECK ((side IS NULL) <> (value IS NULL))
);
