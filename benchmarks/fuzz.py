"""Feeds readers with what nobody would write: `python -m benchmarks.fuzz --target decoder --inputs 10000000 --seed 1`.

Inputs are made from those of tests/corpus; the same seed makes the same ones. An exception that is not documented is
told once for each place that raises it, and its input is kept in the corpus, which the tests read as well.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import traceback
from pathlib import Path
from time import perf_counter, process_time

from benchmarks._fuzz_targets import TARGETS, Target
from benchmarks._mutate import mutant

CORPUS = Path(__file__).parents[1] / "tests" / "corpus"
SLOW_S = 1.0


def main() -> None:
    """Feed one target, or all of them in turn."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("--target", choices=[*TARGETS, "all"], default="all")
    asked.add_argument("--inputs", type=int, default=1_000_000)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--seconds", type=float, default=float("inf"), help="end a target after this time")
    how = asked.parse_args()
    print(f"{'target':10} {'inputs':>10} {'a second':>9} {'slowest':>8} {'exceptions':>10}")
    names = TARGETS if how.target == "all" else [how.target]
    failed = [fuzz(name, how.inputs, how.seed, how.seconds) for name in names]
    sys.exit(any(failed))


def fuzz(name: str, inputs: int, seed: int, seconds: float = float("inf")) -> int:
    """Feed one target and print its line; the number of places that raised."""
    target, seeds = TARGETS[name], [file.read_bytes() for file in sorted((CORPUS / name).iterdir())]
    draw = random.Random(f"{name} {seed}")
    raised: dict[str, bytes] = {}
    began, slowest_s, fed = perf_counter(), 0.0, 0
    while fed < inputs and perf_counter() - began < seconds:
        text = mutant(draw, seeds)
        fed += 1
        before = process_time()  # A busy machine may stop this process for long.
        place = raises(target, text)
        took_s = process_time() - before
        slowest_s = max(slowest_s, took_s)
        if took_s > SLOW_S:
            raised.setdefault(f"took {took_s:.1f} s", text)
        if place and len(text) < len(raised.get(place, text + b" ")):
            raised[place] = text
    took_s = perf_counter() - began
    print(f"{name:10} {fed:10,} {fed / took_s:9,.0f} {slowest_s * 1000:5.0f} ms {len(raised):10}", flush=True)
    for place, text in raised.items():
        print(f"  {place}: {keep(name, text)}", file=sys.stderr)
    return len(raised)


def raises(target: Target, text: bytes) -> str:
    """Where an undocumented exception came from, and which; empty when there was none."""
    try:
        target(text)
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} in {Path(last.filename).name}:{last.lineno} ({str(error)[:100]!r})"
    return ""


def keep(name: str, text: bytes) -> Path:
    """Keep an input in the corpus, so that the tests read it from now on."""
    file = CORPUS / name / f"found-{hashlib.sha256(text).hexdigest()[:8]}"
    file.write_bytes(text)
    return file.relative_to(CORPUS.parents[1])


if __name__ == "__main__":
    main()
