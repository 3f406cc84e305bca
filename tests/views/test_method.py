from html import unescape

import pytest

from comparisons.engine.catalogue import Option
from comparisons.releases import audits, editions
from comparisons.releases.editions import Edition
from tests.factories import release_of
from tests.pages import html_of

pytestmark = pytest.mark.usefixtures("served")


def page_of(client, address="/method/"):
    response = client.get(address)
    assert response.status_code == 200
    return " ".join(unescape(html_of(response)).split())


def with_options(catalogue, count):
    """The catalogue with so many options that can be combined in its question on obligations."""
    many = catalogue.criterion_of["obligations"]
    more = tuple(Option(slug=f"more-{n}", label=f"More {n}") for n in range(count - len(many.options) + 1))
    changed = many.model_copy(update={"options": many.options + more})
    criteria = tuple(changed if c.slug == many.slug else c for c in catalogue.criteria)
    return catalogue.model_copy(update={"criteria": criteria})


def test_method_tells_every_weight(client, shipped):
    page = page_of(client)

    for criterion in shipped.criteria:
        assert f'{criterion.question}</a></th><td class="number">{criterion.weight}</td>' in page


def test_method_tells_the_thresholds(client, shipped):
    method = shipped.method.model_copy(update={"recommend_at": 21, "lead": 34})
    other = shipped.model_copy(update={"method": method})
    editions.replace(release_of(other))

    page = page_of(client)

    assert "The best score is 21 or more, and leads the next by 34 or more." in page


def test_method_tells_the_exact_shares_of_the_first_questions(client):
    page = page_of(client)

    assert "all 1,540 ways are tried" in page
    assert 'ISO/IEC 27001</th><td class="number">50.8 %</td>' in page
    assert 'Clear</th><td class="number">72.9 %</td>' in page


def test_method_is_told_where_there_are_too_many_answers_to_try(client, shipped):
    editions.replace(release_of(with_options(shipped, 17)))

    page = page_of(client)

    assert "What all answers lead to cannot be told here: a question has more options" in page


def test_release_is_audited_once(shipped, monkeypatch):
    monkeypatch.setattr(audits, "_audits", {})
    first, again = editions.release(1), editions.release(2)

    assert audits.audit_of(first) is audits.audit_of(again)


def test_draft_is_audited_again_when_it_has_changed(shipped):
    again = shipped.model_copy()
    method = shipped.method.model_copy(update={"recommend_at": shipped.method.recommend_at + 10})
    changed = shipped.model_copy(update={"method": method})

    first, second, third = (audits.audit_of(Edition(made, "draft")) for made in (shipped, again, changed))

    assert first is second
    assert first != third


def test_audits_of_the_last_releases_are_kept(shipped, monkeypatch):
    monkeypatch.setattr(audits, "_audits", dict.fromkeys("abcdefgh"))

    audits.audit_of(editions.current())

    assert list(audits._audits) == [*"bcdefgh", editions.current().checksum]
