"""What the recommendation says beside the verdict: the release it rests on, priorities, what to find out, the plan."""

import re
from html import unescape

import pytest
from django.utils.http import urlencode

from comparisons.engine import NOT_SURE, read
from comparisons.engine.decision_record import decision_record
from comparisons.releases import release_cache
from tests.answers import NORTH_AMERICA, query
from tests.factories import release_of
from tests.forms import untouched_form
from tests.pages import html_of

pytestmark = pytest.mark.usefixtures("served")

CORE = query(NORTH_AMERICA)


def page_of(client, query, prefix=""):
    response = client.get(f"{prefix}/recommendation/?{query}")
    assert response.status_code == 200
    return unescape(html_of(response))


def section(page, name):
    """The text of the part that is named by this id."""
    part = re.search(rf'aria-labelledby="{name}".*?</(?:section|aside|form)>', page, re.DOTALL)
    return part[0] if part else ""


def record_of(catalogue, query):
    return decision_record(catalogue, read(catalogue, [pair.split("=") for pair in query.split("&")]).answers)


def with_criterion(catalogue, slug, **update):
    criteria = (c.model_copy(update=update) if c.slug == slug else c for c in catalogue.criteria)
    return catalogue.model_copy(update={"criteria": tuple(criteria)})


@pytest.fixture
def publish(served):
    """Makes a changed catalogue the current release, after the shipped one as release 1."""

    def made(catalogue):
        release_cache.replace(release_of(served, 1), release_of(catalogue, 2))

    return made


def test_release_says_that_the_current_one_gives_the_same_result(client, served, publish):
    publish(with_criterion(served, "market", weight=3))

    since = section(page_of(client, CORE, "/releases/1"), "since-heading")

    assert "The current release gives the same result</h2>" in since
    assert f'<a href="/recommendation/?{CORE}">' in since


def test_release_says_that_the_current_one_gives_another_result(client, served, publish):
    evidence = served.criterion_of["evidence"]
    certificate = evidence.option_of["certificate"]
    options = tuple(
        option.model_copy(update={"support": certificate.support}) if option.slug == "attestation-report" else option
        for option in evidence.options
    )
    publish(with_criterion(served, "evidence", options=options, weight=10))

    since = section(page_of(client, CORE, "/releases/1"), "since-heading")

    assert "The current release gives another result</h2>" in since
    assert " Gone: SOC 2 leads to an attestation report that a licensed CPA firm issues. (+6)" in since


def test_release_says_which_answer_the_current_one_does_not_know(client, served, publish):
    market = served.criterion_of["market"]
    publish(with_criterion(served, "market", options=market.options[1:]))

    since = section(page_of(client, CORE, "/releases/1"), "since-heading")

    assert f"<p>Answers that differ or no longer exist in the current release: {market.name}.</p>" in since
    assert f'<a href="/recommendation/?{query(NORTH_AMERICA, market=None)}">' in since


@pytest.mark.parametrize("prefix", ["", "/releases/1", "/releases/2"])
def test_nothing_is_said_of_the_current_release_where_it_holds_the_same(client, prefix):
    assert section(page_of(client, CORE, prefix), "since-heading") == ""


def test_priorities_keep_the_answers_and_those_chosen_before(client):
    chosen = query(NORTH_AMERICA, obligations=["card-data", "client-accounts"])
    page = client.get(f"/recommendation/?{chosen}&priority=market")

    form = html_of(page).split('<form class="priorities"')[1].split("</form>")[0]
    assert untouched_form(f'<form id="p">{form}</form>', "p") == {
        **{criterion: [option] for criterion, option in NORTH_AMERICA.items()},
        "obligations": ["card-data", "client-accounts"],
        "priority": ["market"],
    }


def test_priorities_are_two_at_most(client):
    response = client.get(f"/recommendation/?{CORE}&priority=market&priority=industry&priority=evidence", follow=True)

    kept = f"/recommendation/?{CORE}&priority=market&priority=industry&dropped=priority"
    assert response.redirect_chain == [(kept, 302)]
    assert section(html_of(response), "priorities").count(" checked") == 2


def test_question_that_is_not_sure_cannot_count_double(client):
    page = page_of(client, f"{CORE}&goal=not-sure")

    assert re.findall(r'name="priority" value="([^"]+)"', page) == [
        "existing",
        "market",
        "industry",
        "evidence",
        "approach",
    ]


def test_questions_to_ask_are_those_not_sure_of_what_matters_most_first(client, served):
    unsure = ["industry", "evidence", "approach", "goal"]
    answers = urlencode({"market": "north-america", **dict.fromkeys(unsure, NOT_SURE)})

    page = page_of(client, answers)

    expected = record_of(served, answers).to_find_out
    asked = section(page, "to-find-out")
    assert re.findall(r"<li><strong>(.*?):</strong>", asked) == [each.criterion.name for each in expected]
    assert {each.criterion.slug for each in expected} == set(unsure)
    shares = [each.share for each in expected]
    assert shares == sorted(shares, reverse=True)
    assert all(each.criterion.find_out in asked for each in expected)


def test_no_question_is_to_ask_where_all_is_known(client):
    assert section(page_of(client, CORE), "to-find-out") == ""


@pytest.mark.parametrize(
    ("timeline", "within", "expected"),
    [
        ("within-3-months", 3, "takes 2 to 4 months: in time only if all goes well."),
        ("within-6-months", 6, "takes 2 to 4 months: in time."),
        ("no-deadline", None, None),
    ],
)
def test_plan_says_whether_the_deadline_is_met(client, timeline, within, expected):
    plan = section(page_of(client, f"{CORE}&timeline={timeline}"), "plan")

    assert re.findall(r"within (\d+) months", plan) == ([str(within)] if within else [])
    assert re.findall(r"<li>SOC 2 (.*?)</li>", plan) == ([expected] if expected else [])
    assert ('class="deadline"' in plan) is (within is not None)


def test_plan_warns_of_a_deadline_that_cannot_be_met(client):
    plan = section(
        page_of(client, query(NORTH_AMERICA, obligations="us-federal-cloud", timeline="within-6-months")), "plan"
    )

    assert "<li>FedRAMP takes 12 to 18 months: not in time.</li>" in plan


def test_plan_says_where_nothing_can_be_shown(client):
    plan = section(page_of(client, query(NORTH_AMERICA, laws="us-health-data", timeline="within-6-months")), "plan")

    assert "<li>HIPAA Security Rule gives you no certificate or report.</li>" in plan


def test_plan_counts_one_month_as_one(client, served, publish):
    soc_2 = served.framework_of["soc-2"]
    stages = (soc_2.stages[1].model_copy(update={"months_min": 1, "months_max": 1}),)
    timeline = served.criterion_of["timeline"]
    soon = timeline.options[0].model_copy(update={"deadline_months": 1})
    changed = with_criterion(served, "timeline", options=(soon, *timeline.options[1:]))
    frameworks = tuple(f.model_copy(update={"stages": stages}) if f is soc_2 else f for f in served.frameworks)
    publish(changed.model_copy(update={"frameworks": frameworks}))

    plan = section(page_of(client, f"{CORE}&timeline=within-3-months"), "plan")

    assert "<p>You need something to show within 1 month.</p>" in plan
    assert "<li>SOC 2 takes 1 month: in time.</li>" in plan


def test_links_of_turning_points_open_what_they_promise(client, served):
    points = record_of(served, CORE).turning_points

    changes = section(page_of(client, CORE), "changes")

    links = re.findall(r'<a href="(/recommendation/\?[^"]+)">', changes)
    told = [client.get(link.replace("/?", ".json?")).json() for link in links]
    assert [(each["verdict"], each["recommended"]) for each in told] == [
        (point.result.verdict, [f.slug for f in point.result.recommended]) for point in points
    ]
    assert len(points) > 0
    assert [client.get(link).status_code for link in links] == [200] * len(points)


def test_only_framework_beside_what_is_required_has_no_lead_to_tell(client, version_1):
    few = version_1.model_copy(
        update={"frameworks": tuple(f for f in version_1.frameworks if f.slug in {"soc-2", "pci-dss"})}
    )
    release_cache.replace(release_of(few))

    page = page_of(client, "market=north-america&obligations=card-data")

    assert "There is no other framework beside what is required." in page
