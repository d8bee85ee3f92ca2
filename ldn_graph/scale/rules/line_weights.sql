-- One row an evidence line: what it says of the status of its claim, in one number of `weighs`.
SELECT
    claim,
    source,
    weighs(counts AND direct AND affirms, 1)
        | weighs(counts AND direct AND in_favour AND NOT affirms, 2)
        | weighs(counts AND direct AND against, 4)
        | weighs(bearing <> 'givesBackground', 8)
        | weighs(counts AND NOT direct AND in_favour, of_rank(16, rank))
        | weighs(counts AND NOT direct AND against, of_rank(1024, rank)) AS weight
FROM line_facts
