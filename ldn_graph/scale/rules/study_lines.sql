-- One row an evidence line by which certainty is rated, with the line (`stands`) that stands for its study. `part` is 0
-- for that line itself, 1 for other reports of the study and 2 for reviews of it; `turn` orders the lines of a part.
WITH reviewed AS (
    SELECT p.claim, p.turn, p.line, m.line AS stands
    FROM review_places AS p
    JOIN measured_lines AS m ON m.claim = p.claim AND m.rank = p.stands_rank
    WHERE p.line IS NOT NULL
), gathered AS (
    SELECT line, stands, CASE WHEN line = stands THEN 0 ELSE 1 END AS part, turn, outweighs
    FROM study_reports
    UNION ALL
    SELECT line, stands, CASE WHEN line = stands THEN 0 ELSE 2 END AS part, turn, TRUE AS outweighs
    FROM reviewed
)
SELECT m.*, g.stands, g.part, g.turn, g.outweighs
FROM gathered AS g
JOIN measured_lines AS m ON m.line = g.line
