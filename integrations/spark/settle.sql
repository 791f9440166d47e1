-- Claims settled in SQL, for spark-sql and Hive. Needed: a table of claims; the archives of docs/SPARK.md shipped, policies
-- too (without any, leave `--policies policies` out). settle.py does more: it makes the SQL for the columns of your table,
-- keeps tabs and line breaks out of every text, ends the job where a result is no number, and counts rows at the end.
--
--   CREATE TABLE settled (
--     setl_id STRING, psn_no STRING, est_fund_pay_sumamt DECIMAL(18,2), est_psn_part_amt DECIMAL(18,2),
--     est_psn_cash_pay DECIMAL(18,2), est_policy STRING, est_status STRING, est_code STRING, est_message STRING
--   ) STORED AS PARQUET;
--
-- Name more est_ columns in --output-columns and, in the same order, in AS; a DECIMAL never becomes a float on the way.
INSERT INTO TABLE settled
SELECT TRANSFORM (
    setl_id, psn_no, setl_time, insuplc_admdvs, insutype, psn_type, med_type, dedc_hosp_lv,
    medfee_sumamt, fulamt_ownpay_amt, preselfpay_amt, balc, reverses
  )
  ROW FORMAT DELIMITED FIELDS TERMINATED BY '\t' NULL DEFINED AS '\\N'
  USING './node ./baoxiao/package/bin/baoxiao.js pipe --lang zh --columns setl_id,psn_no,setl_time,insuplc_admdvs,insutype,psn_type,med_type,dedc_hosp_lv,medfee_sumamt,fulamt_ownpay_amt,preselfpay_amt,balc,reverses --output-columns setl_id,psn_no,est_fund_pay_sumamt,est_psn_part_amt,est_psn_cash_pay,est_policy,est_status,est_code,est_message --policies policies'
  AS (
    setl_id STRING, psn_no STRING, est_fund_pay_sumamt DECIMAL(18,2), est_psn_part_amt DECIMAL(18,2),
    est_psn_cash_pay DECIMAL(18,2), est_policy STRING, est_status STRING, est_code STRING, est_message STRING
  )
  ROW FORMAT DELIMITED FIELDS TERMINATED BY '\t' NULL DEFINED AS '\\N'
FROM (
  SELECT
    setl_id, psn_no, setl_time, insuplc_admdvs, insutype, psn_type, med_type, dedc_hosp_lv,
    medfee_sumamt, fulamt_ownpay_amt, preselfpay_amt, balc, reverses
  FROM claims
  -- As the program reads a person: without spaces around it. Rows without one have nothing to do with each other.
  DISTRIBUTE BY coalesce(nullif(trim(psn_no), ''), setl_id)
  SORT BY nullif(trim(psn_no), ''), setl_time, setl_id
) by_person;
