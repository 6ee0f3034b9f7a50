"""Whom this process believes over TLS, and what it shows: one context for everything of our own."""

import ssl
from functools import cache

from tutorium.platform.settings import settings


@cache
def ours() -> ssl.SSLContext:
    """For connections to our own systems: TLS 1.2 or 1.3, the host's name checked, only TLS_CA believed.

    Without TLS_CA the machine's authorities are. A process with a certificate of its own shows it.
    """
    config = settings()
    context = ssl.create_default_context(cafile=config.tls_ca)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if config.internal_tls_certificate:
        context.load_cert_chain(config.internal_tls_certificate, config.internal_tls_key)
    return context
