-- The joins that people need, as views over the tables of kyoten.duckdb. A comment above a view becomes its description.
-- {corrected TABLE} is the table with the values that people corrected, and which those are; {years} and {goals} are filled in for the fiscal years and goal numbers that the collection has.

-- 評価: 姿ごとに1行。区、期、事業名と、法人と区の自己評価 / Ratings: one row per goal, with ward, term and project
CREATE VIEW ratings AS
SELECT
    d.ward, d.ward_code, d.sheet_kind, d.term_no, d.period_start, d.period_end, d.is_current,
    g.document_id, g.project_no, p.project_code, p.title AS project, g.goal_no, g.goal_code, g.goal_relation, g.mark, g.text AS goal,
    g.rating_operator, g.rating_ward,
    g.rating_operator <> g.rating_ward AS differ,
    g.row_id, g.content_id, g.corrected
FROM {corrected goals} g
JOIN documents d USING (document_id)
JOIN projects p USING (document_id, project_no)
ORDER BY d.ward, d.period_start, g.document_id, g.project_no, g.goal_no;

-- 評価(共通の姿ごと): 市の共通の姿ごとに、各区、各期の最新のシートを並べたもの。当たらない姿は ratings にある
-- / Ratings by the city's common goal: the current sheets of all wards one under the other; goals that are like none are in ratings
CREATE VIEW ratings_by_code AS
SELECT
    goal_code, project_code, ward, period_start, period_end, sheet_kind, is_current, rating_operator, rating_ward, differ, goal_relation,
    goal, document_id, goal_no, row_id, corrected
FROM ratings
WHERE is_current AND goal_code IS NOT NULL
ORDER BY project_no, CAST(regexp_extract(goal_code, '[0-9]+$') AS INT), ward, period_start, document_id;

-- 評価(横持ち): 文書と事業ごとに1行、姿の番号ごとに法人と区の列。corrected は訂正した姿の番号と列
-- / Ratings wide: one row per document and project, two columns per goal; corrected names the goals and columns that people corrected
CREATE VIEW ratings_wide AS
SELECT ward, sheet_kind, term_no, period_start, period_end, is_current, document_id, project_no, project_code, project,
    string_agg(goal_no || ': ' || corrected, '; ' ORDER BY goal_no) AS corrected{goals}
FROM ratings
GROUP BY ALL
ORDER BY ward, period_start, document_id, project_no;

-- 数値(横持ち): 項目ごとに1行、年度ごとに1列(月、範囲の端、年度のない値は facts にある) / Facts wide: one row per measure, one column per fiscal year
CREATE VIEW facts_wide AS
WITH yearly AS (
    SELECT *, row_number() OVER (
        PARTITION BY document_id, project_no, table_no, measure, unit, role, qualifier, period_kind, fiscal_year
        ORDER BY "row", col, fact_no
    ) AS nth
    FROM {corrected facts}
    WHERE fiscal_year IS NOT NULL AND month IS NULL AND bound IS NULL
)
SELECT
    d.ward, d.period_start, d.period_end, d.is_current, y.document_id, y.project_no, p.project_code, y.table_no, t.caption,
    y.measure, y.measure_norm, y.unit, y.role, y.qualifier, y.period_kind, y.nth, max(y.corrected) AS corrected{years}
FROM yearly y
JOIN documents d USING (document_id)
JOIN projects p USING (document_id, project_no)
JOIN tables t USING (document_id, project_no, table_no)
GROUP BY ALL
ORDER BY d.ward, d.period_start, y.document_id, y.project_no, y.table_no, min(y."row"), min(y.col), y.nth;

-- 記述と視点: 記述と対応する視点の組ごとに1行(対応がない記述も1行)。視点と姿の文つき
-- / Statements with viewpoints: one row per statement and viewpoint (one also without any), with the text of viewpoint and goals
CREATE VIEW statements_with_viewpoints AS
WITH goal_texts AS (
    SELECT s.statement_id, list(g.text ORDER BY g.goal_no) AS goals
    FROM statements s
    JOIN goals g ON g.document_id = s.document_id AND g.project_no = s.project_no AND list_contains(s.goal_nos, g.goal_no)
    GROUP BY s.statement_id
)
SELECT
    d.ward, d.period_start, d.period_end, d.is_current, s.document_id, s.project_no, p.project_code, p.title AS project,
    s.section, s.seq, s.kind, s.mark, s.heading, s.text, s.goal_nos, coalesce(n.goals, []) AS goals,
    v.viewpoint_no, v.viewpoint_code, v.mark AS viewpoint_mark, v.text AS viewpoint, l.rank, l.status, l.probability, l.score, l.rule, l.evidence,
    s.statement_id, s.row_id, s.content_id, s.order_no, s.corrected
FROM {corrected statements} s
JOIN documents d USING (document_id)
JOIN projects p USING (document_id, project_no)
LEFT JOIN goal_texts n USING (statement_id)
LEFT JOIN statement_viewpoints l ON l.statement_id = s.statement_id AND l.status <> 'rejected'
LEFT JOIN viewpoints v ON v.document_id = s.document_id AND v.project_no = s.project_no AND v.viewpoint_no = l.viewpoint_no
ORDER BY d.ward, d.period_start, s.document_id, s.project_no, s.order_no, l.rank;

-- 視点ごとに見つかった記述の数: 確かな対応と、候補。0 は見つからなかったということで、答えがないということではない
-- / How many links were found for each viewpoint, sure ones by section, and suggestions; 0 says that none was found, not that none is there
CREATE VIEW viewpoint_coverage AS
SELECT
    d.ward, d.period_start, d.period_end, d.is_current, v.document_id, v.project_no, p.project_code, p.title AS project,
    v.viewpoint_no, v.viewpoint_code, v.mark, v.text AS viewpoint,
    count(s.statement_id) FILTER (l.status <> 'suggested') AS statements,
    count(s.statement_id) FILTER (l.status <> 'suggested' AND s.section IN {reasons of operator}) AS by_operator,
    count(s.statement_id) FILTER (l.status <> 'suggested' AND s.section IN {reasons of ward}) AS by_ward,
    count(s.statement_id) FILTER (l.status = 'suggested') AS suggested,
    v.row_id
FROM viewpoints v
JOIN documents d USING (document_id)
JOIN projects p USING (document_id, project_no)
LEFT JOIN statement_viewpoints l
    ON l.document_id = v.document_id AND l.project_no = v.project_no AND l.viewpoint_no = v.viewpoint_no AND l.status <> 'rejected'
LEFT JOIN statements s ON s.statement_id = l.statement_id
GROUP BY ALL
ORDER BY d.ward, d.period_start, v.document_id, v.project_no, v.viewpoint_no;

-- 確かめる候補の一覧: 人が認めるか退けるかを決めると raw/links.toml に残る。確からしい順
-- / Suggestions to confirm or reject in raw/links.toml, the most probable first
CREATE VIEW suggested_links AS
SELECT
    d.ward, d.period_start, d.is_current, s.document_id, s.project_no, p.project_code, s.section, s.seq, s.text,
    v.mark AS viewpoint_mark, v.text AS viewpoint, l.probability, l.rule, l.evidence, s.content_id, l.row_id
FROM statement_viewpoints l
JOIN statements s USING (statement_id)
JOIN documents d ON d.document_id = s.document_id
JOIN projects p ON p.document_id = s.document_id AND p.project_no = s.project_no
JOIN viewpoints v ON v.document_id = s.document_id AND v.project_no = s.project_no AND v.viewpoint_no = l.viewpoint_no
WHERE l.status = 'suggested'
ORDER BY l.probability DESC, s.document_id, s.project_no, s.order_no, l.rank;

-- 課題のつながり: 前の期の課題と、この期の前期振り返りの課題を文で並べたもの / Issue links with the sentences of both terms side by side
CREATE VIEW issue_links_with_texts AS
SELECT
    d.ward, b.period_start AS prior_period_start, b.period_end AS prior_period_end, d.period_start, d.period_end, d.is_current,
    k.document_id, k.project_no, k.link_no, k.relation, k.status, k.score, s.text AS challenge, i.text AS prior_issue,
    s.row_id AS challenge_row_id, i.row_id AS prior_issue_row_id
FROM issue_links k
JOIN documents d USING (document_id)
JOIN documents b ON b.document_id = k.prior_document_id
LEFT JOIN statements s USING (statement_id)
LEFT JOIN prior_issues i ON i.document_id = k.document_id AND i.project_no = k.project_no AND i.seq = k.prior_issue_seq
ORDER BY d.ward, d.period_start, k.document_id, k.project_no, k.link_no;

-- 課題の鎖: 前の期の課題から、この期の前期振り返りの課題、その姿と自己評価、主題を同じくするこの期の記述(三つまで)へ。空は見つからないこと
-- / Issue chains: from a challenge to the next term's prior issue, its goal with the ratings, and up to three statements of this term that
-- share its themes; a null says that none was found, not that there is none
CREATE VIEW issue_chains AS
WITH near AS (
    SELECT i.document_id, i.project_no, i.seq, s.section, s.text, s.row_id, len(list_intersect(i.themes, s.themes)) AS shared_themes,
        row_number() OVER (
            PARTITION BY i.document_id, i.project_no, i.seq ORDER BY len(list_intersect(i.themes, s.themes)) DESC, s.order_no
        ) AS nth
    FROM prior_issues i
    JOIN statements s ON s.document_id = i.document_id AND s.project_no = i.project_no
    WHERE s.section NOT IN {challenges} AND s.kind IN ('bullet', 'paragraph') AND len(list_intersect(i.themes, s.themes)) >= 2
        AND (i.goal_no IS NULL OR len(s.goal_nos) = 0 OR list_contains(s.goal_nos, i.goal_no))
)
SELECT
    d.ward, b.period_start AS prior_period_start, d.period_start, d.is_current, k.document_id, k.project_no, p.project_code, k.link_no,
    k.relation, k.status, k.score, c.text AS challenge, i.text AS prior_issue, g.goal_no, g.text AS goal, g.rating_operator, g.rating_ward,
    n.section, n.text AS statement, n.shared_themes, c.row_id AS challenge_row_id, i.row_id AS prior_issue_row_id, n.row_id AS statement_row_id
FROM issue_links k
JOIN documents d USING (document_id)
JOIN documents b ON b.document_id = k.prior_document_id
JOIN projects p ON p.document_id = k.document_id AND p.project_no = k.project_no
LEFT JOIN statements c ON c.statement_id = k.statement_id
LEFT JOIN prior_issues i ON i.document_id = k.document_id AND i.project_no = k.project_no AND i.seq = k.prior_issue_seq
LEFT JOIN goals g ON g.document_id = k.document_id AND g.project_no = k.project_no AND g.goal_no = i.goal_no
LEFT JOIN near n ON n.document_id = k.document_id AND n.project_no = k.project_no AND n.seq = k.prior_issue_seq AND n.nth <= 3
WHERE k.status IS DISTINCT FROM 'rejected'
ORDER BY d.ward, d.period_start, k.document_id, k.project_no, k.link_no, n.nth;

-- 主題: どの記述が何について述べているか。「父親について区は何を述べているか」が theme = '父親' の1つの問いになる
-- / Themes: what each statement is about, so that what the wards say about fathers is one query
CREATE VIEW themes AS
SELECT
    d.ward, d.period_start, d.period_end, d.is_current, d.is_latest, s.document_id, s.project_no, p.project_code, s.section,
    unnest(s.themes) AS theme, s.text, s.statement_id, s.row_id
FROM statements s
JOIN documents d USING (document_id)
JOIN projects p USING (document_id, project_no)
WHERE s.kind IN ('bullet', 'paragraph')
ORDER BY d.ward, d.period_start, s.document_id, s.project_no, s.order_no, theme;

-- 合わない合計: 印刷された合計や平均が内訳と合わないところ / Printed totals and averages that their parts contradict
CREATE VIEW mismatched_totals AS
SELECT d.ward, d.period_start, d.period_end, d.is_current, e.document_id, e.page, e.where_ja, e.message_ja, e.message_en, e.quote, e.row_id
FROM defects e
JOIN documents d USING (document_id)
WHERE e.code IN ('total-mismatch', 'average-mismatch')
ORDER BY d.ward, d.period_start, e.document_id, e.seq;

-- 指標(年度ごとに1つ): 区、指標、年度ごとに1行。2つの期にある年度は新しい期の文書から。現行の文書だけ
-- / Indicators, one a year: one row per ward, indicator and year, of current sheets; a year of two terms from the newer
CREATE VIEW indicators_by_year AS
SELECT i.*, d.is_current
FROM {corrected indicators} i
JOIN documents d USING (document_id)
WHERE d.is_current
QUALIFY row_number() OVER (
    PARTITION BY i.indicator_code, i.ward, i.fiscal_year ORDER BY d.period_start DESC NULLS LAST, d.sheet_kind, i.period_kind DESC
) = 1;

-- 指標(横持ち): 区と指標ごとに1行、年度ごとに1列。期をまたいでつながる。現行の文書だけ。corrected は訂正した数から求めた年度
-- / Indicators wide: one row per ward and indicator, one column per fiscal year, joined over terms; of current sheets; corrected
-- names the years made from corrected numbers
CREATE VIEW indicators_wide AS
SELECT y.ward, y.indicator_code, c.title_ja, c.title_en, c.project_code, c.unit, c.is_stock, y.is_current,
    string_agg(y.fiscal_year, ', ' ORDER BY y.fiscal_year) FILTER (WHERE y.is_corrected OR y.corrected IS NOT NULL) AS corrected{years}
FROM indicators_by_year y
JOIN indicator_catalogue c USING (indicator_code)
GROUP BY ALL
ORDER BY y.indicator_code, y.ward;

-- 指標の順位: 指標と年度ごとに、区の値を大きい順に。現行の文書だけ
-- / Indicator ranking: the wards of an indicator and year, the largest value first; of current sheets
CREATE VIEW indicator_ranking AS
SELECT
    y.indicator_code, c.title_ja, c.title_en, y.fiscal_year,
    rank() OVER (PARTITION BY y.indicator_code, y.fiscal_year ORDER BY y.value DESC) AS place,
    y.ward, y.value, c.unit, y.method, y.document_id, y.is_current, y.fact_row_ids, y.row_id
FROM indicators_by_year y
JOIN indicator_catalogue c USING (indicator_code)
ORDER BY y.indicator_code, y.fiscal_year, place, y.ward;
