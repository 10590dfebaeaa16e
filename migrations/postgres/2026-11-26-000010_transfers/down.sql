DROP TABLE reserved_slugs;
DROP TABLE transfers;
DROP TABLE moves;
-- A fork that took something in at another address than it was forked from cannot be kept; it is refused here.
ALTER TABLE lineage DROP COLUMN merged_owner;
ALTER TABLE lineage DROP COLUMN merged_name;
ALTER TABLE lineage ADD FOREIGN KEY (upstream_owner, upstream_name, merged_version)
  REFERENCES versions (owner, name, version);
