"""Printing, in plain reportlab paragraphs of the same text on the same machine; seconds and memory are said as well.

curricula.md 12, test 10: six pages under 0.5 s, two hundred under 20 s and 120 MiB, on two cores.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

PLAIN = """
from io import BytesIO
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate
def work():
    style = ParagraphStyle("plain", fontName="Helvetica", fontSize=12, leading=17, spaceAfter=7)
    SimpleDocTemplate(BytesIO()).build([Paragraph(text, style) for text in texts])
"""
OURS = """
from peña_app.paper import About, Bullets, Heading, Layout, Paragraph, write
def work():
    pieces = []
    for number in range(0, len(texts), 2):
        pieces += [Heading({"es": f"Parte {number}", "en": f"Part {number}"}, 2)] * (number % 8 == 0)
        pieces.append(Paragraph({"es": texts[number], "en": texts[number + 1]}))
    return write(pieces, About({"es": "La casa", "en": "The house"}), layout=Layout(LAYOUT))
"""
HANDOUT = """
from peña_app.curricula import paper
from peña_app.curricula.library import activity
def work():
    module, found = activity("tres-maneras")
    return paper.handout(found, module, layout=LAYOUT, facilitator=LAYOUT == "columns")
"""
MEASURE = """
import resource, time
from pathlib import Path
words = "Doña Lupe vive en el mismo edificio de dos pisos desde hace veintidós años y la propiedad subió mucho de valor. "
texts = [words * (2 + number % 5) for number in range(PARAGRAPHS)]
work()  # the fonts are read once
start = time.perf_counter()
made = work()
seconds = time.perf_counter() - start
pages = 0
if made:
    from peña_app.paper.preview import page_count
    pages = page_count(made)
# The peak of this program alone: what getrusage says is inherited from whoever started it
status = Path("/proc/self/status")
lines = status.read_text().splitlines() if status.exists() else []
peak = next((int(line.split()[1]) for line in lines if line.startswith("VmHWM")), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
print(seconds, peak / 1024, pages)
"""


def measured(code: str, paragraphs: int = 2, layout: str = "columns") -> tuple[float, float, int]:
    """Seconds, MiB at the most, and pages, of a process of its own: the better of two."""
    found = []
    for _turn in range(2):
        script = f"LAYOUT, PARAGRAPHS = {layout!r}, {paragraphs}\n{code}{MEASURE}"
        done = subprocess.run([sys.executable, "-X", "utf8", "-c", script], capture_output=True, text=True, check=True)
        seconds, memory, pages = done.stdout.split()
        found.append((float(seconds), float(memory), int(pages)))
    return min(found)


@pytest.mark.parametrize("layout", ["columns", "duplex", "facing", "es"])
def test_two_hundred_pages(layout: str) -> None:
    paragraphs = {"columns": 1080, "duplex": 840, "facing": 530, "es": 1960}[layout]
    plain, _memory, _none = measured(PLAIN, paragraphs if layout != "es" else paragraphs // 2)
    ours, memory, pages = measured(OURS, paragraphs, layout)
    print(f"\n{layout:8} {pages} pages: {ours:.2f} s, {ours / plain:.1f} times plain paragraphs, {memory:.0f} MiB")
    assert 200 <= pages < 240
    assert ours / plain < 15
    assert ours < 20
    assert memory < 120


@pytest.mark.parametrize("layout", ["columns", "duplex", "facing", "booklet", "card", "interpreter"])
def test_a_handout(layout: str) -> None:
    plain, _memory, _none = measured(PLAIN, 44)
    ours, memory, pages = measured(HANDOUT, layout=layout)
    print(f"\n{layout:12} {pages} pages: {ours:.3f} s, {ours / plain:.1f} times plain paragraphs, {memory:.0f} MiB")
    assert ours < 0.5 * max(1.0, pages / 6)
    assert memory < 120
