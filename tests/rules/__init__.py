"""The rules of the real API, section by section: one table a file, one test a table.

Every row says where its rule is published, or that it is assumed.
"""

import re

PUBLISHED = re.compile(r"(?:Source|Assumed): \S.*")
"""How a row says where its rule comes from."""
