-- A version that a person published has no place in the older tables, so this fails where there is one.
ALTER TABLE versions DROP CONSTRAINT versions_have_one_publisher;
ALTER TABLE versions DROP COLUMN published_by_person;
ALTER TABLE versions ALTER COLUMN published_by SET NOT NULL;

DROP TABLE audit;
ALTER TABLE tokens DROP COLUMN last_used_at;
ALTER TABLE tokens DROP COLUMN created_by;
DROP TABLE sessions;
DROP TABLE invitations;
DROP TABLE memberships;
DROP TABLE identities;
DROP TABLE people;
