"""Snippets really run, as they stand, each against a sandbox of its own.

They run in a process of their own, where the machine lets it without any network and
with every file but their own shut; the SDKs are pointed at the sandbox from outside, so
that nothing in a snippet is changed.

>>> command = "curl https://api.stripe.com/v1/customers -u sk_test_123:"
>>> with Executor() as executor:
...     ran = executor.run(Job("curl", command))
>>> ran.requests, ran.ended
((Sent(method='GET', path='/v1/customers', params={}),), '')
"""

from sandbox.doccheck.execute.executor import Executor
from sandbox.doccheck.execute.jobs import Job, Ran, Sent, unlike

__all__ = ["Executor", "Job", "Ran", "Sent", "unlike"]
