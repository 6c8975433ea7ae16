"""Many people's answers on Spark: the rows of legpress batch, made by as many processes as Spark has.

Run it where Java is found, in an environment with legpress, pyspark, pandas and pyarrow:

    .venv/bin/pip install pyspark pandas pyarrow
    .venv/bin/python benchmarks/spark_batch.py [PEOPLE]

It makes up people (100,000 where no number is named), diagnoses them with Spark in local mode by ``mapInPandas``, each worker
loading the knowledge once, and by legpress batch from the same table, and compares the two row by row. It leaves with 1 where
any row differs. It is no part of legpress and of no test: Spark is for whoever has more than one machine's worth of people.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from batch import write_table

PEOPLE = 100_000
BETWEEN_ANSWERS = ";"


def diagnose_frames(frames: Iterator[Any]) -> Iterator[Any]:
    """Return a frame of results for each frame of people: the row, and the result or the fault as JSON."""
    import msgspec
    import pandas as pd

    from legpress_cli import diagnose
    from legpress_cli.errors import InvalidInput

    def outcome(row: dict[str, str]) -> str:
        answers = {name: cell.split(BETWEEN_ANSWERS) for name, cell in row.items() if cell and name not in ("row", "name")}
        try:
            return msgspec.json.encode(diagnose(answers)).decode()
        except InvalidInput as error:
            return msgspec.json.encode({"error": str(error)}).decode()

    for frame in frames:
        people = frame.to_dict("records")
        yield pd.DataFrame({"row": frame["row"], "outcome": [outcome(person) for person in people]})


def run_spark(table: Path) -> tuple[dict[int, Any], float]:
    """Return the outcome of each row of a table, and the seconds that Spark took for them once it was there."""
    import msgspec
    import pandas as pd
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # the workers need the same libraries
    people = pd.read_csv(table, dtype=str, keep_default_na=False)
    people.insert(0, "row", range(1, len(people) + 1))
    session = SparkSession.builder.master("local[*]").appName("legpress").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    frame = session.createDataFrame(people).repartition(8)
    start = time.perf_counter()
    found = frame.mapInPandas(diagnose_frames, "row long, outcome string").collect()
    seconds = time.perf_counter() - start
    session.stop()
    return {entry["row"]: msgspec.json.decode(entry["outcome"]) for entry in found}, seconds


def run_batch(table: Path) -> tuple[dict[int, Any], float]:
    """Return the outcome of each row as legpress batch gives it, and the seconds that it took."""
    import msgspec

    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-m", "legpress_cli", "batch", str(table)], capture_output=True, check=True)
    seconds = time.perf_counter() - start
    rows = [msgspec.json.decode(line) for line in done.stdout.splitlines()]
    return {row["row"]: row.get("result") or {"error": row["error"]} for row in rows}, seconds


def main(number: int) -> None:
    """Compare the two, and print what each took."""
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "people.csv"
        write_table(table, number)
        by_spark, spark_seconds = run_spark(table)
        by_batch, batch_seconds = run_batch(table)
    unequal = [row for row in range(1, number + 1) if by_spark[row] != by_batch[row]]
    print(f"{number:,} people, {len(unequal):,} rows differ")
    print(f"Spark, local mode: {spark_seconds:.1f} s    legpress batch, one process: {batch_seconds:.1f} s")
    sys.exit(1 if unequal else 0)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else PEOPLE)
