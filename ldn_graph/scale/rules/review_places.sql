-- One row a claim with systematic reviews and a study, with the rank of the line that stands for it; placed_reviews
-- adds the reviews, one a claim and turn, and what these cover. Turn 0 has studies alone, and a row without one a
-- claim.
SELECT DISTINCT r.claim, 0 AS turn, NULL AS line, s.study, NULL AS unknown, s.stands_rank
FROM study_reports AS s
JOIN review_turns AS r ON r.claim = s.claim
UNION ALL
SELECT claim, 0 AS turn, NULL AS line, NULL AS study, NULL AS unknown, NULL AS stands_rank
FROM review_turns
WHERE turn = 1
