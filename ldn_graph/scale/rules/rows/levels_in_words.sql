-- One row a claim with a direct line for or against it: the level of both, in words, as audit/results.py says them. What
-- supports it in part stands apart where its level is better.
WITH sides AS (
    SELECT
        claim,
        COALESCE(BOOL_OR(affirms), FALSE) AS affirmed,
        COALESCE(BOOL_OR(in_favour), FALSE) AS favoured,
        COALESCE(BOOL_OR(against), FALSE) AS opposed,
        MIN(CASE WHEN affirms THEN rank END) AS stated,
        MIN(
            CASE WHEN in_favour AND NOT affirms AND NOT compared_nobody(is_primary, human, controlled) THEN rank END
        ) AS narrower,
        MIN(
            CASE WHEN in_favour AND NOT affirms AND compared_nobody(is_primary, human, controlled) THEN rank END
        ) AS weaker,
        MIN(CASE WHEN against THEN rank END) AS opposing
    FROM line_facts
    WHERE counts AND direct
    GROUP BY claim
), parts AS (
    SELECT
        *,
        CASE
            WHEN narrower < COALESCE(stated, 7) THEN level_words(NULLIF(narrower, 6)) || ', for a narrower version'
        END AS narrower_words,
        CASE
            WHEN weaker < COALESCE(stated, 7) THEN level_words(NULLIF(weaker, 6)) || ', by studies that compared nobody'
        END AS weaker_words
    FROM sides
)
SELECT
    claim,
    CASE
        WHEN NOT favoured THEN 'none'
        ELSE CASE WHEN affirmed THEN level_words(NULLIF(stated, 6)) ELSE '' END
            || CASE WHEN affirmed AND narrower_words IS NOT NULL THEN '; ' ELSE '' END
            || COALESCE(narrower_words, '')
            || CASE WHEN (affirmed OR narrower_words IS NOT NULL) AND weaker_words IS NOT NULL THEN '; ' ELSE '' END
            || COALESCE(weaker_words, '')
    END AS level_for,
    CASE WHEN opposed THEN level_words(NULLIF(opposing, 6)) ELSE 'none' END AS level_against
FROM parts
