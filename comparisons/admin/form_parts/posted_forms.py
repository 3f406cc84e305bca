"""How many forms a form set makes of what was posted."""

from __future__ import annotations

import re
from typing import Any

from django import forms


class PostedFormSet(forms.BaseModelFormSet[Any, Any]):
    """Makes a form only for what has a field: a browser sends some for each row, whatever the count beside them says.

    A larger count is an error of the form set, as one beyond Django's own bound of 2,000 is.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound:
            name = re.compile(re.escape(f"{self.prefix}-") + r"(\d+)-")
            posted = {match[1] for match in map(name.match, self.data) if match}
            self.absolute_max = min(self.absolute_max, len(posted))
