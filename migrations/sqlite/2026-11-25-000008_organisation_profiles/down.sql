DROP TABLE organisation_history;
DROP TABLE organisation_successions;
DROP TABLE organisation_demands;
ALTER TABLE organisations DROP COLUMN no_third_country_access;
ALTER TABLE organisations DROP COLUMN verified_reason;
ALTER TABLE organisations DROP COLUMN verified_at;
ALTER TABLE organisations DROP COLUMN revision;
