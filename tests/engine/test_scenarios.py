import pytest
import yaml

from comparisons.content_files import SHIPPED
from comparisons.engine import read, recommend

SCENARIOS = yaml.safe_load((SHIPPED / "scenarios.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario["name"])
def test_scenario_gives_its_verdict(shipped, scenario):
    pairs = [
        (criterion, option)
        for criterion, options in scenario["answers"].items()
        for option in (options if isinstance(options, list) else [options])
    ]

    reading = read(shipped, pairs)
    recommendation = recommend(shipped, reading.answers)

    assert reading.dropped == ()
    assert {
        "verdict": recommendation.verdict,
        "recommended": [framework.slug for framework in recommendation.recommended],
        "required": [framework.slug for framework in recommendation.required],
    } == scenario["expect"]
