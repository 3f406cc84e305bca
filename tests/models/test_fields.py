from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from comparisons.engine.catalogue.frozen import Url
from comparisons.models.fields import HttpUrlField

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
