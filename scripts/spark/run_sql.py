"""Runs integrations/spark/settle.sql as it stands, with the table that its comment describes.

    run_sql.py SETTLE.sql --input CLAIMS --output SETTLED --partitions N
"""

import argparse
import re

from pyspark.sql import SparkSession

parser = argparse.ArgumentParser()
parser.add_argument("sql")
parser.add_argument("--input", required=True)
parser.add_argument("--output", required=True)
parser.add_argument("--partitions", required=True)
options = parser.parse_args()

with open(options.sql, encoding="utf-8") as file:
    text = file.read()
comment = "\n".join(line[2:] for line in text.splitlines() if line.startswith("--"))
table = re.search(r"CREATE TABLE settled \(.*?\)(?= STORED AS PARQUET)", comment, re.S).group()
statement = "\n".join(line for line in text.splitlines() if not line.startswith("--")).strip().rstrip(";")

spark = (
    SparkSession.builder.appName("baoxiao")
    .config("spark.sql.shuffle.partitions", options.partitions)
    .config("spark.sql.adaptive.coalescePartitions.enabled", "false")
    .getOrCreate()
)
spark.read.parquet(options.input).createOrReplaceTempView("claims")
spark.sql(f"{table} USING parquet LOCATION '{options.output}'")
spark.sql(statement)
