-- Every grade given: of a report as a whole, of its pillars and of its questions.
SELECT o.id AS organisation_id, o.name AS organisation, r.programme, r.cycle, g.level, g.pillar,
       g.number, g.question, g.grade, g.grade_label, g.grade_basis, g.inspected,
       r.published, r.kind AS report_kind, r.id AS report_id, g.question_id
FROM (
    SELECT report_id, 'question' AS level, pillar, number, text AS question, grade, grade_label,
           grade_basis, inspected, id AS question_id, position
    FROM questions
    UNION ALL
    SELECT report_id, 'pillar', name, NULL, question, grade, grade_label, grade_basis, NULL,
           NULL, position
    FROM pillars
    UNION ALL
    SELECT id, 'report', NULL, NULL, NULL, grade, grade_label, grade_basis, NULL, NULL, 0
    FROM reports
) AS g
JOIN reports AS r ON r.id = g.report_id
LEFT JOIN organisations AS o ON o.id = r.organisation_id
WHERE g.grade IS NOT NULL OR g.level = 'question'
