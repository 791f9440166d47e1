"""What Spark needs without the program: reads the claims, brings each person's together in order, writes them.

    copy_claims.py --input CLAIMS --output COPIED --partitions N
"""

import argparse

from pyspark.sql import SparkSession

parser = argparse.ArgumentParser()
parser.add_argument("--input", required=True)
parser.add_argument("--output", required=True)
parser.add_argument("--partitions", required=True)
options = parser.parse_args()

spark = (
    SparkSession.builder.appName("copy")
    .config("spark.sql.shuffle.partitions", options.partitions)
    .config("spark.sql.adaptive.coalescePartitions.enabled", "false")
    .getOrCreate()
)
spark.read.parquet(options.input).createOrReplaceTempView("claims")
spark.sql("SELECT * FROM claims DISTRIBUTE BY psn_no SORT BY psn_no, setl_time, setl_id").write.parquet(options.output)
