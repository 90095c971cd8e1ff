-- Schools by number, with what decides who covers them. Grain: one school. Parameter: $urns. Reader: desk.
SELECT urn, name, phase, local_authority, region, trust_uid, trust_name, status
FROM school
WHERE list_contains($urns::INTEGER[], urn);
