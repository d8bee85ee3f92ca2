-- A text becomes a cell of CSV for spreadsheets, as output/tables.py writes it, in three steps. What would be a formula
-- behind a sign that separates cells or lines somewhere is put behind an apostrophe; what would be one itself, too; and
-- what must be is quoted. They are steps, since a macro stands for its text: within one another they would be long.
CREATE OR REPLACE TEMP MACRO csv_parted(cell) AS CASE
    WHEN contains(cell, ';') OR contains(cell, chr(9)) OR contains(cell, chr(10)) OR contains(cell, chr(13))
        THEN regexp_replace(cell, '([;\t\r\n])( *[=+\-@＝＋－＠])', '\1''\2', 'g')
    ELSE cell
END;

-- No list of signs with IN: it would be looked up in a table for each cell.
CREATE OR REPLACE TEMP MACRO csv_guarded(cell) AS CASE
    WHEN cell <> '' AND contains(' =+-@＝＋－＠', left(cell, 1)) AND regexp_matches(cell, '^ *[=+\-@＝＋－＠]')
        THEN '''' || cell
    ELSE cell
END;

CREATE OR REPLACE TEMP MACRO csv_quoted(cell) AS CASE
    WHEN contains(cell, '"') OR contains(cell, ',') OR contains(cell, chr(10)) OR contains(cell, chr(13))
        THEN '"' || replace(cell, '"', '""') || '"'
    ELSE cell
END;

-- The same for triples as N-Triples writes them, which begin with no sign of a formula and are in one line without tabs:
-- they are long, and each sign that is looked for takes its time.
CREATE OR REPLACE TEMP MACRO triples_parted(cell) AS CASE
    WHEN contains(cell, ';') THEN regexp_replace(cell, '(;)( *[=+\-@＝＋－＠])', '\1''\2', 'g')
    ELSE cell
END;

CREATE OR REPLACE TEMP MACRO triples_quoted(cell) AS CASE
    WHEN contains(cell, '"') OR contains(cell, ',') THEN '"' || replace(cell, '"', '""') || '"'
    ELSE cell
END;
