-- The policies of the bench as one would write them in SQL: a year of claims from CSV to CSV. Amounts are whole fen and
-- rates parts per 10,000 in BIGINT, so every product is exact and rounded half up once. What a person's year holds before
-- a claim comes from window functions: by date, and within a day by the place in the file.
--
-- duckdb.mjs sets the variables `input` and `output`.

-- The figures of the policies, by kind of care and hospital level; yuan and percent, as the policies write them.
CREATE TEMP TABLE levels AS
FROM (VALUES
  -- The deductible is that of one admission or visit; NULL where `lines` has one of the year.
  (371300, 310, 21, 1, 200, 90, 85),   (371300, 310, 21, 2, 400, 85, 85),   (371300, 310, 21, 3, 600, 80, 85),
  (990100, 310, 21, 1, 300, 90, 90),   (990100, 310, 21, 2, 600, 87, 90),   (990100, 310, 21, 3, 900, 85, 90),
  (990100, 310, 11, 1, NULL, 75, 0),   (990100, 310, 11, 2, NULL, 65, 0),   (990100, 310, 11, 3, NULL, 55, 0),
  (990100, 310, 14, 1, NULL, 85, 0),   (990100, 310, 14, 2, NULL, 82.5, 0), (990100, 310, 14, 3, NULL, 80, 0),
  (990100, 390, 21, 1, 200, 85, 85),   (990100, 390, 21, 2, 500, 75, 78),   (990100, 390, 21, 3, 800, 60, 65),
  (990100, 390, 11, 1, 0, 60, 0),      (990100, 390, 11, 2, 30, 50, 0),     (990100, 390, 11, 3, 50, 40, 0),
  (990100, 390, 14, 1, NULL, 60, 0),   (990100, 390, 14, 2, NULL, 60, 0),   (990100, 390, 14, 3, NULL, 60, 0),
  (990200, 310, 21, 1, 400, 86, 88),   (990200, 310, 21, 2, 700, 83, 88),   (990200, 310, 21, 3, 1000, 80, 88),
  (990200, 310, 11, 1, NULL, 70, 75),  (990200, 310, 11, 2, NULL, 60, 75),  (990200, 310, 11, 3, NULL, 50, 75),
  (990200, 390, 21, 1, NULL, 80, 75),  (990200, 390, 21, 2, NULL, 70, 75),  (990200, 390, 21, 3, NULL, 60, 75),
  (990200, 390, 14, 1, NULL, 80, 75),  (990200, 390, 14, 2, NULL, 70, 75),  (990200, 390, 14, 3, NULL, 60, 75),
  (990200, 390, 11, 1, 0, 60, 0),      (990200, 390, 11, 2, 0, 50, 0),      (990200, 390, 11, 3, 0, 35, 0),
  (990300, 310, 21, 1, NULL, 88, 90),  (990300, 310, 21, 2, NULL, 86, 90),  (990300, 310, 21, 3, NULL, 84, 90),
  (990300, 310, 11, 1, 20, 60, 0),     (990300, 310, 11, 2, 40, 55, 0),     (990300, 310, 11, 3, 60, 50, 0),
  (990300, 310, 14, 1, NULL, 85, 0),   (990300, 310, 14, 2, NULL, 85, 0),   (990300, 310, 14, 3, NULL, 85, 0),
  (990300, 390, 21, 1, 150, 90, 75),   (990300, 390, 21, 2, 400, 80, 75),   (990300, 390, 21, 3, 700, 65, 75),
  (990300, 390, 11, 1, 0, 50, 0),      (990300, 390, 11, 2, 0, 50, 0),      (990300, 390, 11, 3, 0, 50, 0)
) AS t (region, insurance, care, level, deductible, rate_1, rate_2);

-- What does not go by level. `line` numbers the pooled fund's lines: care of one number shares its year. A second figure
-- for the retired where there is one. `by_number` says how a deductible falls with the number of the admission.
CREATE TEMP TABLE lines AS
FROM (VALUES
  -- region, ins., care, line, deductible of the year, by_number, bands per, from, up_to_1, up_to_2, rate_3, cap
  (371300, 310, 21,  1, NULL, NULL, 'same',    'settlement', 'deductible', 30000, 100000,   90, NULL,   NULL),
  (990100, 310, 21,  2, NULL, NULL, 'halved',  'settlement', 'deductible', 20000,  60000,   95, 120000, 120000),
  (990100, 310, 11,  3, 1200, 800,  NULL,      'settlement', 'deductible', NULL,   NULL,  NULL, 6000,   8000),
  (990100, 310, 14,  4, 500,  500,  NULL,      'settlement', 'deductible', NULL,   NULL,  NULL, 20000,  20000),
  (990100, 390, 21,  5, NULL, NULL, 'same',    'settlement', 'deductible', 10000,  50000,   70, 100000, 100000),
  (990100, 390, 11,  6, NULL, NULL, 'same',    'settlement', 'deductible', NULL,   NULL,  NULL, 400,    400),
  (990100, 390, 14,  7, 300,  300,  NULL,      'settlement', 'deductible', NULL,   NULL,  NULL, 5000,   5000),
  (990200, 310, 21,  8, NULL, NULL, 'falling', 'year',       'zero',       50000,  150000,  92, 200000, 200000),
  (990200, 310, 11,  9, 1000, 1000, NULL,      'year',       'deductible', 3000,   8000,    30, 9000,   9000),
  (990200, 390, 21, 10, 600,  600,  NULL,      'year',       'deductible', 20000,  80000,   80, 90000,  90000),
  (990200, 390, 14, 10, 600,  600,  NULL,      'year',       'deductible', 20000,  80000,   80, 90000,  90000),
  (990200, 390, 11, 11, NULL, NULL, 'same',    'settlement', 'deductible', NULL,   NULL,  NULL, 300,    300),
  (990300, 310, 21, 12, 1300, 1000, NULL,      'settlement', 'zero',       30000,  80000,   93, 100000, 100000),
  (990300, 310, 11, 13, NULL, NULL, 'same',    'settlement', 'deductible', NULL,   NULL,  NULL, 3000,   3000),
  (990300, 310, 14, 14, 400,  400,  NULL,      'settlement', 'deductible', NULL,   NULL,  NULL, 30000,  30000),
  (990300, 390, 21, 15, NULL, NULL, 'halved',  'settlement', 'deductible', 10000,  40000,   70, 80000,  80000),
  (990300, 390, 11, 16, NULL, NULL, 'same',    'settlement', 'deductible', NULL,   NULL,  NULL, 350,    350)
) AS t (region, insurance, care, line, year_deductible, year_deductible_retired, by_number, bands_per, bands_from,
        up_to_1, up_to_2, rate_3, cap, cap_retired);

-- Lines after the pooled fund: large amount on the cost above its cap, serious illness on the burden of the year. Care of
-- one number in `later` shares its year.
CREATE TEMP TABLE later_lines AS
FROM (VALUES
  (990100, 310, 21, 101, 85,   200000, NULL,  NULL,  NULL,  NULL,   NULL, NULL, NULL),
  (990200, 310, 21, 102, 90,   300000, NULL,  NULL,  NULL,  NULL,   NULL, NULL, NULL),
  (990300, 310, 21, 103, 80,   150000, NULL,  NULL,  NULL,  NULL,   NULL, NULL, NULL),
  (990100, 390, 21, 104, NULL, NULL,   12000, 12000, 50000, 100000, 60,   65,   75),
  (990100, 390, 14, 104, NULL, NULL,   12000, 12000, 50000, 100000, 60,   65,   75),
  (990200, 390, 21, 105, NULL, NULL,   10000, 10000, 30000, 80000,  55,   65,   75),
  (990200, 390, 14, 105, NULL, NULL,   10000, 10000, 30000, 80000,  55,   65,   75),
  (990300, 390, 21, 106, NULL, NULL,   15000, 8000,  60000, NULL,   60,   70,   NULL)
) AS t (region, insurance, care, later, large_rate, large_cap, illness_deductible, illness_deductible_senior,
        illness_up_to_1, illness_up_to_2, illness_rate_1, illness_rate_2, illness_rate_3);

CREATE TEMP TABLE statuses AS
FROM (VALUES (310, 11), (310, 12), (390, 14), (390, 15), (390, 16)) AS t (insurance, status);

CREATE TEMP MACRO fen(yuan) AS (yuan::DECIMAL(12, 2) * 100)::BIGINT;
CREATE TEMP MACRO yuan(fen) AS fen::DECIMAL(13, 0) * 0.01::DECIMAL(3, 2);
-- In parts per 10,000. The retired get 5 points more, 100% at most; staying in hospital in 990200 they bear 60% of what
-- others would.
CREATE TEMP MACRO rate_of(percent, region, care, status) AS (
  CASE
    WHEN status <> 12 OR region = 371300 THEN percent * 100
    WHEN region = 990200 AND care = 21 THEN 10000 - (100 - percent) * 60
    ELSE least(percent + 5, 100) * 100
  END)::BIGINT;
-- What bands pay on the cost from zero to `cost`, in fen times 10,000.
CREATE TEMP MACRO banded(cost, up_to_1, up_to_2, rate_1, rate_2, rate_3) AS
  least(cost, up_to_1) * rate_1
  + greatest(least(cost, up_to_2) - up_to_1, 0) * rate_2
  + greatest(cost - up_to_2, 0) * rate_3;
-- Half up; nothing here is negative.
CREATE TEMP MACRO rounded(ten_thousandths) AS (ten_thousandths + 5000) // 10000;

-- One row for each set of circumstances: amounts in fen, rates in parts per 10,000 (percent and yuan both times 100). An
-- end or cap that is not there is more than a year can cost.
CREATE TEMP TABLE rules AS
SELECT
  (row_number() OVER ())::INTEGER AS rule,
  region, insurance, status, care, level,
  line, coalesce(later, 0) AS later, by_number,
  fen(coalesce(CASE WHEN status = 12 THEN year_deductible_retired ELSE year_deductible END, deductible)) AS deductible,
  year_deductible IS NOT NULL AS is_year_deductible,
  bands_per = 'year' AS is_year_bands,
  bands_from = 'zero' AS is_from_zero,
  fen(coalesce(up_to_1, 1000000000)) AS up_to_1,
  fen(coalesce(up_to_2, 1000000000)) AS up_to_2,
  rate_of(rate_1, region, care, status) AS rate_1,
  rate_of(rate_2, region, care, status) AS rate_2,
  rate_of(coalesce(rate_3, 0), region, care, status) AS rate_3,
  fen(coalesce(CASE WHEN status = 12 THEN cap_retired ELSE cap END, 1000000000)) AS cap,
  fen(coalesce(large_rate, 0)) AS large_rate,
  fen(coalesce(large_cap, 0)) AS large_cap,
  fen(coalesce(CASE WHEN status = 16 THEN illness_deductible_senior ELSE illness_deductible END, 0))
    AS illness_deductible,
  fen(coalesce(illness_up_to_1, 1000000000)) AS illness_up_to_1,
  fen(coalesce(illness_up_to_2, 1000000000)) AS illness_up_to_2,
  fen(coalesce(illness_rate_1, 0)) AS illness_rate_1,
  fen(coalesce(illness_rate_2, 0)) AS illness_rate_2,
  fen(coalesce(illness_rate_3, 0)) AS illness_rate_3
FROM levels
JOIN lines USING (region, insurance, care)
JOIN statuses USING (insurance)
LEFT JOIN later_lines USING (region, insurance, care);

-- Amounts stay text, because the output repeats them as they were written; codes and dates come out as they went in.
CREATE TEMP TABLE claims AS
FROM read_csv(
  getvariable('input'), header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', new_line = '\n',
  columns = {
    setl_id: 'VARCHAR', psn_no: 'VARCHAR', setl_time: 'DATE', insuplc_admdvs: 'INTEGER', insutype: 'INTEGER',
    psn_type: 'INTEGER', med_type: 'INTEGER', dedc_hosp_lv: 'INTEGER', medfee_sumamt: 'VARCHAR',
    fulamt_ownpay_amt: 'VARCHAR', preselfpay_amt: 'VARCHAR', balc: 'VARCHAR'
  });

COPY (
  WITH
  -- Only what the windows need: the claim's own columns are fetched again at the end, and its figures from `rules` after
  -- each window, which is faster than sorting them along.
  costs AS (
    SELECT c.rowid AS place, psn_no, setl_time, rule,
      line * 10000 + year(setl_time) AS line_year,
      later * 10000 + year(setl_time) AS later_year,
      fen(medfee_sumamt) - fen(fulamt_ownpay_amt) - fen(preselfpay_amt) AS cost
    FROM claims c
    JOIN rules r
      ON c.insuplc_admdvs = r.region AND c.insutype = r.insurance AND c.psn_type = r.status AND c.med_type = r.care
      AND c.dedc_hosp_lv = r.level
  ),
  -- Lines whose deductible goes by the number of the admission serve one kind of care, so that their rows count it.
  years AS (
    SELECT *,
      row_number() OVER line_so_far AS admission,
      (sum(cost) OVER line_so_far)::BIGINT - cost AS cost_before
    FROM costs
    WINDOW line_so_far AS (
      PARTITION BY psn_no, line_year ORDER BY setl_time, place ROWS UNBOUNDED PRECEDING)
  ),
  deducted AS (
    SELECT y.*,
      CASE
        WHEN is_year_deductible THEN least(greatest(deductible - cost_before, 0), cost)
        WHEN by_number = 'halved'
          THEN least(CASE admission WHEN 1 THEN deductible WHEN 2 THEN deductible // 2 ELSE 0 END, cost)
        WHEN by_number = 'falling' THEN least(greatest(deductible - 10000 * (admission - 1), 30000), cost)
        ELSE least(deductible, cost)
      END AS deducted,
      CASE
        WHEN NOT is_year_bands THEN 0
        WHEN is_from_zero THEN cost_before
        ELSE greatest(cost_before - deductible, 0)
      END AS start,
      is_from_zero, up_to_1, up_to_2, rate_1, rate_2, rate_3
    FROM years y JOIN rules USING (rule)
  ),
  spans AS (
    SELECT * EXCLUDE (start, is_from_zero),
      CASE WHEN is_from_zero THEN start + deducted ELSE start END AS span_from,
      span_from + cost - deducted AS span_to
    FROM deducted
  ),
  pooled AS (
    SELECT place, psn_no, setl_time, rule, line_year, later_year, cost, deducted, span_from,
      banded(span_to, up_to_1, up_to_2, rate_1, rate_2, rate_3)
        - banded(span_from, up_to_1, up_to_2, rate_1, rate_2, rate_3) AS payable,
      rounded(payable) AS uncapped
    FROM spans
  ),
  -- With payments cut at a yearly cap, what was paid before is the cap or the sum without it, whichever is less.
  paid_years AS (
    SELECT *,
      (sum(uncapped) OVER (
        PARTITION BY psn_no, line_year ORDER BY setl_time, place ROWS UNBOUNDED PRECEDING))::BIGINT - uncapped
        AS paid_before
    FROM pooled
  ),
  -- The cost above the cap begins after the last fen that the rest of the cap could pay for in full.
  capped AS (
    SELECT p.* EXCLUDE (uncapped, paid_before, payable, span_from, line_year),
      greatest(cap - paid_before, 0) AS cap_left,
      least(uncapped, cap_left) AS pooled_paid,
      CASE WHEN large_rate > 0 AND payable > cap_left * 10000 THEN
        banded(span_from, up_to_1, up_to_2, rate_1, rate_2, rate_3) + cap_left * 10000
      END AS covered,
      CASE
        WHEN covered IS NULL THEN 0
        WHEN covered < up_to_1 * rate_1 THEN span_from + cost - deducted - covered // rate_1
        WHEN covered < up_to_1 * rate_1 + (up_to_2 - up_to_1) * rate_2
          THEN span_from + cost - deducted - up_to_1 - (covered - up_to_1 * rate_1) // rate_2
        ELSE span_from + cost - deducted - up_to_2
          - (covered - up_to_1 * rate_1 - (up_to_2 - up_to_1) * rate_2) // rate_3
      END AS above_cap,
      rounded(above_cap * large_rate) AS large_uncapped
    FROM paid_years p JOIN rules USING (rule)
  ),
  later_years AS (
    SELECT * EXCLUDE (cap_left, covered, above_cap),
      (sum(large_uncapped) OVER later_so_far)::BIGINT - large_uncapped AS large_before,
      (sum(cost - pooled_paid) OVER later_so_far)::BIGINT - (cost - pooled_paid) AS left_before
    FROM capped
    WINDOW later_so_far AS (
      PARTITION BY psn_no, later_year ORDER BY setl_time, place ROWS UNBOUNDED PRECEDING)
  ),
  paid AS (
    SELECT place, cost, deducted, pooled_paid,
      least(large_uncapped, greatest(large_cap - large_before, 0)) AS large_paid,
      left_before - least(large_before, large_cap) - illness_deductible AS burden_from,
      burden_from + cost - pooled_paid - large_paid AS burden_to,
      rounded(
        banded(greatest(burden_to, 0), illness_up_to_1, illness_up_to_2, illness_rate_1, illness_rate_2, illness_rate_3)
        - banded(greatest(burden_from, 0), illness_up_to_1, illness_up_to_2, illness_rate_1, illness_rate_2, illness_rate_3)
      ) AS illness_paid
    FROM later_years JOIN rules USING (rule)
  ),
  -- Sorting the few numbers and laying them beside the claims takes half the memory of sorting all columns, and no longer.
  in_order AS (
    SELECT claims.rowid AS own_place, * FROM claims POSITIONAL JOIN (FROM paid ORDER BY place)
  ),
  settled AS (
    SELECT *,
      pooled_paid + large_paid + illness_paid AS fund,
      fen(medfee_sumamt) AS total,
      total - fund AS person,
      -- Residents have no account; that of 990200 pays in-policy cost only.
      CASE
        WHEN insutype = 390 THEN 0
        WHEN insuplc_admdvs = 990200 THEN least(coalesce(fen(balc), 0), cost - fund)
        ELSE least(coalesce(fen(balc), 0), person)
      END AS account
    FROM in_order
  )
  SELECT
    setl_id, psn_no, setl_time, insuplc_admdvs, insutype, psn_type, med_type, dedc_hosp_lv, medfee_sumamt,
    fulamt_ownpay_amt, preselfpay_amt, balc,
    yuan(total) AS est_medfee_sumamt,
    fulamt_ownpay_amt::DECIMAL(12, 2) AS est_fulamt_ownpay_amt,
    '0.00' AS est_overlmt_selfpay,
    preselfpay_amt::DECIMAL(12, 2) AS est_preselfpay_amt,
    yuan(cost) AS est_inscp_scp_amt,
    yuan(deducted) AS est_act_pay_dedc,
    yuan(pooled_paid) AS est_hifp_pay,
    yuan(large_paid) AS est_hifob_pay,
    yuan(illness_paid) AS est_hifmi_pay,
    '0.00' AS est_hifes_pay,
    '0.00' AS est_cvlserv_pay,
    '0.00' AS est_maf_pay,
    '0.00' AS est_oth_pay,
    '0.00' AS est_hosp_part_amt,
    yuan(fund) AS est_fund_pay_sumamt,
    yuan(person) AS est_psn_part_amt,
    yuan(account) AS est_acct_pay,
    yuan(person - account) AS est_psn_cash_pay,
    (CASE WHEN cost > 0 THEN (pooled_paid * 20000 + cost) // (cost * 2) ELSE 0 END)::DECIMAL(5, 0)
      * 0.0001::DECIMAL(5, 4) AS est_pool_prop_selfpay,
    insuplc_admdvs || CASE insutype WHEN 310 THEN '/employee' ELSE '/resident' END AS est_policy,
    -- A claim without rules would move all after it up by one.
    CASE WHEN place = own_place THEN 'ok' ELSE error('no rules for claim ' || setl_id) END AS est_status
  FROM settled
) TO (getvariable('output')) (FORMAT csv, HEADER, DELIMITER ',');
