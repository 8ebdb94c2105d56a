"""`python -m sandbox.doccheck.execute.worker FOLDER`: a job a line, then its answer."""

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import trustme
from pydantic_core import from_json, to_json

from sandbox.app import App
from sandbox.doccheck.execute.cage import caged, sealing
from sandbox.doccheck.execute.jobs import Job
from sandbox.doccheck.execute.offline import few, loopback_only
from sandbox.doccheck.execute.runners import RUNTIMES, absent
from sandbox.doccheck.execute.runners.place import API, Place
from sandbox.door import Door
from sandbox.store import Store
from sandbox.transport.serve import LOOPBACK
from sandbox.transport.server import Background, Server, listen


class Site:
    """One sandbox, empty again for each snippet, which answers in the API's name."""

    def __init__(self, folder: Path) -> None:
        """Begin to answer; certificates and snippets are kept in this folder."""
        self.folder, self.authority = folder, folder / "authority.pem"
        vouching, proof = trustme.CA(), folder / "sandbox.pem"
        vouching.cert_pem.write_to_path(str(self.authority))
        own = vouching.issue_cert(API, LOOPBACK)
        own.private_key_and_cert_chain_pem.write_to_path(str(proof))
        app = App(Store())
        self.door = Door(app)
        server = Server(app, listen(LOOPBACK, 0), hosts=[API], certificate=proof)
        self.url = Background(server).url

    def run(self, job: Job) -> dict[str, Any]:
        """Run a snippet, and tell what came of it."""
        self.door.call("workbench.reset")
        for operation, params in job.world:
            self.door.call(operation, **params)
        before = len(self.door.pages("workbench.requests"))
        with TemporaryDirectory(dir=self.folder) as own:
            place = Place(Path(own), self.url, self.authority)
            command = RUNTIMES[job.language].command(job.code, place)
            ended, said = caged(command, place.folder, seconds=job.seconds)
        rows = self.door.pages("workbench.requests")[::-1][before:]
        sent = [(row["method"], row["path"], row["params"]) for row in rows]
        return {"requests": sent, "ended": ended, "said": said}


def main(folder: str) -> None:
    """Answer until there is no more to do; what else is printed goes to stderr.

    What it needs on disk is in this folder, which is not its to remove.
    """
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())

    def tell(answer: dict[str, Any]) -> None:
        out.write(to_json(answer) + b"\n")
        out.flush()

    offline = loopback_only()
    few()
    site = Site(Path(folder))
    tell({"offline": offline, "sealed": bool(sealing()), "absent": absent()})
    for line in sys.stdin.buffer:
        tell(site.run(Job(**from_json(line))))


if __name__ == "__main__":
    main(sys.argv[1])
