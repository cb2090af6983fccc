-- Every statistic on domestic abuse, by its sentence, what it measures or its section.
SELECT *
FROM statistics_in_context
WHERE lower(sentence) LIKE '%domestic%abuse%'
   OR lower(sentence) LIKE '%domestic violence%'
   OR lower(measure) LIKE '%domestic%abuse%'
   OR lower("of") LIKE '%domestic%abuse%'
   OR lower(section) LIKE '%domestic%abuse%'
