from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from comparisons.editing.draft import dropped_answer, former_answer
from comparisons.engine.catalogue import DroppedAnswer, FormerAnswer
from comparisons.engine.catalogue.frozen import Url
from comparisons.models.fields import DroppedAnswersField, FormerAnswersField, HttpUrlField, lines_of

pytestmark = pytest.mark.database


@given(st.text(alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from("\"'<> /?#%&")), max_size=30))
def test_address_that_can_be_saved_can_be_published(text):
    with suppress(ValidationError):
        address = HttpUrlField().clean(f"https://a.example/{text}", None)

        assert TypeAdapter(Url).validate_python(address) == address


@pytest.mark.parametrize("sign", ['"', "<", ">"])
def test_address_with_markup_in_it_is_refused_with_what_to_write_instead(sign):
    with pytest.raises(ValidationError, match="write %20, %22, %3C and %3E"):
        HttpUrlField().clean(f"https://a.example/?{sign}", None)


@pytest.mark.parametrize(
    "text", ["", "a/b", "  a/b  \n\n c-1/d", "a/b if c/d", "a/b if c/d\na/e", "x" * 60 + "/" + "y" * 60]
)
def test_former_answers_that_can_be_saved_can_be_published(text):
    lines = lines_of(FormerAnswersField(blank=True).clean(text, None))

    entries = [TypeAdapter(FormerAnswer).validate_python(former_answer(line)) for line in lines]
    assert list(map(str, entries)) == lines


@pytest.mark.parametrize(
    "text", ["a", "a/", "/b", "a/b/c", "A/b", "a/b if", "a/b if c", "a/b, c/d", "a_b/c", "x" * 61 + "/y"]
)
def test_former_answer_that_is_none_is_refused_with_what_to_write(text):
    with pytest.raises(ValidationError, match="write question/answer"):
        FormerAnswersField().clean(text, None)


@given(st.text(alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from(": \n/a")), max_size=20))
def test_dropped_answers_that_can_be_saved_can_be_published(text):
    with suppress(ValidationError):
        lines = lines_of(DroppedAnswersField().clean(f"a/b: {text}", None))

        entries = [TypeAdapter(DroppedAnswer).validate_python(dropped_answer(line)) for line in lines]
        assert [TypeAdapter(DroppedAnswer).validate_python(dropped_answer(str(entry))) for entry in entries] == entries
        assert len(entries) == len(lines)


@pytest.mark.parametrize("text", ["a/b", "a/b:", "a/b: ", "a: Why.", "a/b Why.", "a/b: " + "x" * 301, "a/b: x\ty"])
def test_dropped_answer_without_a_sentence_is_refused_with_what_to_write(text):
    with pytest.raises(ValidationError, match="write question/answer, a colon, and a sentence"):
        DroppedAnswersField().clean(text, None)
