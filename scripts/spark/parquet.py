"""The test's two ways between text and Parquet, both outside the cluster.

    parquet.py write CLAIMS.csv OUT      typed: amounts DECIMAL(18,2), the day DATE, the last column DECIMAL(20,6), codes STRING
    parquet.py read SETTLED OUT KEY      one text file in the order of KEY, cells tab-separated, null as nothing
"""

import sys

from pyspark.sql import SparkSession
from pyspark.sql import functions as f

AMOUNTS = {"medfee_sumamt", "fulamt_ownpay_amt", "preselfpay_amt", "balc"}
FILES = 8


def quoted(name):
    return "`" + name.replace("`", "``") + "`"


def typed(name, last):
    if name == last:
        return f.col(quoted(name)).cast("decimal(20,6)").alias(name)
    if name == "psn_no":
        # A table may well say nobody by an empty text.
        return f.coalesce(f.col(name), f.lit("")).alias(name)
    if name in AMOUNTS:
        return f.col(name).cast("decimal(18,2)").alias(name)
    return f.col(name).cast("date").alias(name) if name == "setl_time" else f.col(name)


def write(spark, claims, out):
    rows = spark.read.csv(claims, header=True, ignoreTrailingWhiteSpace=False)
    # Spread over files by chance: neither persons nor days stand together, as in a table filled day by day.
    rows.select([typed(name, rows.columns[-1]) for name in rows.columns]).repartition(FILES).write.parquet(out)


def read(spark, settled, out, key):
    rows = spark.read.parquet(settled)
    inexact = [field.name for field in rows.schema.fields if field.dataType.simpleString() in ("float", "double")]
    if inexact:
        sys.exit(f"not exact: {inexact}")
    cells = [f.coalesce(rows[quoted(name)].cast("string"), f.lit("")) for name in rows.columns]
    one = rows.repartition(1).sortWithinPartitions(key)
    header = spark.createDataFrame([("\t".join(rows.columns),)], "value string")
    header.coalesce(1).write.text(f"{out}/header")
    one.select(f.concat_ws("\t", *cells).alias("value")).write.text(f"{out}/rows")


if __name__ == "__main__":
    session = SparkSession.builder.master("local[2]").config("spark.sql.ansi.enabled", "true").getOrCreate()
    {"write": write, "read": read}[sys.argv[1]](session, *sys.argv[2:])
