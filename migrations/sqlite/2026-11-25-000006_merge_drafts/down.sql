ALTER TABLE lineage_steps DROP COLUMN own_parent;
ALTER TABLE draft_origins DROP COLUMN fork_name;
