# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading, checking and storing alone, beside what libcsv needs to parse the same file and beside the
readers of DuckDB and data.table, which check and store nothing: `tests/bench/run MOGNAD ingest [N]`.

All take turns in one run, and medians are printed: of the wall time of the loading itself, not of
the process, and of the processor time in it. MOGNAD_BENCH_DIR/npm is where DuckDB is looked for:
npm install --prefix MOGNAD_BENCH_DIR/npm @duckdb/node-api."""
import os
import shutil
import statistics
import subprocess

DUCKDB = """
const {DuckDBInstance} = require('@duckdb/node-api');
(async () => {
  const c = await (await DuckDBInstance.create(':memory:', {threads: process.argv[2]})).connect();
  const wall = process.hrtime.bigint(), cpu = process.cpuUsage();
  await c.run(`CREATE TABLE t AS SELECT * FROM
      read_csv('${process.argv[1]}', delim=';', decimal_separator=',', header=true)`);
  const used = process.cpuUsage(cpu);
  console.error('PHASE read', Number(process.hrtime.bigint() - wall) / 1e9,
                (used.user + used.system) / 1e6);
})();
"""
DATA_TABLE = """
argument <- commandArgs(TRUE)
library(data.table)
setDTthreads(as.integer(argument[2]))
before <- proc.time()
t <- fread(argument[1], sep = ";", dec = ",", showProgress = FALSE)
used <- proc.time() - before
cat("PHASE read", used[["elapsed"]], used[["user.self"]] + used[["sys.self"]], "\\n", file = stderr())
"""


def has_duckdb(node_path):
    return shutil.which("node") is not None and os.path.isdir(os.path.join(node_path, "@duckdb"))


def has_data_table():
    return shutil.which("Rscript") is not None and subprocess.run(
        ["Rscript", "-e", "library(data.table)"], capture_output=True, check=False).returncode == 0


def programs(bench, mognad, answers):
    """name -> (command, the phase that is measured)"""
    out = os.path.join(bench.WORK, "out", "ingest")
    load = [mognad, "run", bench.SURVEY, "--answers", answers, "--phases", "--quiet",
            "--no-workbook", "-o", out]
    table = {"libcsv alone": ([os.path.join(os.path.dirname(mognad), "parse_alone"), answers, ";"],
                              "parse")}
    for n in ("1", "2"):
        table[f"mognad, {n} thread(s)"] = (load + ["--threads", n], "ingest")
    for n in ("1", "2"):
        if has_duckdb(os.path.join(bench.WORK, "npm", "node_modules")):
            table[f"DuckDB, {n} thread(s)"] = (["node", "-e", DUCKDB, answers, n], "read")
        if has_data_table():
            table[f"data.table, {n} thread(s)"] = (
                ["Rscript", "-e", DATA_TABLE, answers, n], "read")
    return table


def report(n, n_bytes, results, parts):
    alone = statistics.median(results["libcsv alone"]["cpu"])
    print(f"\nloading {n} rows of 151 columns, {n_bytes / 1e6:.0f} MB: medians of"
          f" {len(results['libcsv alone']['wall'])} runs (wall: least to most)")
    for name, r in results.items():
        wall, cpu = statistics.median(r["wall"]), statistics.median(r["cpu"])
        print(f"  {name:23} {wall:7.3f} s wall ({min(r['wall']):.3f}-{max(r['wall']):.3f})"
              f" {cpu:7.3f} s cpu = {cpu / alone:5.2f} x libcsv;"
              f" {n / wall:9.0f} rows/s {n_bytes / 1e6 / wall:6.0f} MB/s {r['mb'] :6.0f} MB")
    for name, part in parts.items():
        print(f"  {name}: " + ", ".join(f"{key} {statistics.median(values):.3f} s"
                                        for key, values in part.items()))


def ingest(bench, mognad, n):
    answers = bench.make_answers(mognad, n)
    table = programs(bench, mognad, answers)
    for name, is_there in (("DuckDB", "DuckDB, 1 thread(s)"), ("data.table", "data.table, 1 thread(s)")):
        if is_there not in table:
            print(f"  {name} is not installed: left out")
    results = {name: {"wall": [], "cpu": [], "mb": 0} for name in table}
    parts = {name: {} for name in table if name.startswith("mognad")}
    for _ in range(bench.RUNS):
        for name, (command, phase) in table.items():
            bench.clear(command)
            run = bench.measure(command, None)
            results[name]["wall"].append(run["phases"][phase])
            results[name]["cpu"].append(run["phase_cpu"][phase])
            results[name]["mb"] = max(results[name]["mb"], run["mb"])
            for key, value in run["phases"].items():
                if name in parts and key.startswith("ingest."):
                    parts[name].setdefault(key[7:], []).append(value)
    report(n, os.path.getsize(answers), results, parts)
