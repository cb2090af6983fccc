-- Areas for improvement that no later inspection of the same ground has followed.
-- Reports do not say when an item is closed, so "open" here means: there is no report of a
-- later cycle, on the same organisation and programme, that covers the pillar (or all of them).
-- Cycles sort as text: 2016 < 2018/19 < 2021/22 < 2023-25.
SELECT o.id AS organisation_id, o.name AS organisation, r.programme, r.cycle,
       substr(coalesce(r.cycle, r.published), 1, 4) AS year,
       coalesce(q.text, a.section, 'outside every question') AS theme,
       q.pillar, q.number, a.section, a.text, a.explanation, r.published,
       a.report_id, a.id, a.question_id
FROM areas_for_improvement AS a
JOIN reports AS r ON r.id = a.report_id
LEFT JOIN organisations AS o ON o.id = r.organisation_id
LEFT JOIN questions AS q ON q.report_id = a.report_id AND q.id = a.question_id
WHERE NOT EXISTS (
    SELECT 1
    FROM reports AS later
    WHERE later.organisation_id = r.organisation_id
      AND later.programme = r.programme
      AND later.cycle > r.cycle
      AND (
          later.kind = 'full_report'
          OR EXISTS (
              SELECT 1
              FROM pillars AS p
              WHERE later.kind = 'pillar' AND p.report_id = later.id AND p.name = q.pillar
          )
      )
)
