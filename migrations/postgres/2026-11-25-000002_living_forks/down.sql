DROP TABLE lineage_steps;

ALTER TABLE lineage
  DROP COLUMN merged_version,
  DROP COLUMN merged_digest,
  DROP COLUMN merged_at;
