-- What is worked out for one table alone: its rows beside what their own print, their neighbours or another table say. A column that
-- names a contradiction is null where there is none. Nothing here may read the value that it is held against, but as printed.

-- Numbers as they are printed, from text without full-width digits, separators and blanks.
-- ① and ² refer to a note: NFKC would make digits of them.
CREATE MACRO unmarked(printed) AS regexp_replace(printed, '[①-⒇⓪-⓿❶-➓㉑-㉟㊱-㊿⁰¹²³⁴-⁹⁽⁾㊟]', '', 'g');
CREATE MACRO digits_of(printed) AS regexp_replace(nfkc(unmarked(printed)), '[, 、\x{3000}]', '', 'g');
CREATE MACRO numbers_of(printed) AS list_transform(regexp_extract_all(printed, '[0-9]+(?:\.[0-9]+)?'), lambda n: CAST(n AS DOUBLE));
-- What counts goals or viewpoints, or names a year, has at most four digits: longer ones are cells run into one.
CREATE MACRO count_in(number) AS CAST(least(number, 9999) AS INT);
CREATE MACRO counted(printed, nth) AS coalesce(TRY_CAST(regexp_extract(printed, '([0-9.]+)万(?:([0-9.]+)千)?([0-9]*)', nth) AS DOUBLE), 0);
-- 1万2千人, 3千人: beside the digits themselves, for a unit such as 千円 begins like that too. 1時間30分 are minutes.
CREATE MACRO composed_of(printed) AS CASE
    WHEN regexp_matches(printed, '^[0-9]+時間[0-9]+分') THEN [numbers_of(printed)[1] * 60 + numbers_of(printed)[2]]
    WHEN printed LIKE '%万%' THEN [counted(printed, 1) * 10000 + counted(printed, 2) * 1000 + counted(printed, 3)]
    WHEN printed LIKE '%千%' THEN list_transform(numbers_of(printed), lambda n: n * 1000) ELSE [] END;
-- 令和, 平成, 昭和, the year itself and its last two digits; 元 is the first.
CREATE MACRO years_named(year) AS [year, year % 100, year - 2018, year - 1988, year - 1925];
-- 四, 二十八: a year of an era as kanji count it; 二〇二一: as they write the digits of any other.
CREATE MACRO kanji_digit(n) AS substring('〇一二三四五六七八九', CAST(n AS INT) + 1, 1);
CREATE MACRO kanji_count(n) AS CASE WHEN n BETWEEN 1 AND 99 THEN concat(CASE WHEN n >= 20 THEN kanji_digit(n // 10) END,
    CASE WHEN n >= 10 THEN '十' END, CASE WHEN n % 10 > 0 THEN kanji_digit(n % 10) END) END;
CREATE MACRO kanji_digits(n) AS translate(CAST(n AS VARCHAR), '0123456789', '〇一二三四五六七八九');
CREATE MACRO spaceless(printed) AS regexp_replace(nfkc(printed), '[\s\pZ\x{85}\x1c-\x1f]', '', 'g');
-- Of two pages on one sheet of paper the right one is read after the left one.
CREATE MACRO goes_overleaf(former, later, paper) AS
    paper.width > paper.height AND former.x1 <= paper.width / 2 AND paper.width / 2 <= later.x0;
-- A macro's argument is written out wherever it stands; what is worked out is therefore given to a lambda, once.
CREATE MACRO at_or_below_each(upper, lower, paper) AS
    upper IS NULL OR lower IS NULL OR upper.page < lower.page OR (upper.page = lower.page
    AND (coalesce(goes_overleaf(upper, lower, paper), false)
        OR upper.y0 <= lower.y1 AND NOT coalesce(goes_overleaf(lower, upper, paper), false)));
CREATE MACRO at_or_below(upper, lower, sizes) AS
    list_transform([struct_pack(upper := upper, lower := lower)], lambda two: at_or_below_each(two.upper, two.lower, sizes[two.upper.page]))[1];
-- Em boxes of glyphs at the very edge stand out of the page by up to a point.
CREATE MACRO off_paper(boxes, sizes) AS len(list_filter(boxes, lambda b: NOT coalesce(
    b.page BETWEEN 1 AND len(sizes) AND b.x0 >= -1 AND b.y0 >= -1 AND b.x0 <= b.x1 AND b.y0 <= b.y1
    AND b.x1 <= sizes[b.page].width + 1 AND b.y1 <= sizes[b.page].height + 1, false))) > 0;
CREATE MACRO numbers_in_spaced(mark) AS CASE
    WHEN regexp_matches(mark, '^\D*[0-9]+\D*[~-]\D*[0-9]+\D*$')
    THEN range(count_in(numbers_of(mark)[1]), count_in(numbers_of(mark)[2]) + 1)
    WHEN regexp_matches(mark, '^[(]?[ア-コ][).、:]?$') THEN [CAST(strpos('アイウエオカキクケコ', regexp_extract(mark, '[ア-コ]')) AS BIGINT)]
    ELSE list_transform(numbers_of(mark), lambda n: count_in(n)) END;
-- ①～③ is 1, 2, 3; ①、② and ①② are 1, 2; ア, イ and ウ are 1, 2, 3.
CREATE MACRO numbers_in_mark(mark) AS numbers_in_spaced(nfkc(regexp_replace(mark, '([①-⑳])', '\1 ', 'g')));

-- Each document's paper, and whether one of its defects admits that it has glyphs which nobody knows.
CREATE VIEW paper AS SELECT document_id, page_sizes AS paper_sizes,
    document_id IN (SELECT document_id FROM defects WHERE code = 'glyph-unknown') AS admits_unknown FROM documents;
-- Pages that are read turned: their boxes are those of the paper, on which what comes later need not stand lower. As it is read it does.
CREATE VIEW turned AS SELECT document_id, list(struct_pack(page, turned_by, width, height)) FILTER (turned_by <> 0) AS turns
    FROM pages GROUP BY document_id;
CREATE MACRO turned_box(box, turn) AS CASE turn.turned_by
    WHEN 90 THEN struct_pack(page := box.page, x0 := turn.height - box.y1, y0 := box.x0, x1 := turn.height - box.y0, y1 := box.x1)
    WHEN 180 THEN struct_pack(page := box.page, x0 := turn.width - box.x1, y0 := turn.height - box.y1, x1 := turn.width - box.x0,
        y1 := turn.height - box.y0)
    WHEN 270 THEN struct_pack(page := box.page, x0 := box.y0, y0 := turn.width - box.x1, x1 := box.y1, y1 := turn.width - box.x0) ELSE box END;
CREATE MACRO as_read(box, turns) AS
    coalesce(list_transform(list_filter(turns, lambda t: t.page = box.page), lambda t: turned_box(box, t))[1], box);
-- Where a project begins on the page, and where the next one does.
CREATE VIEW stretches AS SELECT document_id, project_no, title_box, turns,
    lead(title_box) OVER (PARTITION BY document_id ORDER BY project_no) AS next_title_box
    FROM (SELECT document_id, project_no, as_read(boxes[1], turns) AS title_box, turns FROM projects LEFT JOIN turned USING (document_id));
-- What the contract has a row's content_id made of, beside part and text.
CREATE VIEW contents AS SELECT p.document_id, p.project_no, concat_ws(chr(31), coalesce(w.ward, d.ward, ''),
    concat(coalesce(CAST(period_start AS VARCHAR), ''), '-', coalesce(CAST(period_end AS VARCHAR), '')), p.project_code) AS content_of
    FROM projects p JOIN documents d USING (document_id) LEFT JOIN wards w USING (ward_code);
CREATE MACRO content_id_of(content_of, part, printed) AS
    left(sha256(concat_ws(chr(31), content_of, part, spaceless(printed))), 16);

CREATE VIEW own_sources AS SELECT s.*,
    CASE WHEN status <> 'duplicate' AND (status = 'published') <> (d.document_id IS NOT NULL) THEN status END AS status_contradicted,
    CASE WHEN status = 'refused' AND NOT EXISTS (SELECT 1 FROM defects e WHERE e.document_id = s.document_id AND e.severity = 'error')
        THEN s.document_id END AS refused_unsaid
    FROM base_sources s LEFT JOIN documents d USING (document_id);

CREATE VIEW prose AS SELECT document_id, count(*) AS statements, sum(length(text)) AS letters, max(length(text)) AS longest,
    sum(length(regexp_replace(text, '[^ぁ-ゖ]', '', 'g'))) / sum(length(text)) AS kana,
    count(*) FILTER (regexp_matches(text, '\p{L}{2}')) AS worded FROM statements GROUP BY document_id;
-- Texts that were cut differ in their words and are no short ones; 特になし may stand in every section.
CREATE VIEW cut AS SELECT document_id, count(DISTINCT text) FILTER (length(text) = longest AND longest >= 12) AS longest_count
    FROM statements JOIN prose USING (document_id) GROUP BY document_id;
CREATE VIEW rows_there AS
    SELECT document_id, 'documents' AS table_name, count(*) AS found FROM documents GROUP BY ALL UNION ALL
    SELECT document_id, 'pages', count(*) FROM pages GROUP BY ALL UNION ALL
    SELECT document_id, 'overview', count(*) FROM overview GROUP BY ALL UNION ALL
    SELECT document_id, 'projects', count(*) FROM projects GROUP BY ALL UNION ALL
    SELECT document_id, 'goals', count(*) FROM goals GROUP BY ALL UNION ALL
    SELECT document_id, 'prior_issues', count(*) FROM prior_issues GROUP BY ALL UNION ALL
    SELECT document_id, 'statements', count(*) FROM statements GROUP BY ALL UNION ALL
    SELECT document_id, 'viewpoints', count(*) FROM viewpoints GROUP BY ALL UNION ALL
    SELECT document_id, 'tables', count(*) FROM "tables" GROUP BY ALL UNION ALL
    SELECT document_id, 'table_cells', count(*) FROM table_cells GROUP BY ALL UNION ALL
    SELECT document_id, 'figures', count(*) FROM figures GROUP BY ALL;
CREATE VIEW rows_lost AS SELECT document_id, string_agg(concat(table_name, ' ', coalesce(found, 0), ' of ', coalesce(rows, 0)), ', '
    ORDER BY table_name) AS lost FROM implied FULL JOIN rows_there USING (document_id, table_name)
    WHERE coalesce(found, 0) <> coalesce(rows, 0) AND EXISTS (SELECT 1 FROM implied) GROUP BY document_id;
CREATE VIEW lexicon AS SELECT document_id, count(*) AS tokens, avg(CAST(is_oov AS INT)) AS unknown FROM tokens GROUP BY document_id;
-- What is named or decided has one score, and statements of one text have; where a project has one viewpoint no other can be linked.
CREATE VIEW choices AS SELECT document_id, project_no FROM viewpoints GROUP BY ALL HAVING count(*) > 1;
CREATE VIEW linked AS SELECT l.document_id, count(DISTINCT s.text) AS texts_linked, count(DISTINCT (rank, score)) AS scores,
    count(DISTINCT l.project_no) AS projects_linked, count(DISTINCT viewpoint_no) AS viewpoint_nos
    FROM statement_viewpoints l JOIN choices USING (document_id, project_no) JOIN statements s USING (statement_id)
    WHERE status IN ('asserted', 'suggested') AND rule <> 'named' GROUP BY ALL;
CREATE VIEW spoken AS SELECT document_id, count(DISTINCT term) AS words FROM terms GROUP BY document_id;
-- Terms are what a section has more often than in other sheets, and two versions of one sheet may have all in common. So they are asked
-- for where no other sheet has so many nouns in that place; only sheets with less than two terms are looked at.
CREATE VIEW nouns AS SELECT t.document_id, s.project_no, s.section, normalized_form AS noun FROM tokens t JOIN statements s USING (statement_id)
    WHERE pos1 = '名詞' AND pos2 = '普通名詞' AND length(normalized_form) > 1 AND kind IN ('bullet', 'paragraph');
CREATE VIEW wanting AS SELECT project_no, section, noun FROM nouns
    WHERE document_id NOT IN (SELECT document_id FROM spoken WHERE words > 1) GROUP BY ALL;
-- A place that one sheet alone has is compared with nothing.
CREATE VIEW compared AS SELECT project_no, section FROM nouns GROUP BY ALL HAVING count(DISTINCT document_id) > 1;
CREATE VIEW sole AS SELECT only_one AS document_id, count(*) AS sole_nouns FROM (SELECT min(document_id) AS only_one FROM nouns
    JOIN wanting USING (project_no, section, noun) JOIN compared USING (project_no, section) GROUP BY project_no, section, noun HAVING min(document_id) = max(document_id)) GROUP BY ALL;
-- The characters that a warning quotes because they are in no row.
CREATE VIEW named AS SELECT document_id, sum(length(regexp_replace(quote, '[\s\pZ]', '', 'g'))) AS chars_named FROM defects
    WHERE code IN ('results-undivided', 'part-unlisted') GROUP BY ALL;
-- A share is asked of texts long enough for it to mean something: 500 letters, 20 statements. Catchwords without hiragana and texts in
-- hiragana alone are as good as others where the dictionary knows their words.
CREATE VIEW own_documents AS SELECT d.*,
    (chars_unaccounted - least(coalesce(chars_named, 0), greatest(chars_unaccounted, 0))) / greatest(chars_total, 1) AS unaccounted_share,
    count(*) FILTER (is_current) OVER term AS current_in_term, count(*) FILTER (is_latest) OVER same_ward AS latest_in_ward,
    CASE WHEN is_latest AND NOT is_current THEN document_id END AS latest_not_current,
    len(page_sizes) AS pages_sized, period_end - period_start AS period_years,
    CASE WHEN starts_with(ward_code6, ward_code) THEN known.ward_code END AS ward_code_known, (SELECT count(*) FROM projects p WHERE p.document_id = d.document_id) AS projects_found, lost AS rows_lost,
    CASE WHEN letters >= 500 AND unknown >= 0.1 THEN kana END AS kana_share, CASE WHEN letters >= 500 THEN unknown END AS unknown_share,
    CASE WHEN statements >= 20 THEN longest_count / statements END AS cut_share, statements / page_count AS statements_per_page,
    CASE WHEN worded > 0 AND tokens IS NULL THEN 'tokens' WHEN sole_nouns >= 20 AND words IS NULL THEN 'terms'
        WHEN sole_nouns >= 20 AND words = 1 THEN 'terms other than one'
        WHEN texts_linked >= 20 AND projects_linked >= 3 AND viewpoint_nos = 1 THEN 'links to another viewpoint'
        WHEN texts_linked >= 20 AND scores = 1 THEN 'another score' WHEN numeric > 0 AND facts IS NULL THEN 'facts' END AS lacking
    FROM base_documents d LEFT JOIN (SELECT ward_code FROM wards) known USING (ward_code) LEFT JOIN rows_lost USING (document_id) LEFT JOIN prose USING (document_id) LEFT JOIN cut USING (document_id)
    LEFT JOIN lexicon USING (document_id) LEFT JOIN linked USING (document_id) LEFT JOIN named USING (document_id) LEFT JOIN spoken USING (document_id) LEFT JOIN sole USING (document_id)
    LEFT JOIN (SELECT document_id, count(*) AS facts FROM facts GROUP BY ALL) USING (document_id)
    LEFT JOIN (SELECT document_id, count(*) AS numeric FROM table_cells
        -- A bare number may count the rows, and others may be days, places and ranks.
        WHERE NOT is_header AND regexp_matches(text, '^[0-9０-９][0-9０-９,，.]*(人|名|件|組|世帯|%|％)$') GROUP BY ALL) USING (document_id)
    WINDOW same_ward AS (PARTITION BY coalesce(d.ward_code, spaceless(d.ward), '/' || document_id)),
        term AS (PARTITION BY coalesce(d.ward_code, spaceless(d.ward), '/' || document_id), sheet_kind,
            CASE WHEN period_start > 0 AND period_end > 0 THEN concat(period_start, '-', period_end)
                WHEN term_no > 0 THEN concat('term ', term_no) ELSE '/' || document_id END);

CREATE VIEW own_pages AS SELECT p.*, chars_in_rows + chars_marks + chars_labels + chars_furniture + chars_figures
    + chars_decoration + chars_struck + chars_unaccounted AS chars_added, least(chars_in_rows, chars_marks, chars_labels, chars_furniture,
    chars_figures, chars_decoration, chars_struck, chars_unaccounted) AS chars_least FROM base_pages p;

CREATE VIEW ordered AS
    SELECT document_id, project_no, order_no FROM statements UNION ALL SELECT document_id, project_no, order_no FROM "tables" UNION ALL
    SELECT document_id, project_no, order_no FROM figures;
CREATE VIEW own_projects AS SELECT p.*,
    CASE WHEN NOT admits AND goals IS NULL THEN 'goals' WHEN NOT admits AND viewpoints IS NULL THEN 'viewpoints' END AS lacking, goals,
    CASE WHEN least(lowest, 1) < 1 OR highest <> places OR numbers <> places THEN concat(numbers, ' of ', highest) END AS order_broken
    FROM base_projects p
    LEFT JOIN (SELECT document_id, project_no, count(*) AS goals FROM goals GROUP BY ALL) USING (document_id, project_no)
    LEFT JOIN (SELECT document_id, project_no, count(*) AS viewpoints FROM viewpoints GROUP BY ALL) USING (document_id, project_no)
    LEFT JOIN (SELECT document_id, project_no, min(order_no) AS lowest, max(order_no) AS highest, count(*) AS places,
        count(DISTINCT order_no) AS numbers FROM ordered GROUP BY ALL) USING (document_id, project_no)
    LEFT JOIN (SELECT document_id, count(*) FILTER (code IN ('section-missing', 'section-not-found', 'label-unknown', 'goals-missing', 'viewpoints-missing')) > 0
        AS admits FROM documents LEFT JOIN defects USING (document_id) GROUP BY ALL) USING (document_id);

-- The letter by itself, in any width; a rating in words (Ａ評価) is read by its letter too. A cell that prints all of them has one ringed
-- or ticked, which its text does not tell.
CREATE MACRO letters_in(raw) AS list_distinct(regexp_extract_all(upper(nfkc(raw)), '\b[A-D]\b'));
CREATE MACRO letter_of(raw) AS CASE WHEN len(letters_in(raw)) = 1 THEN letters_in(raw)[1] END;
CREATE MACRO middle(box) AS (box.y0 + box.y1) / 2;
-- A goal that begins below the foot of a rating is not the one beside it: goals as records have theirs below them.
CREATE MACRO nearer_to_each(rating, own, others) AS len(list_filter(others, lambda b: b.page = rating.page AND own.page = rating.page
    AND b.y0 < rating.y1 AND b.x0 < own.x1 AND own.x0 < b.x1 AND abs(middle(b) - middle(rating)) < abs(middle(own) - middle(rating)))) > 0;
CREATE MACRO nearer_to(rating, own, others) AS
    list_transform([struct_pack(rating := rating, own := own)], lambda two: nearer_to_each(two.rating, two.own, others))[1];
-- One rating for several goals stands in the middle of all, and those below a list of goals tell nothing by their heights.
CREATE MACRO stands_beside_one(rating, ratings, others) AS len(list_filter(ratings, lambda r: r = rating)) = 1
    AND len(list_filter(others, lambda b: b.page = rating.page AND b.y1 > middle(rating))) > 0;
CREATE VIEW own_goals AS SELECT g.*, letter_of(rating_operator_raw) AS letter_operator, letter_of(rating_ward_raw) AS letter_ward,
    content_id_of(content_of, 'goals', text) AS content_id_made,
    CASE WHEN nearer_to(as_read(boxes_operator[1], turns), as_read(boxes[1], turns), others)
            AND stands_beside_one(as_read(boxes_operator[1], turns), of_operator, others) THEN 'operator'
        WHEN nearer_to(as_read(boxes_ward[1], turns), as_read(boxes[1], turns), others)
            AND stands_beside_one(as_read(boxes_ward[1], turns), of_ward, others) THEN 'ward' END AS rating_elsewhere
    FROM base_goals g LEFT JOIN contents USING (document_id, project_no) LEFT JOIN turned USING (document_id)
    LEFT JOIN (SELECT document_id, project_no, list(as_read(boxes[1], turns)) AS others,
        list(as_read(boxes_operator[1], turns)) AS of_operator, list(as_read(boxes_ward[1], turns)) AS of_ward
        FROM goals LEFT JOIN turned USING (document_id) GROUP BY ALL) USING (document_id, project_no);

CREATE VIEW own_prior_issues AS SELECT i.*, content_id_of(content_of, 'prior_issues', text) AS content_id_made
    FROM base_prior_issues i LEFT JOIN contents USING (document_id, project_no);
CREATE VIEW own_viewpoints AS SELECT v.*, content_id_of(content_of, 'viewpoints', text) AS content_id_made
    FROM base_viewpoints v LEFT JOIN contents USING (document_id, project_no);

-- A box may begin above the end of the one before in reading order where it stands in a column right of it.
CREATE VIEW above AS SELECT statement_id, lag(page_last) OVER w AS former_page, as_read(boxes[1], turns) AS first_box,
    lag(as_read(boxes[-1], turns)) OVER w AS former_box FROM statements LEFT JOIN turned USING (document_id) WINDOW w AS (PARTITION BY document_id, project_no, section ORDER BY seq);
-- Marks of which a defect says that they number a goal which is not there: a slip of the ward's, and no goal's number got lost.
CREATE VIEW slips AS SELECT document_id, page, quote, box FROM defects WHERE code = 'goal-unknown';
-- Letters name goals where these have letters, and else count what is said; goals may be counted through the sheet, so many before these,
-- and a number that is none of theirs counts them anew. Where they leave numbers out, a number names the goal that has it.
CREATE MACRO is_letter(mark) AS regexp_matches(nfkc(mark), '^[(]?[ア-コ][).、:]?$');
CREATE VIEW counting AS SELECT document_id, project_no, bool_or(is_letter(mark)) AS is_lettered,
    CASE WHEN bool_and(len(named) = 1) AND count(DISTINCT named) = count(*) AND max(named[1]) - min(named[1]) + 1 = count(*)
        THEN min(named[1]) - 1 ELSE 0 END AS counted_before,
    CASE WHEN bool_and(len(named) = 1) AND min(named[1]) = 1 AND max(named[1]) > count(*) AND count(DISTINCT named) = count(*)
        AND list(named[1] ORDER BY goal_no) = list_sort(list(named[1])) THEN list_sort(list(named[1])) END AS with_gap
    FROM (SELECT document_id, project_no, goal_no, mark, numbers_in_mark(mark) AS named FROM goals) GROUP BY document_id, project_no;
CREATE MACRO goals_in_mark(mark, is_lettered, counted_before, with_gap) AS CASE WHEN is_letter(mark) AND NOT coalesce(is_lettered, false) THEN []
    WHEN with_gap IS NOT NULL THEN list_filter(list_transform(numbers_in_mark(mark), lambda n: list_position(with_gap, n)), lambda n: n > 0)
    ELSE list_transform(numbers_in_mark(mark), lambda n: CASE WHEN n > counted_before THEN n - counted_before ELSE n END) END;
-- 2-3 in the second project is the third goal, or those from 2 to 3.
CREATE MACRO is_goal_within(mark, project, goal_nos) AS
    len(goal_nos) = 1 AND nfkc(mark) IN (concat(project, '-', goal_nos[1]), concat('(', project, '-', goal_nos[1], ')'));
CREATE VIEW own_statements AS SELECT s.*, concat_ws('/', document_id, project_no, section, seq) AS id_made, nfkc(text) AS text_nfkc,
    content_id_of(content_of, section, text) AS content_id_made,
    length(regexp_replace(text, '[\s\pZ]', '', 'g')) AS letters, coalesce(covered, 0) AS letters_in_tokens,
    CASE WHEN level > 0 AND NOT coalesce(parent < seq, false) OR level = 0 AND parent_seq IS NOT NULL THEN coalesce(CAST(parent_seq AS VARCHAR), 'none') END
        AS parent_wrong,
    CASE WHEN page_first < former_page OR (page_first = former_page AND first_box.y0 < former_box.y0 - 1 AND first_box.x0 < former_box.x1)
        THEN 'page ' || page_first END AS above_former,
    CASE WHEN NOT list_has_all(coalesce(numbers, []), goal_nos)
        THEN array_to_string(goal_nos, ', ') END AS goals_unknown,
    CASE WHEN is_goal_within(mark, project_no, goal_nos) THEN NULL
        WHEN holds = 'numbered' AND len(goals_in_mark(mark, is_lettered, counted_before, with_gap)) > 0 AND level = 0
        OR kind = 'heading' AND holds = 'headed'
        THEN array_to_string(list_filter(goals_in_mark(mark, is_lettered, counted_before, with_gap),
            lambda n: NOT slipped OR list_contains(coalesce(numbers, []), n)), ', ') END
        AS numbers_in_mark, array_to_string(goal_nos, ', ') AS goal_numbers
    FROM (SELECT b.*, EXISTS (SELECT 1 FROM slips e WHERE (e.document_id, e.page, e.quote) = (b.document_id, b.page_first, b.mark)
        AND (e.box.x0, e.box.y0) = (b.boxes[1].x0, b.boxes[1].y0)) AS slipped FROM base_statements b) s
    LEFT JOIN (SELECT document_id, project_no, section, seq AS parent_seq, seq AS parent FROM statements WHERE level = 0)
        USING (document_id, project_no, section, parent_seq) LEFT JOIN sections USING (section)
    LEFT JOIN above USING (statement_id) LEFT JOIN contents USING (document_id, project_no)
    LEFT JOIN (SELECT document_id, project_no, list(goal_no) AS numbers FROM goals GROUP BY ALL) USING (document_id, project_no)
    LEFT JOIN counting USING (document_id, project_no)
    LEFT JOIN (SELECT statement_id, sum(length(regexp_replace(surface, '[\s\pZ]', '', 'g'))) AS covered FROM tokens GROUP BY ALL)
        USING (statement_id);

CREATE VIEW own_statement_viewpoints AS SELECT l.*,
    CASE WHEN s.statement_id IS NOT NULL AND (s.document_id, s.project_no) IS DISTINCT FROM (l.document_id, l.project_no)
        THEN concat_ws('/', s.document_id, s.project_no) END AS other_project,
    CASE WHEN l.status IN ('asserted', 'suggested') AND l.rule <> 'named' THEN l.rank END AS rule_rank
    FROM base_statement_viewpoints l LEFT JOIN statements s USING (statement_id);

-- The grid is covered where the cells have its area, and the sum of the places that they cover is that of the grid.
CREATE VIEW covered AS SELECT document_id, project_no, table_no, sum(rowspan * colspan) AS area,
    sum(rowspan * colspan * (("row" + (rowspan - 1) / 2) * n_cols + col + (colspan - 1) / 2)) AS places
    FROM table_cells JOIN "tables" USING (document_id, project_no, table_no) GROUP BY ALL;
-- The small raised characters of a cell are as the page has them; what is set like the others stays.
CREATE MACRO lowered(printed, raised) AS CASE WHEN len(raised) > 0 THEN array_to_string(list_transform(list_filter(range(length(printed)),
    lambda i: NOT list_contains(raised, i)), lambda i: substring(printed, CAST(i AS INT) + 1, 1)), '') ELSE printed END;
-- A cell's one number as it is printed, a dash counting nothing, and what stands behind it; null where it says more or anything else.
-- 1.2千人, 3万円 and 千円 count by more than one, and only their value says by how much.
CREATE MACRO part_of_numeral(digits, nth) AS regexp_extract(digits, '^([-▲△−]?)([0-9]+(?:\.[0-9]+)?)([^0-9百千万億]*)$', nth);
CREATE MACRO numeral(digits) AS CASE WHEN regexp_matches(digits, '^[-‐‑–—―−ー]$') THEN 0
    ELSE TRY_CAST(part_of_numeral(digits, 2) AS DOUBLE) * CASE WHEN part_of_numeral(digits, 1) = '' THEN 1 ELSE -1 END END;
CREATE VIEW numerals AS SELECT document_id, project_no, table_no, "row", col, numeral(digits) AS number, nullif(part_of_numeral(digits, 3), '') AS unit
    FROM (SELECT *, digits_of(lowered(text, raised)) AS digits FROM table_cells WHERE NOT is_header AND rowspan = 1 AND colspan = 1);
-- Each number in its row, and again in its column; the rows and columns that rules call totals.
CREATE VIEW summands AS SELECT document_id, project_no, table_no, n.*, value, null_reason, facts
    FROM (SELECT *, 'row' AS way, "row" AS line, col AS crossing FROM numerals UNION ALL SELECT *, 'column', col, "row" FROM numerals) n
    LEFT JOIN (SELECT document_id, project_no, table_no, "row", col, any_value(value) AS value, any_value(null_reason) AS null_reason,
        count(*) AS facts FROM facts GROUP BY ALL) USING (document_id, project_no, table_no, "row", col);
CREATE VIEW total_lines AS SELECT DISTINCT document_id, project_no, table_no, CASE WHEN col < header_cols THEN 'row' ELSE 'column' END AS way,
    CASE WHEN col < header_cols THEN "row" ELSE col END AS line, true AS is_total
    FROM table_cells JOIN "tables" USING (document_id, project_no, table_no) JOIN total_words ON word = spaceless(text)
    WHERE is_header AND ("row" < header_rows) <> (col < header_cols);
-- Where the printed numbers add up to the printed total, each is proved: one that is lost or another in the facts is a fault of the reading.
-- A sum that the sheet itself prints wrongly proves nothing, and neither does a number that is held to be unsure.
CREATE VIEW sums AS SELECT document_id, project_no, table_no, way, crossing, sum(number) FILTER (is_total IS NULL) AS parts,
    sum(number) FILTER (is_total) AS total, coalesce(sum(value) FILTER (is_total IS NULL), 0) AS parts_read, sum(value) FILTER (is_total) AS total_read
    FROM summands LEFT JOIN total_lines USING (document_id, project_no, table_no, way, line) GROUP BY ALL
    HAVING count(*) = count(number) AND count(DISTINCT unit) < 2 AND count(is_total) = 1 AND count(*) > 2
        AND count(facts) FILTER (is_total IS NULL) > 0 AND NOT bool_or(coalesce(null_reason, 'empty') NOT IN ('dash', 'empty'));
CREATE VIEW totals_lost AS SELECT document_id, project_no, table_no,
    min(concat(way, ' total ', total, ': read ', coalesce(CAST(total_read AS VARCHAR), 'nothing'), ' of ', parts_read)) AS total_lost
    FROM sums WHERE total <> 0 AND abs(parts - total) < 1e-6
        AND (abs(parts_read - total) > 1e-6 OR total_read IS NULL OR abs(total_read - total) > 1e-6) GROUP BY ALL;
CREATE VIEW own_tables AS SELECT t.*, total_lost,
    CASE WHEN NOT list_has_all(coalesce(numbers, []), goal_nos) THEN array_to_string(goal_nos, ', ') END AS goals_unknown,
    CASE WHEN area IS DISTINCT FROM n_rows * n_cols OR abs(places - n_rows * n_cols * (n_rows * n_cols - 1) / 2) > 0.1
        THEN concat(n_rows, ' x ', n_cols, ', ', area, ' covered') END AS grid_uncovered,
    CASE WHEN header_rows > n_rows OR header_cols > n_cols THEN concat(header_rows, ' x ', header_cols) END AS headers_beyond
    FROM base_tables t LEFT JOIN covered USING (document_id, project_no, table_no) LEFT JOIN totals_lost USING (document_id, project_no, table_no)
    LEFT JOIN (SELECT document_id, project_no, list(goal_no) AS numbers FROM goals GROUP BY ALL) USING (document_id, project_no);

CREATE VIEW own_table_cells AS SELECT c.*,
    CASE WHEN "row" < 0 OR col < 0 OR rowspan < 1 OR colspan < 1 OR "row" + rowspan > n_rows OR col + colspan > n_cols
        THEN concat("row", '+', rowspan, ', ', col, '+', colspan) END AS outside_grid
    FROM base_table_cells c LEFT JOIN (SELECT document_id, project_no, table_no, n_rows, n_cols FROM "tables")
        USING (document_id, project_no, table_no);

-- Above and left of a fact's cell, and then what stands over the whole table: all that may say its unit and its period.
CREATE VIEW headed AS SELECT f.row_id,
    string_agg(h.text, chr(10) ORDER BY h."row", h.col) FILTER (f.col >= h.col AND f.col < h.col + h.colspan AND h."row" <= f."row") AS above,
    string_agg(h.text, chr(10) ORDER BY h."row", h.col) FILTER (f."row" >= h."row" AND f."row" < h."row" + h.rowspan AND h.col <= f.col) AS beside,
    string_agg(h.text, chr(10) ORDER BY h."row", h.col) AS anywhere
    FROM facts f JOIN table_cells h USING (document_id, project_no, table_no) WHERE h.is_header GROUP BY f.row_id;
CREATE VIEW cells_of_facts AS SELECT document_id, project_no, table_no, "row", col, count(*) AS facts FROM facts GROUP BY ALL;
CREATE VIEW set_as AS SELECT f.row_id, digits_of(CASE WHEN raw = c.text THEN lowered(raw, raised) ELSE raw END) AS digits
    FROM facts f LEFT JOIN (SELECT document_id, project_no, table_no, "row", col, text, raised FROM table_cells) c
        USING (document_id, project_no, table_no, "row", col);
CREATE VIEW read_again AS SELECT f.row_id, digits, numbers_of(digits) AS numbers, facts,
    concat_ws(chr(10), raw, above, beside, caption, anywhere) AS said, concat_ws(chr(10), above, beside) AS near
    FROM facts f LEFT JOIN set_as USING (row_id) LEFT JOIN headed USING (row_id) LEFT JOIN "tables" t USING (document_id, project_no, table_no)
    LEFT JOIN cells_of_facts USING (document_id, project_no, table_no, "row", col);
-- A cell with as many numbers as facts has them in that order; in any other one of its numbers is the value. One composed of several
-- numbers too.
CREATE MACRO value_again(value, numbers, facts, fact_no, digits) AS CASE
    WHEN value IS NULL OR list_contains(composed_of(digits), abs(value)) THEN value
    WHEN len(numbers) = facts THEN numbers[fact_no] * CASE WHEN regexp_matches(digits, '[-▲△−]|^ー') THEN sign(value) ELSE 1 END
    WHEN list_contains(numbers, abs(value)) THEN value ELSE numbers[1] END;
-- Where the headers of a cell name a year, it is one of these; else the cell, the caption or another header names it.
CREATE MACRO year_source(said, near) AS CASE WHEN regexp_matches(nfkc(near), '[0-9元〇一二三四五六七八九十]\s*年|[RHS][0-9]|20[0-9]{2}') THEN near ELSE said END;
CREATE MACRO names_year(said, year) AS list_has_any(
    list_transform(numbers_of(replace(nfkc(said), '元', '1')), lambda n: count_in(n)), years_named(CAST(year AS INT)))
    OR list_has_any(regexp_extract_all(nfkc(said), '([〇一二三四五六七八九十]+)\s*年', 1),
        list_append(list_transform(years_named(CAST(year AS INT))[3:], lambda n: kanji_count(n)), kanji_digits(CAST(year AS INT))));
CREATE VIEW own_facts AS SELECT f.*, value_again(value, r.numbers, facts, fact_no, digits) AS value_again,
    CASE WHEN value IS NULL AND null_reason IS NULL THEN 'no reason' WHEN value IS NOT NULL THEN null_reason END AS reason_contradicted,
    CASE WHEN value IS NOT NULL AND NOT contains(replace(nfkc(said), '¥', '円'), nfkc(unit)) THEN unit END AS unit_unprinted,
    CASE WHEN NOT (names_year(year_source(said, near), fiscal_year) OR month IS NOT NULL AND names_year(year_source(said, near), fiscal_year + 1)) THEN fiscal_year END
        AS year_unprinted,
    fiscal_year - period_start AS years_after_start, fiscal_year - period_end AS years_after_end,
    CASE WHEN CAST(left(month, 4) AS INT) - CAST(CAST(right(month, 2) AS INT) < 4 AS INT) <> fiscal_year THEN month END AS month_outside,
    CASE WHEN (value IS NULL) <> (value_norm IS NULL) THEN 'value_norm' WHEN (unit IS NULL) <> (unit_norm IS NULL) THEN 'unit_norm' END
        AS norm_alone,
    CASE WHEN is_stock <> coalesce(period_kind = 'fiscal_year_end', false) THEN coalesce(period_kind, 'no period') END AS stock_contradicted,
    CASE WHEN c.is_header THEN c.text END AS from_header, coalesce(c.text, raw) AS cell_text
    FROM base_facts f LEFT JOIN read_again r USING (row_id)
    LEFT JOIN (SELECT document_id, period_start, period_end FROM documents) USING (document_id)
    LEFT JOIN (SELECT document_id, project_no, table_no, "row", col, text, is_header FROM table_cells) c
        USING (document_id, project_no, table_no, "row", col);

CREATE VIEW own_tokens AS SELECT t.*, substring(s.text, "begin" + 1, "end" - "begin") AS printed_there,
    CASE WHEN s.document_id <> t.document_id THEN s.document_id END AS other_document
    FROM base_tokens t LEFT JOIN statements s USING (statement_id);

CREATE VIEW own_mentions AS SELECT m.*, substring(s.text, "begin" + 1, "end" - "begin") AS printed_there,
    CASE WHEN s.document_id <> m.document_id THEN s.document_id END AS other_document
    FROM base_mentions m LEFT JOIN statements s USING (statement_id);

CREATE VIEW own_terms AS SELECT t.*, CASE WHEN s.document_id <> t.document_id THEN s.document_id END AS other_document
    FROM base_terms t LEFT JOIN statements s USING (statement_id);

-- Facts as people corrected them: a value in the unit that is printed. One without a printed value or of another unit is not known here.
CREATE VIEW recounted AS SELECT row_id, bool_and(column_name = 'value') AS is_value, any_value(TRY_CAST(corrected AS DOUBLE)) AS corrected
    FROM corrections WHERE state = 'applied' AND column_name IN ('value', 'value_norm', 'unit') AND row_id LIKE 'facts/%' GROUP BY row_id;
CREATE VIEW summed AS SELECT i.row_id, sum(by_hand) AS total, min(by_hand) AS least, max(by_hand) AS most,
    count(*) = count(by_hand) AS whole, bool_or(is_value IS NOT NULL AND by_hand IS NULL) AS is_unknown
    FROM (SELECT m.row_id, is_value, CASE WHEN is_value IS NULL THEN f.value_norm
            WHEN is_value AND f.value <> 0 THEN c.corrected * f.value_norm / f.value END AS by_hand
        FROM (SELECT row_id, unnest(fact_row_ids) AS fact_row_id FROM indicators) m
        LEFT JOIN facts f ON f.row_id = m.fact_row_id LEFT JOIN recounted c ON c.row_id = m.fact_row_id) i GROUP BY i.row_id;
CREATE VIEW own_indicators AS SELECT i.*, CASE WHEN is_unknown THEN value
    WHEN whole AND method = 'sum_of_parts' AND abs(total - value) <= 1e-9 * greatest(abs(total), 1) THEN value
    WHEN whole AND method = 'sum_of_parts' THEN total
    WHEN whole AND least = most THEN most ELSE NULL END AS value_of_facts
    FROM base_indicators i LEFT JOIN summed USING (row_id);

CREATE VIEW challenges AS SELECT document_id AS prior_document_id, project_no, count(*) AS due FROM statements
    WHERE section IN (SELECT section FROM sections WHERE comes_back) AND kind IN ('bullet', 'paragraph') GROUP BY ALL;
CREATE VIEW own_issue_links AS SELECT l.*, coalesce(due, 0) AS challenges_due,
    count(DISTINCT l.statement_id) OVER (PARTITION BY l.document_id, l.prior_document_id, l.project_no) AS challenges_linked,
    CASE WHEN (l.statement_id IS NULL) <> (relation = 'unmatched_issue') THEN 'challenge'
        WHEN (prior_issue_seq IS NULL) <> (relation = 'unmatched_challenge') THEN 'issue'
        WHEN (status IS NULL) <> (l.statement_id IS NULL OR prior_issue_seq IS NULL) THEN 'status' END AS side_wrong,
    CASE WHEN l.statement_id IS NOT NULL AND (s.document_id, s.project_no, comes_back) IS DISTINCT FROM
        (l.prior_document_id, l.project_no, true) THEN l.statement_id END AS no_challenge_of_it,
    CASE WHEN NOT coalesce(coalesce(later.ward_code, spaceless(later.ward)) = coalesce(prior.ward_code, spaceless(prior.ward)) AND
        (later.period_start > prior.period_start OR later.term_no > prior.term_no), false) THEN prior_document_id END AS no_term_before
    FROM base_issue_links l LEFT JOIN challenges USING (prior_document_id, project_no) LEFT JOIN statements s USING (statement_id) LEFT JOIN sections c ON c.section = s.section
    LEFT JOIN documents later ON later.document_id = l.document_id LEFT JOIN documents prior ON prior.document_id = l.prior_document_id;

CREATE VIEW own_defects AS SELECT e.*, c.severity AS severity_of_code,
    CASE WHEN e.severity = 'error' AND d.document_id IS NOT NULL THEN code END AS error_of_published
    FROM base_defects e LEFT JOIN catalogue c USING (code) LEFT JOIN documents d ON d.document_id = e.document_id;
