"""A test run of somebody else's project, in a process of its own."""

PLUGINS = ("nbval", "schemathesis", "hypothesispytest", "anyio", "pytest_cov")
"""Those of our tests alone: starting each costs more than a small test run."""

ALONE = tuple(f"-pno:{plugin}" for plugin in PLUGINS)
"""The options of a run without them, which finds our own as it is installed."""
