-- One row a claim in whose favour there are reviews, books, opinion, labels or plans, and no primary study.
SELECT
    claim,
    0 AS place,
    'Warning' AS severity,
    CONCAT('no primary study is in favour, only: ', notes) AS message,
    'record the studies beneath them' AS remedy,
    with_designs AS because
FROM flag_texts
WHERE flag = 'secondary-only'
