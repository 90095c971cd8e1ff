"""The generated country as the server wants it.

Belongs here: the one call that ``python -m replica serve --generated`` needs. Does not belong here: serving.
"""

from __future__ import annotations

from replica.generated.country import GeneratedCountry
from replica.generated.files import govuk_responses
from replica.site.catalogue import SchoolCatalogue
from replica.site.others import OTHER_PROVIDERS


def catalogue_of(country: GeneratedCountry) -> SchoolCatalogue:
    """Every site of the country; writes its GOV.UK files, which takes a second for about 1,500 schools."""
    return SchoolCatalogue(country.schools, OTHER_PROVIDERS, govuk_responses(country))
