-- What the making of columns and the rules over them say alike.

-- The last part of an IRI.
CREATE OR REPLACE TEMP MACRO local_id(iri) AS COALESCE(
    NULLIF(CASE
        WHEN iri LIKE '%#%' THEN SPLIT_PART(RTRIM(iri, '/#'), '#', -1)
        ELSE SPLIT_PART(RTRIM(iri, '/#'), '/', -1)
    END, ''),
    iri
);
