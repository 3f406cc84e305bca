"""What publishing would change, worked out beside the requests."""

import time

import pytest

from comparisons.engine.audit import audit, impact
from comparisons.engine.catalogue import checksum
from comparisons.releases import effects
from comparisons.releases.effects import Assessment, Progress, Untold, assess
from tests.engine.catalogues import catalogue, criterion, framework, option

FRAMEWORKS = [framework("a"), framework("b")]
OPTIONS = [option("v0", {"a": 2}), option("v1", {"b": 2})]
OLD = catalogue(FRAMEWORKS, [criterion("v", OPTIONS)])


def new(lead):
    return catalogue(FRAMEWORKS, [criterion("v", OPTIONS)], lead=lead)


def wait_for(old, new):
    """What is told in the end."""
    for _ in range(1000):
        told = assess(old, new)
        if not isinstance(told, Progress):
            return told
        time.sleep(0.01)
    pytest.fail("It took longer than ten seconds.")


@pytest.fixture(autouse=True)
def desk(monkeypatch):
    monkeypatch.setattr(effects, "_desk", effects._Desk())
    return effects._desk


def test_assessment_is_told_later_and_then_kept():
    first = assess(OLD, new(200))

    told = wait_for(OLD, new(200))

    assert first == Progress(0, 0)
    assert told == Assessment(impact(OLD, new(200)), audit(OLD), audit(new(200)))
    assert assess(OLD, new(200)) is told


def test_before_the_first_release_only_the_working_copy_is_audited():
    assert wait_for(None, OLD) == Assessment(None, None, audit(OLD))


def test_catalogue_with_errors_is_not_assessed():
    broken = catalogue(FRAMEWORKS[:1], [criterion("v", OPTIONS)])

    told = wait_for(OLD, broken)

    assert told == Untold("There are errors, so not every set of answers leads somewhere.")


def test_question_with_too_many_options_is_told_by_the_audits_own_words():
    many = criterion("w", [option(f"w{n}", {"a": 1}) for n in range(40)], selection="many")
    vast = catalogue(FRAMEWORKS, [criterion("v", OPTIONS), many])

    told = wait_for(OLD, vast)

    with pytest.raises(ValueError, match=r".+") as refused:
        audit(vast)
    assert told == Untold(str(refused.value))


def test_one_runs_at_a_time_and_the_last_that_was_asked_for_comes_next(desk, monkeypatch):
    started = []
    monkeypatch.setattr(desk, "_start_next", lambda: started.append(desk._waiting.popitem()))

    desk._running = ("busy", "busy")
    for lead in range(1, 2 * effects.KEPT):
        assess(OLD, new(lead))
    desk._running = None
    assess(OLD, new(1))

    assert [pair[1].method.lead for _, pair in started] == [1]
    assert len(desk._waiting) == effects.KEPT - 1
    assert next(reversed(desk._waiting.values()))[1].method.lead == 2 * effects.KEPT - 1


def test_progress_of_what_runs_is_told(desk):
    pair = (OLD, new(7))
    desk._running = tuple(checksum(catalogue.model_dump_json()) for catalogue in pair)

    desk._tell(3, 9)

    assert assess(*pair) == Progress(3, 9)


def test_only_the_last_assessments_are_kept(desk):
    for lead in range(1, effects.KEPT + 3):
        wait_for(OLD, new(lead))

    assert len(desk._told) == effects.KEPT
    assert isinstance(assess(OLD, new(1)), Progress)
    assert isinstance(assess(OLD, new(effects.KEPT)), Assessment)


def test_an_unforeseen_error_is_told_and_the_next_is_worked_out(desk, monkeypatch, caplog):
    with monkeypatch.context() as broken:
        broken.setattr(effects, "audit", None)
        told = wait_for(OLD, new(5))

    assert told == Untold("""An error of Plumbline's own: TypeError("'NoneType' object is not callable").""")
    assert "A working copy could not be assessed" in caplog.text
    assert isinstance(wait_for(OLD, new(6)), Assessment)
