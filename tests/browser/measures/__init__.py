"""What is measured inside a page: each a function in JavaScript."""

from pathlib import Path


def measure(name: str) -> str:
    return (Path(__file__).parent / f"{name}.js").read_text(encoding="utf-8")
