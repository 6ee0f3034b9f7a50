"""`tutorium ready`: whether the process beside it can do its work; what a container's health check runs."""

import httpx

from tutorium.platform import tls
from tutorium.platform.settings import settings

SECONDS = 3.0


def main() -> int:
    """0 when the internal port of this machine answers that all is well, 1 otherwise."""
    config = settings()
    scheme = "https" if config.internal_tls_certificate else "http"
    try:
        with httpx.Client(verify=tls.ours(), timeout=SECONDS, trust_env=False) as http:
            answer = http.get(f"{scheme}://localhost:{config.internal_port}/health/ready")
    except httpx.HTTPError as error:
        print(f"no answer: {error}")
        return 1
    print(answer.text)
    return 0 if answer.is_success else 1
