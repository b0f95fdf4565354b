"""fauxebs-server, for tests in Python.

    with Server("--seed", "7") as server:
        client = boto3.client("ebs", endpoint_url=server.endpoint)
        server.control("POST", "faults", "PutSnapshotBlock#1: lose-reply")

The program is the one that the environment variable FAUXEBS_SERVER names.
"""

import json
import os
import re
import subprocess
import urllib.request


class Server:
    def __init__(self, *flags):
        self._process = subprocess.Popen(
            [os.environ["FAUXEBS_SERVER"], *flags], stdout=subprocess.PIPE, text=True)
        line = self._process.stdout.readline()
        match = re.fullmatch(r"fauxebs-server listening on (http://127\.0\.0\.1:\d+)\n", line)
        if not match:
            raise RuntimeError(f"fauxebs-server said {line!r} instead of where it listens")
        self.endpoint = match.group(1)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.terminate()
        exit_code = self._process.wait(timeout=10)
        self._process.stdout.close()
        if exit_code != 0:
            raise RuntimeError(f"fauxebs-server ended with the exit code {exit_code}")

    def control(self, method, path, body=""):
        """What the endpoint answers: of JSON lines a list, else the value."""
        request = urllib.request.Request(
            f"{self.endpoint}/_fauxebs/{path}", method=method, data=body.encode() or None)
        with urllib.request.urlopen(request) as reply:
            text = reply.read().decode()
            if reply.headers["Content-Type"] == "application/x-ndjson":
                return [json.loads(line) for line in text.splitlines()]
            return json.loads(text)

    def fault(self, text):
        self.control("POST", "faults", text)

    def fired(self):
        return [rule["fired"] for rule in self.control("GET", "faults")["rules"]]

    def attempts(self, operation):
        """What the clients sent, in order: the journal's lines on their side."""
        return [line for line in self.control("GET", "journal")
                if line["side"] == "client" and line["operation"] == operation]
