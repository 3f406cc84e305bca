import pytest
import yaml

from comparisons.content_files import SHIPPED
from comparisons.content_files.scenarios import Expectation, advice_of
from comparisons.engine import read, recommend
from comparisons.engine.expansion import expanded

SCENARIOS = yaml.safe_load((SHIPPED / "scenarios.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario["name"])
def test_scenario_gives_its_verdict(shipped, scenario):
    pairs = [
        (criterion, option)
        for criterion, options in scenario["answers"].items()
        for option in (options if isinstance(options, list) else [options])
    ]

    catalogue = expanded(shipped)

    reading = read(catalogue, pairs)

    assert reading.dropped == ()
    assert advice_of(recommend(catalogue, reading.answers)) == Expectation.model_validate(scenario["expect"])
