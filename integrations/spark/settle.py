"""Settles claims in Parquet with `baoxiao pipe`, inside Spark. See docs/SPARK.md.

    spark-submit --archives baoxiao-0.1.0.tgz#baoxiao --files package/bin/node settle.py \\
        --input claims.parquet --output settled.parquet

Money is DECIMAL from the first to the last column; a text that is not a number of its column's type
ends the job instead of becoming null.
"""

import argparse
import re
import shlex
import sys

AMOUNTS = """
medfee_sumamt fulamt_ownpay_amt overlmt_selfpay preselfpay_amt inscp_scp_amt act_pay_dedc hifp_pay hifob_pay
hifmi_pay hifes_pay cvlserv_pay maf_pay oth_pay hosp_part_amt fund_pay_sumamt psn_part_amt acct_pay psn_cash_pay
""".split()
SETTLED = {
    **{f"est_{name}": "DECIMAL(18,2)" for name in AMOUNTS},
    "est_pool_prop_selfpay": "DECIMAL(7,4)",
    **{f"est_{name}": "STRING" for name in ("policy", "status", "notices", "code", "message")},
}
LEDGER = "ledger"


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    add = parser.add_argument
    add("--input", required=True, nargs="+", help="Parquet files or folders of claims")
    add("--output", required=True, help="folder for the settled claims, as Parquet")
    add("--mode", choices=["error", "overwrite"], default="error", help="what to do where --output exists")
    add("--columns", help="columns of the input to hand over, comma-separated (default: all)")
    add("--output-columns", help="columns of the result (default: those handed over, then est_…)")
    add("--person", default="psn_no", help="column whose rows belong together (default: psn_no)")
    add("--order", default="setl_time,setl_id", help="columns that order a person's rows (default: %(default)s)")
    add("--policies", action="append", default=[], help="folder of policies, as the worker sees it; repeatable")
    add("--program", default="./node ./baoxiao/package/bin/baoxiao.js",
        help="how a worker starts baoxiao (default: %(default)s)")
    add("--lang", choices=["zh", "en"], default="zh", help="language of est_message (default: %(default)s)")
    add("--partitions", type=int, help="number of tasks (default: what Spark is set to)")
    add("--print-sql", action="store_true", help="print the SQL and end")
    return parser.parse_args()


def stop(code, zh, en):
    """The way every command of baoxiao ends that could not do its work."""
    print(f"{code}: {zh}\n{code}: {en}", file=sys.stderr)
    sys.exit(2)


def split(names):
    return [name.strip() for name in names.split(",")] if names else []


def type_name(field):
    return field.dataType.simpleString().upper()


def quoted(name):
    return "`" + name.replace("`", "``") + "`"


def handed_over(schema, options):
    """The fields that go to the program, in order."""
    fields = {field.name: field for field in schema.fields}
    names = split(options.columns) or list(fields)
    needed = dict.fromkeys([*names, options.person, *split(options.order)])
    missing = [name for name in needed if name not in fields]
    if missing:
        stop("MISSING_COLUMN", f"输入没有这些列：{'、'.join(missing)}；现有：{'、'.join(fields)}",
             f"the input has no column {', '.join(missing)}; it has {', '.join(fields)}")
    left_out = [name for name in needed if name not in names]
    if left_out:
        stop("MISSING_COLUMN", f"--columns 里也要有：{'、'.join(left_out)}", f"--columns needs {', '.join(left_out)} too")
    for name in names:
        if re.search(r"[,，\t\r\n]", name):
            stop("BAD_COLUMN_NAME", f"列名 {name!r} 里有逗号、制表符或换行；请改名，或用 --columns 不交出这一列",
                 f"the name {name!r} has a comma, a tab or a line break; rename the column, or leave it out by --columns")
        kind = type_name(fields[name])
        if kind in ("FLOAT", "DOUBLE"):
            stop("NOT_EXACT", f"列 {name} 是 {kind}，金额会失真；请先转为 DECIMAL(18,2)",
                 f"column {name} is {kind}, which holds no exact amount; write it as DECIMAL(18,2)")
        if kind.startswith(("ARRAY", "MAP", "STRUCT", "BINARY")):
            stop("NOT_A_CELL", f"列 {name} 是 {kind}，不能作为一个单元格交给程序；请用 --columns 只列所需的列",
                 f"column {name} is {kind} and cannot be one cell; name the columns to hand over with --columns")
    return [fields[name] for name in names]


def cell(field):
    """
    A text with a tab or a line break would be two cells or two rows: each becomes a space. An amount in more decimals
    than a fen has comes without those that are 0; where they are not, the program rejects the row.
    """
    name, kind = quoted(field.name), type_name(field)
    scale = re.fullmatch(r"DECIMAL\((\d+),(\d+)\)", kind)
    if scale and int(scale[2]) > 2:
        fen = f"CAST({name} AS DECIMAL({int(scale[1]) - int(scale[2]) + 3},2))"
        return f"IF({name} = {fen}, CAST({fen} AS STRING), CAST({name} AS STRING)) AS {name}"
    if kind != "STRING":
        return name
    breaks = " OR ".join(f"instr({name}, '{mark}') > 0" for mark in (r"\t", r"\n", r"\r"))
    return f"IF({breaks}, translate({name}, '\\t\\n\\r', '   '), {name}) AS {name}"


def person(name):
    """What the program takes for the person: without spaces around it, and nobody where nothing is left."""
    return f"nullif(trim(CAST({quoted(name)} AS STRING)), '')"


def sql(fields, options):
    """The whole job but reading and writing."""
    kinds = {**{field.name: type_name(field) for field in fields}, **SETTLED, LEDGER: "STRING"}
    inputs = [field.name for field in fields]
    outputs = split(options.output_columns) or [*(name for name in inputs if name != LEDGER), *SETTLED]
    unknown = [name for name in outputs if name not in kinds]
    if unknown:
        stop("UNKNOWN_COLUMN", f"--output-columns：没有这些结果列：{'、'.join(unknown)}",
             f"--output-columns: there is no result column {', '.join(unknown)}")
    words = ["pipe", "--lang", options.lang, "--columns", ",".join(inputs), "--output-columns", ",".join(outputs)]
    words += [word for folder in options.policies for word in ("--policies", folder)]
    # Spark gives it to a shell; the program itself may be several words.
    command = " ".join([options.program, *map(shlex.quote, words)])
    literal = command.replace("\\", "\\\\").replace("'", "\\'")
    listed = ", ".join(quoted(name) for name in inputs)
    order = split(options.order)
    # Rows that name no person have nothing to do with each other; in one task they would be its whole load.
    apart = f"coalesce({person(options.person)}, CAST({quoted(order[-1])} AS STRING))"
    typed = [
        quoted(n) if kinds[n] == "STRING" else f"CAST({quoted(n)} AS {kinds[n]}) AS {quoted(n)}" for n in outputs
    ]
    row_format = r"ROW FORMAT DELIMITED FIELDS TERMINATED BY '\t' NULL DEFINED AS '\\N'"
    return f"""SELECT {", ".join(typed)}
FROM (
  SELECT TRANSFORM ({listed})
    {row_format}
    USING '{literal}'
    AS ({", ".join(f"{quoted(name)} STRING" for name in outputs)})
    {row_format}
  FROM (
    SELECT {", ".join(cell(field) for field in fields)} FROM claims
    DISTRIBUTE BY {apart}
    SORT BY {", ".join([person(options.person), *map(quoted, order)])}
  )
)"""


def main():
    options = arguments()
    # Loaded after the arguments, so that --help works without Spark.
    from pyspark.sql import SparkSession

    # ANSI: a text that is not a number of its column's type is an error there, otherwise it is null.
    builder = SparkSession.builder.appName("baoxiao").config("spark.sql.ansi.enabled", "true")
    if options.partitions:
        builder = builder.config("spark.sql.shuffle.partitions", str(options.partitions))
        builder = builder.config("spark.sql.adaptive.coalescePartitions.enabled", "false")
    spark = builder.getOrCreate()
    claims = spark.read.parquet(*options.input)
    text = sql(handed_over(claims.schema, options), options)
    if options.print_sql:
        print(text)
        return
    claims.createOrReplaceTempView("claims")
    spark.sql(text).write.mode(options.mode).parquet(options.output)
    report(spark, claims.count(), options.output)


def report(spark, rows_in, output):
    settled = spark.read.parquet(output)
    if "est_status" in settled.columns:
        counts = {row["est_status"]: row["count"] for row in settled.groupBy("est_status").count().collect()}
    else:
        counts = {"": settled.count()}
    rows_out = sum(counts.values())
    told = ", ".join(f"{status or 'rows'} {count}" for status, count in sorted(counts.items(), key=str))
    print(f"{rows_in} rows in, {rows_out} rows out: {told}")
    if rows_in != rows_out:
        stop("ROWS_LOST", f"读入 {rows_in} 行，写出 {rows_out} 行；请勿使用 {output}",
             f"{rows_in} rows in, {rows_out} rows out; do not use {output}")


if __name__ == "__main__":
    main()
