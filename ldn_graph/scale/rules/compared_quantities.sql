-- One row a quantity that a claim states and that has any to be held against (role: stated), one that is comparable with
-- it on a line of the claim that counts (measured), and one that it must be the ratio of (part), wherever that stands.
WITH recorded AS (
    SELECT
        q.*,
        e.place AS line_place,
        e.iri AS line_iri,
        e.source_iri,
        e.bearing,
        e.directness,
        e.null_without_interval,
        e.is_empty
    FROM quantities AS q
    LEFT JOIN line_facts AS e ON e.line = q.line
    WHERE q.line IS NULL OR e.counts
), stated AS (
    SELECT * FROM recorded WHERE line IS NULL
), wanted AS (
    SELECT claim, place, numerator AS part FROM stated WHERE numerator IS NOT NULL
    UNION
    SELECT claim, place, denominator AS part FROM stated WHERE denominator IS NOT NULL
), met AS (
    SELECT *, ROW_NUMBER() OVER (PARTITION BY iri ORDER BY claim, COALESCE(line, -1), place) AS nth
    FROM recorded
    WHERE iri IN (SELECT part FROM wanted)
), held AS (
    SELECT
        s.claim,
        s.place AS stated_place,
        'measured' AS role,
        m.claim AS of_claim,
        m.line AS of_line,
        m.place AS of_place
    FROM stated AS s
    JOIN recorded AS m ON m.claim = s.claim AND m.of_what = s.of_what AND m.unit = s.unit
    WHERE m.line IS NOT NULL AND (m.out_of IS NULL) = (s.out_of IS NULL)
    UNION ALL
    SELECT w.claim, w.place, 'part', m.claim, m.line, m.place
    FROM wanted AS w
    JOIN met AS m ON m.iri = w.part
    WHERE m.nth = 1
), pairs AS (
    SELECT * FROM held
    UNION ALL
    SELECT DISTINCT claim, stated_place, 'stated', claim, CAST(NULL AS BIGINT), stated_place FROM held
)
SELECT
    p.claim,
    c.iri AS claim_iri,
    p.stated_place,
    p.role,
    r.line_place,
    r.line_iri,
    r.source_iri,
    r.bearing,
    r.directness,
    r.null_without_interval,
    r.is_empty,
    r.iri,
    r.of_what_nt,
    r.low_nt,
    r.high_nt,
    r.out_of,
    r.unit,
    r.numerator,
    r.denominator
FROM pairs AS p
JOIN claims AS c ON c.number = p.claim
JOIN recorded AS r ON r.claim = p.of_claim AND COALESCE(r.line, -1) = COALESCE(p.of_line, -1) AND r.place = p.of_place
ORDER BY p.claim, p.stated_place, p.role, r.line_place, r.place
