-- A row is a search for evidence that found nothing.
SELECT e.claim, e.place, e.node AS iri, coalesce(f.comment, '') AS comment, f.searched_in, f.created
FROM evidence AS e
JOIN search_facts AS f ON e.node = f.node
WHERE e.is_search
