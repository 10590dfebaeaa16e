-- Which fork a draft takes its upstream's version into; the owner is the draft's organisation.
ALTER TABLE draft_origins ADD COLUMN fork_name TEXT CHECK ((fork_name IS NULL) = (base_version IS NULL));

-- The fork's version that a merge started from: with the upstream's, the two parents of its outcome. None when the fork had
-- everything already.
ALTER TABLE lineage_steps ADD COLUMN own_parent TEXT CHECK (own_parent IS NULL OR own_version IS NOT NULL);
