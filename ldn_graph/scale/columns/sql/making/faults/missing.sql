-- A row is a node that lacks what the model asks for.
SELECT node, 'no rdfs:label' AS what FROM claim_facts WHERE label IS NULL
UNION ALL SELECT node, 'no ldn:topic' FROM claim_facts WHERE topic IS NULL
UNION ALL SELECT node, 'no ldn:wording' FROM claim_facts WHERE wording IS NULL
UNION ALL SELECT node, 'half a triple' FROM claim_facts
    WHERE (subject IS NULL OR predicate IS NULL OR object IS NULL)
    AND (
        subject IS NOT NULL OR predicate IS NOT NULL OR object IS NOT NULL OR direction IS NOT NULL
        OR negated IS NOT NULL
    )
UNION ALL SELECT s.node, 'half a triple'
    FROM statements AS s
    JOIN claim_facts AS c ON s.node = c.node
    WHERE s.property IN ('biolink:object_direction_qualifier', 'biolink:negated') AND c.subject IS NULL
UNION ALL SELECT node, 'no ldn:source' FROM line_facts WHERE source IS NULL
UNION ALL SELECT node, 'no ldn:bearing' FROM line_facts WHERE bearing IS NULL
UNION ALL SELECT node, 'no ldn:directness' FROM line_facts WHERE directness IS NULL
UNION ALL SELECT node, 'no ldn:ofWhat' FROM quantity_facts WHERE of_what IS NULL
UNION ALL SELECT node, 'no ldn:low' FROM quantity_facts WHERE low IS NULL
UNION ALL SELECT node, 'no ldn:high' FROM quantity_facts WHERE high IS NULL
UNION ALL SELECT node, 'no ldn:unit' FROM quantity_facts WHERE unit IS NULL
UNION ALL SELECT node, 'no oa:hasSelector' FROM claim_passages WHERE selector IS NULL
UNION ALL SELECT p.node, 'no ldn:section, or no ldn:passageSha256'
    FROM claim_passages AS p
    JOIN passage_facts AS f ON p.node = f.node
    WHERE f.section IS NULL OR f.sha256 IS NULL
UNION ALL SELECT p.node, 'no oa:start, or no oa:end'
    FROM claim_passages AS p
    JOIN passage_facts AS f ON p.selector = f.node
    WHERE f.start IS NULL OR f."end" IS NULL
UNION ALL SELECT node, 'no rdfs:label' FROM result_facts WHERE label IS NULL
UNION ALL SELECT node, 'no rdfs:label' FROM arm_facts WHERE label IS NULL
UNION ALL SELECT node, 'no ldn:riskOfBiasTool' FROM risk_facts WHERE tool IS NULL
UNION ALL SELECT node, 'no ldn:riskOfBiasJudgement' FROM risk_facts WHERE judgement IS NULL
UNION ALL SELECT node, 'no ldn:riskOfBiasDomain' FROM domain_facts WHERE domain IS NULL
UNION ALL SELECT node, 'no ldn:riskOfBiasJudgement' FROM domain_facts WHERE judgement IS NULL
UNION ALL SELECT node, 'no ldn:bearing' FROM judgement_facts WHERE bearing IS NULL
UNION ALL SELECT node, 'no ldn:directness' FROM judgement_facts WHERE directness IS NULL
UNION ALL SELECT e.target, 'no ldn:certainty'
    FROM edges AS e
    JOIN claim_facts AS c ON e.node = c.node
    JOIN rating_facts AS f ON e.target = f.node
    WHERE e.property = 'ldn:certaintyRating' AND f.certainty IS NULL
UNION ALL SELECT e.target, 'no ldn:suspected'
    FROM edges AS e
    JOIN claim_facts AS c ON e.node = c.node
    JOIN rating_facts AS f ON e.target = f.node
    WHERE e.property = 'ldn:publicationBias' AND f.suspected IS NULL
