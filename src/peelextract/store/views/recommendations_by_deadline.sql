-- Recommendations with their cause of concern; those with a date first, the earliest first.
SELECT w.deadline_date, w.deadline_text, o.id AS organisation_id, o.name AS organisation,
       r.programme, r.cycle, q.number, q.text AS question, w.addressee, w.lead_in, w.text,
       c.text AS cause_of_concern, r.published, w.report_id, w.id, w.question_id
FROM recommendations AS w
JOIN reports AS r ON r.id = w.report_id
LEFT JOIN organisations AS o ON o.id = r.organisation_id
LEFT JOIN questions AS q ON q.report_id = w.report_id AND q.id = w.question_id
LEFT JOIN causes_of_concern AS c ON c.report_id = w.report_id AND c.id = w.cause_of_concern_id
ORDER BY w.deadline_date IS NULL, w.deadline_date, w.report_id, w.position
