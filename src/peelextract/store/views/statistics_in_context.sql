-- Every statistic with the report and question it stands in.
SELECT o.id AS organisation_id, o.name AS organisation, r.programme, r.cycle,
       q.pillar, q.number, q.text AS question, s.section, s.text, s.kind, s.value, s.upper,
       s.unit, s.numerator, s.denominator, s.qualifier, s."of", s.measure, s.margin,
       s.comparison_relation, s.comparison_value, s.comparison_with,
       s.value - s.comparison_value AS difference,
       s.period_text, s.period_start, s.period_end, s.attribution, s.sentence,
       r.published, s.report_id, s.id, s.question_id
FROM statistics AS s
JOIN reports AS r ON r.id = s.report_id
LEFT JOIN organisations AS o ON o.id = r.organisation_id
LEFT JOIN questions AS q ON q.report_id = s.report_id AND q.id = s.question_id
