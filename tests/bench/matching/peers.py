"""The peers' side of the comparison, run by an interpreter that has them (packaging/requirements/bench.txt).

Reads JSON from standard input: {"tool": …, "left": rows, "right": rows, "labels": pairs}; writes
{"scores": [[right, left, score]…], "seconds": …}. Rows are dicts of text; with no "right" the pairs are sought
within "left".
"""

import json
import logging
import sys
import time
import warnings
from typing import Any

_RIGHT = 1_000_000
Scores = list[tuple[int, int, float]]
FIELDS = ("name", "father", "birth", "year", "number", "nik", "regency", "province", "sex")


def recordlinkage_ecm(left: list[dict[str, Any]], right: list[dict[str, Any]] | None, _labels: Any) -> Scores:
    """Blocks, string comparisons and expectation–conditional maximisation, as in its own guide."""
    import pandas
    import recordlinkage

    a = _frame(pandas, left)
    b = _frame(pandas, right) if right is not None else None
    index = recordlinkage.Index()
    for block in ("birth", "number", "nik", "first", "last"):
        index.block(block)
    pairs = index.index(a, b) if b is not None else index.index(a)
    compare = recordlinkage.Compare()
    compare.string("name", "name", method="jarowinkler", threshold=0.88, label="name")
    for field in ("father", "regency", "number", "nik"):
        compare.string(field, field, method="damerau_levenshtein", threshold=0.8, label=field, missing_value=0)
    for field in ("birth", "year", "sex", "province"):
        compare.exact(field, field, label=field, missing_value=0)
    features = compare.compute(pairs, a, b) if b is not None else compare.compute(pairs, a)
    found = recordlinkage.ECMClassifier(binarize=0.5)
    found.fit(features)
    likely = found.prob(features)
    return [_pair(first, second, float(p), b is not None) for (first, second), p in likely.items()]


def _pair(first: int, second: int, score: float, two: bool) -> tuple[int, int, float]:
    return (int(second), int(first), score) if two else (int(max(first, second)), int(min(first, second)), score)


def _frame(pandas: Any, rows: list[dict[str, Any]]) -> Any:
    frame = pandas.DataFrame(rows)
    for field in frame.columns:
        frame[field] = frame[field].replace("", None)
    return frame


def splink_em(left: list[dict[str, Any]], right: list[dict[str, Any]] | None, _labels: Any) -> Scores:
    """Fellegi–Sunter with expectation maximisation in DuckDB, as in its own guide."""
    import pandas
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    logging.getLogger("splink").setLevel(logging.ERROR)
    tables = [_numbered(pandas, rows, at * _RIGHT) for at, rows in enumerate((left, right)) if rows is not None]
    settings = SettingsCreator(
        link_type="link_only" if right is not None else "dedupe_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("name", [0.95, 0.88, 0.8]).configure(term_frequency_adjustments=True),
            cl.JaroWinklerAtThresholds("father", [0.9, 0.8]),
            cl.LevenshteinAtThresholds("birth", [1, 2]),
            cl.ExactMatch("year"),
            cl.LevenshteinAtThresholds("number", [1, 2]),
            cl.LevenshteinAtThresholds("nik", [1, 2]),
            cl.JaroWinklerAtThresholds("regency", [0.88]),
            cl.ExactMatch("sex"),
        ],
        blocking_rules_to_generate_predictions=[block_on(f) for f in ("birth", "number", "nik", "first", "last")],
    )
    api = DuckDBAPI()
    linker = Linker([api.register(table) for table in tables], settings)
    sure = [block_on("number"), block_on("birth", "first")]
    linker.training.estimate_probability_two_random_records_match(sure, recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in (block_on("birth"), block_on("first")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    found = linker.inference.predict(threshold_match_probability=0.0001).as_pandas_dataframe()
    pairs = zip(found["unique_id_l"], found["unique_id_r"], found["match_probability"], strict=True)
    return [(int(max(pair)) % _RIGHT, int(min(pair)), float(p)) for *pair, p in pairs]


def _numbered(pandas: Any, rows: list[dict[str, Any]], first: int) -> Any:
    frame = _frame(pandas, rows)
    frame["unique_id"] = range(first, first + len(rows))
    return frame


def dedupe_labelled(left: list[dict[str, Any]], right: list[dict[str, Any]] | None, labels: Any) -> Scores:
    """Active learning given labels at once: 60 true and 100 false pairs of this very list."""
    import dedupe
    from dedupe import variables as v

    a = {at: _plain(row) for at, row in enumerate(left)}
    b = {at: _plain(row) for at, row in enumerate(right or [])}
    fields = [v.String("name"), v.String("father", has_missing=True), v.ShortString("birth", has_missing=True),
              v.ShortString("year", has_missing=True), v.ShortString("number", has_missing=True),
              v.ShortString("regency", has_missing=True), v.ShortString("sex", has_missing=True)]  # fmt: skip
    linker = dedupe.RecordLink(fields, num_cores=0)
    linker.prepare_training(a, b, sample_size=1500)
    linker.mark_pairs({
        "match": [(a[i], b[j]) for j, i in labels["match"]],
        "distinct": [(a[i], b[j]) for j, i in labels["distinct"]],
    })  # fmt: skip
    linker.train(recall=0.95)
    scored = linker.score(linker.pairs(a, b))
    return [
        (int(pair[1]), int(pair[0]), float(score)) for pair, score in zip(scored["pairs"], scored["score"], strict=True)
    ]


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {field: row[field] or None for field in FIELDS}


def febrl() -> dict[str, Any]:
    """The lists that recordlinkage ships, with their true pairs as row numbers."""
    from recordlinkage.datasets import load_febrl3, load_febrl4

    a, b, links = load_febrl4(return_links=True)
    one, doubles = load_febrl3(return_links=True)
    at = [{key: place for place, key in enumerate(frame.index)} for frame in (a, b, one)]
    return {
        "4a": a.fillna("").to_dict("records"), "4b": b.fillna("").to_dict("records"),
        "3": one.fillna("").to_dict("records"), "links4": [(at[0][x], at[1][y]) for x, y in links],
        "links3": [(at[2][x], at[2][y]) for x, y in doubles],
    }  # fmt: skip


TOOLS = {"recordlinkage": recordlinkage_ecm, "splink": splink_em, "dedupe": dedupe_labelled}


def main() -> None:
    """Do what the input asks."""
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    if "febrl" in sys.argv:
        json.dump(febrl(), sys.stdout)
        return
    asked = json.load(sys.stdin)
    start, cpu = time.perf_counter(), time.process_time()
    scores = TOOLS[asked["tool"]](asked["left"], asked.get("right"), asked.get("labels"))
    spent = {"seconds": time.perf_counter() - start, "cpu": time.process_time() - cpu}
    json.dump({"scores": scores, **spent}, sys.stdout)


if __name__ == "__main__":
    main()
