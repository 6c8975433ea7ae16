"""The first diagnosis may be asked for by many threads at once."""

from __future__ import annotations

import sys

import pytest

from support.legpress import Legpress

FIRST_CALLS = """
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

sys.setswitchinterval(1e-6)
together = Barrier(30)


def first_call(_):
    from legpress_cli import diagnose

    together.wait()
    return diagnose({"emergency-sign": ["none"], "doctor-sign": ["none"], "health": ["none"], "hips": "lift"})


with ThreadPoolExecutor(30) as pool:
    results = set(map(repr, pool.map(first_call, range(30))))
print(len(results))
"""


@pytest.mark.smoke
def test_many_threads_may_make_the_first_diagnosis_at_once(legpress: Legpress) -> None:
    done = legpress.run([sys.executable, "-c", FIRST_CALLS])
    assert (done.code, done.out, done.err) == (0, "1\n", "")
