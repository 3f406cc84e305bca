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

BUSY = CORE | {
    "customer-demand": ["csa-star", "iso-27001", "soc-2"],
    "laws": ["gdpr", "nis2", "dora-supplier", "eu-ai-act"],
    "obligations": ["card-data", "client-accounts", "german-public-cloud"],
    "others": "some-others",
    "existing": ["iso-9001-or-45001"],
    "market": ["north-america", "european-union"],
    "evidence": "both-kinds",
    "goal": "several-stakeholders",
    "subjects": ["ai-systems", "personal-data", "cloud-service", "cloud-personal-data"],
    "size": "medium",
    "budget": "medium",
    "timeline": "within-a-year",
    "scope": "one-service",
}
"""An answer to every question. More is required of it than of any organisation among the shipped scenarios."""


def query(answers=CORE, **changes):
    """The query of the address that the site gives to these answers.

    A change names its question with an underscore for each hyphen, gives one option or a list, and takes the answer
    away with `None`.
    """
    answers = answers | {name.replace("_", "-"): options for name, options in changes.items()}
    order = [criterion.slug for criterion in shipped_catalogue().criteria]
    return urlencode({slug: answers[slug] for slug in order if answers.get(slug) is not None}, doseq=True)
