"""An upload changes what was shown, all of it and nothing else; and nothing at all where anything is wrong."""

from dataclasses import replace

import pytest
from django.core import signing
from hypothesis import given, settings
from hypothesis import strategies as st

from comparisons.content_files import ContentError, pack, write_content
from comparisons.content_files.upload import SALT, Upload, UploadError, apply, propose, verified
from comparisons.editing.draft import draft_catalogue
from comparisons.editing.loading import load
from comparisons.engine.catalogue.canonical_order import in_order
from comparisons.models import AuditLogEntry, Framework, Source
from tests.content_files.catalogues import SMALL, hostile_catalogues
from tests.examples import examples

pytestmark = pytest.mark.django_db


def with_framework(catalogue, slug, **fields):
    frameworks = tuple(
        framework.model_copy(update=fields) if framework.slug == slug else framework
        for framework in catalogue.frameworks
    )
    return catalogue.model_copy(update={"frameworks": frameworks})


def without_stages(catalogue):
    return with_framework(catalogue, "alpha", stages=())


def upload_of(catalogue, *, removes=False):
    return Upload(pack(write_content(catalogue)), removes)


def entries():
    return AuditLogEntry.objects.filter(comment="uploaded files")


@pytest.fixture
def small_rows(db):
    load(SMALL)


def test_proposal_tells_what_would_change_and_changes_nothing(small_rows):
    proposal = propose(upload_of(with_framework(SMALL, "alpha", summary="Other words.")))

    told = [(r.path, r.kind, [(f.name, f.before, f.after) for f in r.fields]) for r in proposal.item_changes]
    assert told == [(("framework", "alpha"), "changed", [("summary", "The first one.", "Other words.")])]
    assert proposal.counts == {"added": 0, "changed": 1, "removed": 0}
    assert draft_catalogue() == SMALL
    assert not entries()


@pytest.mark.parametrize("removes", [False, True])
def test_what_was_proposed_is_what_is_made(small_rows, removes):
    catalogue = without_stages(with_framework(SMALL, "alpha", summary="Other words."))
    proposal = propose(upload_of(catalogue, removes=removes))

    apply(proposal, "ada")

    assert draft_catalogue() == proposal.result
    assert bool(draft_catalogue().framework_of["alpha"].stages) is not removes
    assert {entry.created_by for entry in entries()} == {"ada"}


def test_uploading_what_was_taken_away_changes_nothing(small_rows):
    proposal = propose(upload_of(draft_catalogue(), removes=True))

    loaded = apply(proposal, "ada")

    assert proposal.item_changes == ()
    assert str(loaded) == "0 added, 0 changed, 0 removed"
    assert not entries()


def test_what_the_files_do_not_hold_stays_unless_told_otherwise(small_rows):
    extra = SMALL.sources[1].model_copy(update={"slug": "extra"})
    load(SMALL.model_copy(update={"sources": (*SMALL.sources, extra)}))

    kept = propose(upload_of(SMALL))
    removed = propose(upload_of(SMALL, removes=True))

    assert kept.counts == {"added": 0, "changed": 0, "removed": 0}
    assert [(r.path, r.kind) for r in removed.item_changes] == [(("source", "extra"), "removed")]


def test_problems_of_files_with_what_stays_are_told(small_rows):
    aspect = SMALL.aspects[0].model_copy(update={"slug": "age", "name": "Age"})
    load(with_framework(SMALL, "alpha"))
    third = SMALL.frameworks[1].model_copy(update={"slug": "gamma", "short_name": "Gamma", "complements": ()})
    load(SMALL.model_copy(update={"frameworks": (*SMALL.frameworks, third)}))
    frameworks = tuple(
        framework.model_copy(
            update={"values": (*framework.values, framework.values[0].model_copy(update={"aspect": "age"}))}
        )
        for framework in SMALL.frameworks
    )
    files = SMALL.model_copy(update={"aspects": (*SMALL.aspects, aspect), "frameworks": frameworks})

    proposal = propose(upload_of(files))

    assert ("framework", "gamma", "value", "age") in [problem.path for problem in proposal.problems]


def test_upload_that_was_shown_comes_back_from_its_signed_token():
    upload = Upload(b"PK\x05\x06 anything", removes=True)
    signed_token = signing.dumps(["UEsFBiBhbnl0aGluZw==", True, "abc"], salt=SALT, compress=True)

    assert verified(signed_token) == (upload, "abc")


@pytest.mark.parametrize(
    "signed_token",
    ["", "x", "a:b:c", signing.dumps(["", True, ""], salt="another"), "\0", "é:1:2"],
    ids=["empty", "no token", "no time", "of another salt", "NUL", "no ASCII"],
)
def test_signed_token_that_is_forged_is_refused(signed_token):
    with pytest.raises(UploadError, match="This is not the upload that you compared"):
        verified(signed_token)


def test_signed_token_contains_all_that_was_compared(small_rows):
    proposal = propose(upload_of(SMALL, removes=True))

    assert verified(proposal.signed_token) == (proposal.upload, proposal.draft_checksum)


def test_change_between_look_and_apply_is_refused(small_rows):
    proposal = propose(upload_of(with_framework(SMALL, "alpha", summary="Other words.")))
    Source.objects.filter(slug="law").update(title="Another title")
    before = draft_catalogue()

    with pytest.raises(UploadError, match="The working copy was changed at the same moment"):
        apply(proposal, "ada")

    assert draft_catalogue() == before


def test_row_that_the_database_refuses_leaves_nothing_behind(small_rows):
    proposal = propose(upload_of(with_framework(SMALL, "alpha", summary="Other words.")))
    guides = (SMALL.guides[0].model_copy(update={"title": "x" * 301}),)
    spoilt = replace(proposal, result=proposal.result.model_copy(update={"guides": guides}))

    with pytest.raises(UploadError, match=r"A row was refused\. guide > alpha-vs-beta > title: "):
        apply(spoilt, "ada")

    assert draft_catalogue() == SMALL
    assert not entries()


def test_files_with_a_fault_are_refused_with_all_faults(small_rows):
    files = write_content(SMALL)
    files["sources.yaml"] = files["sources.yaml"].replace(b"kind: primary", b"kind: first")
    files["aspects.yaml"] = files["aspects.yaml"].replace(b"name: Basics", b"name: [Basics")

    with pytest.raises(ContentError) as raised:
        propose(Upload(pack(files), removes=False))

    assert [fault.file for fault in raised.value.faults] == ["sources.yaml", "aspects.yaml"]


@settings(max_examples=examples(10))  # each is written to the database
@given(hostile_catalogues(), st.booleans())
def test_whatever_is_uploaded_becomes_what_was_proposed(catalogue, removes):
    load(SMALL, replace=True)
    try:
        proposal = propose(upload_of(catalogue, removes=removes))
    except ContentError:
        assert draft_catalogue() == SMALL
        return

    apply(proposal, "ada")

    assert draft_catalogue() == in_order(proposal.result)
    assert Framework.objects.count() == (2 if removes else len(proposal.result.frameworks))
