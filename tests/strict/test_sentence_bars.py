"""The bars for sentence boundaries, on the marked passages that DIPTYCH_SPLIT_CASES names."""

import importlib.util
import os
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "sentences.py"


def load_benchmark() -> ModuleType:
    spec = importlib.util.spec_from_file_location("sentence_benchmark", BENCHMARK)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def scores() -> dict[tuple[str, str], tuple[float, float, float]]:
    benchmark = load_benchmark()
    cases = benchmark.read_cases(Path(os.environ["DIPTYCH_SPLIT_CASES"]))
    return dict(benchmark.scores(cases))


@pytest.mark.parametrize(
    ("split", "language", "bar"), [("main", "all", 0.98), ("main", "zh", 0.9), ("held", "all", 0.88)]
)
def test_boundary_f1(
    scores: dict[tuple[str, str], tuple[float, float, float]], split: str, language: str, bar: float
) -> None:
    assert scores[split, language][2] >= bar
