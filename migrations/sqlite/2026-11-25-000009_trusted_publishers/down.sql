ALTER TABLE tokens DROP COLUMN publisher;
DROP TABLE exchanged_tokens;
DROP TABLE trusted_publisher_claims;
DROP TABLE trusted_publishers;
