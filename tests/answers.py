"""Answers to the questions of the shipped content, as tests send them."""

from urllib.parse import urlencode

from tests.shipped import shipped_catalogue

CORE = {
    "customer-demand": "nobody",
    "laws": "none-of-these",
    "obligations": "none-of-these",
    "existing": "none",
    "market": "european-union",
    "industry": "saas",
    "evidence": "certificate",
    "approach": "formal-management-system",
}
"""An answer to each question that is asked of everyone. It recommends ISO/IEC 27001."""

NORTH_AMERICA = CORE | {"market": "north-america", "evidence": "attestation-report", "approach": "tailored-controls"}
"""As `CORE`, for a supplier to whom SOC 2 is recommended."""


def query(answers=CORE, **changes):
    """The query of the address that the site gives to these answers.

    A change names its question with an underscore for each hyphen, gives one option or a list, and takes the answer
    away with `None`.
    """
    answers = answers | {name.replace("_", "-"): options for name, options in changes.items()}
    order = [criterion.slug for criterion in shipped_catalogue().criteria]
    return urlencode({slug: answers[slug] for slug in order if answers.get(slug) is not None}, doseq=True)
