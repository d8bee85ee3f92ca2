-- One row a claim of efficacy or safety that was measured in people: the bounds of its certainty before and after the
-- domains, from 1, very low, to 4, high, by what is recorded alone; where its studies point; how many they are, and of
-- how many people. `complete`: all evidence that is recorded counts. Beside lines of an unknown design anything is
-- possible.
WITH body AS (
    SELECT
        claim,
        BOOL_AND(is_randomised) AS is_randomised,
        BOOL_OR(may_be_randomised) AS may_be_randomised,
        BOOL_OR(direct) AS direct
    FROM rated_studies
    WHERE in_body
    GROUP BY claim
), undesigned AS (
    SELECT claim, BOOL_OR(direct) AS direct
    FROM told_lines
    WHERE NOT measures_people
    GROUP BY claim
), started AS (
    SELECT
        b.claim,
        c.recorded_lines = c.counted_lines AND NOT c.incomplete AS complete,
        CASE WHEN b.is_randomised THEN 4 ELSE 2 END AS start_lower,
        CASE WHEN b.is_randomised OR b.may_be_randomised THEN 4 ELSE 2 END AS start_upper,
        u.claim IS NOT NULL AND (u.direct OR NOT b.direct) AS is_open
    FROM body AS b
    JOIN claim_facts AS c ON c.claim = b.claim
    LEFT JOIN undesigned AS u ON u.claim = b.claim
)
SELECT
    s.claim,
    s.complete,
    s.start_lower,
    s.start_upper,
    CASE
        WHEN s.is_open THEN 1
        ELSE GREATEST(1, s.start_lower + r.lower + i.lower + d.lower + p.lower + COALESCE(k.steps, -1))
    END AS lower,
    CASE
        WHEN s.is_open THEN 4
        ELSE GREATEST(1, s.start_upper + r.upper + i.upper + d.upper + p.upper + COALESCE(k.steps, 0))
    END AS upper,
    CASE
        WHEN i.both_ways THEN 'both ways'
        WHEN i.favours THEN 'for'
        WHEN i.opposes THEN 'against'
        WHEN i.differs_not AND p.all_narrow THEN 'no difference'
        WHEN i.differs_not THEN 'not seen'
        ELSE 'open'
    END AS points,
    p.studies,
    p.people
FROM started AS s
JOIN grade_risk_of_bias AS r ON r.claim = s.claim
JOIN grade_inconsistency AS i ON i.claim = s.claim
JOIN grade_indirectness AS d ON d.claim = s.claim
JOIN grade_imprecision AS p ON p.claim = s.claim
LEFT JOIN grade_publication_bias AS k ON k.claim = s.claim
