"""From what a library raised to what failed, in a phrase that is the same on every system."""

from __future__ import annotations

import socket
import traceback
from http.cookies import CookieError
from pathlib import Path

import aiohttp
from aiohttp.http_exceptions import HttpProcessingError

from ..core.addresses import AddressRefused
from .evidence import Failure

_LONGEST = 200  # characters of what an error says


class Fault(Exception):
    """A visit that ends early, for a reason that we found ourselves."""

    def __init__(self, failure: Failure, detail: str) -> None:
        super().__init__(detail)
        self.failure = failure


FROM_OUTSIDE = (
    *(Fault, aiohttp.ClientError, HttpProcessingError, OSError, EOFError),
    *(CookieError, ValueError),  # headers, names and bodies that are not what they should be
)
"""All that a server, a name or the network can cause; anything else is a fault of ours."""


def told_of_ours(error: Exception) -> str:
    """What a fault of ours is called in one line, with the place that it was met at."""
    kind, said = type(error).__name__, " ".join(str(error).split())[:_LONGEST]
    last = traceback.extract_tb(error.__traceback__)[-1:]
    place = "".join(f" ({Path(frame.filename).name}:{frame.lineno})" for frame in last)
    return f"{kind}: {said}{place}" if said else kind + place


def explain(error: Exception, timeout: float) -> tuple[Failure, str]:
    """The failure that `error` stands for, and the phrase to print. `timeout` is in seconds."""
    match error:
        case Fault():
            return error.failure, str(error)
        case TimeoutError():
            return Failure.TIMEOUT, f"no answer within {timeout:g} s"
        case aiohttp.ClientConnectorError():
            return _explain_connection(error)
    return Failure.BROKEN, "its answer is broken"  # half-way, or no HTTP: chance tells which


def _explain_connection(error: aiohttp.ClientConnectorError) -> tuple[Failure, str]:
    match error:
        case aiohttp.ClientConnectorDNSError():
            return _explain_look_up(error.os_error, error.host)
        case aiohttp.ClientConnectorCertificateError():
            return Failure.TLS, f"its certificate {_certificate_words(error.certificate_error)}"
        case aiohttp.ClientSSLError():
            return Failure.TLS, "no secure connection"
    return Failure.NO_CONNECTION, f"no connection: {_system_words(error.os_error)}"


def _explain_look_up(error: OSError, host: str) -> tuple[Failure, str]:
    if isinstance(error, AddressRefused):
        return Failure.INSIDE, str(error)
    if isinstance(error, socket.gaierror) and error.errno == socket.EAI_NONAME:
        return Failure.NO_HOST, f"the host {host} no longer exists"
    return Failure.NO_CONNECTION, f"the name {host} could not be looked up"


_CERTIFICATE_WORDS = {  # by OpenSSL's X509_V_ERR_… numbers: its phrases change between versions
    9: "is not valid yet",
    10: "has expired",
    18: "is signed by itself",
    19: "is signed by an unknown authority",
    20: "is signed by an unknown authority",
    21: "is signed by an unknown authority",
    62: "is for another name",
    64: "is for another name",
}


def _certificate_words(error: Exception) -> str:
    code = getattr(error, "verify_code", None)
    return _CERTIFICATE_WORDS.get(code or 0, "is not valid")


def _system_words(error: OSError) -> str:
    match error:
        case ConnectionRefusedError():
            return "refused by the host"
        case ConnectionResetError():
            return "cut by the host"
    return "the host or the network is unreachable"
