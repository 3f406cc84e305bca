"""Random catalogues whose questions may wait for anything: for themselves, for one another, for what is not there."""

from hypothesis import strategies as st

from comparisons.engine.catalogue import Choice
from tests.engine.catalogues import catalogues

NOWHERE = (Choice(criterion="no-criterion", option="v0"), Choice(criterion="v", option="no-option"))


@st.composite
def drafts(draw):
    """A catalogue as a draft may be."""
    made = draw(catalogues())
    known = [Choice(criterion=c.slug, option=option) for c in made.criteria for option in c.option_of]
    waits = st.lists(st.sampled_from([*known, *NOWHERE]), max_size=3)
    criteria = tuple(criterion.model_copy(update={"ask_when": tuple(draw(waits))}) for criterion in made.criteria)
    return made.model_copy(update={"criteria": criteria})


def anything():
    """What could be published, and what could not."""
    return catalogues() | drafts()
