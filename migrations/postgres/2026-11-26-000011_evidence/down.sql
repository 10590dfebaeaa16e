DROP TABLE reviews;
DROP TABLE attestation_evidence;
DROP TABLE attestation_requirements;
DROP TABLE attestations;
DROP TABLE adoption_parameters;
DROP TABLE adoptions;
