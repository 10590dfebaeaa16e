DROP TABLE draft_decisions;
DROP TABLE draft_origins;
DROP TABLE draft_events;
DROP TABLE draft_authors;
DROP TABLE drafts;
ALTER TABLE organisations DROP COLUMN four_eyes;
