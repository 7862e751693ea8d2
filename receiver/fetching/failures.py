"""Why a file did not come over the network, in words."""

from __future__ import annotations

from http.client import HTTPException, IncompleteRead

from requests.exceptions import InvalidURL, MissingSchema, ProxyError, SSLError

from models.problems import Words
from receiver.fetching.line import STEP, Line
from receiver.fetching.refusals import Failed

# Characters of what a server or a library says.
MOST = 200
_VERIFYING = "certificate verify failed: "


def no_url() -> Failed:
    """What is said of a URL that nobody could ask for."""
    return Failed(Words("This is no URL that can be fetched."), lasting=True)


def unstored(error: OSError) -> Failed:
    """What is said when the disk does not take a file."""
    return Failed(Words("It could not be stored: {reason}.", {"reason": error.strerror or str(error)}))


def failure(error: Exception, line: Line) -> Failed:
    """What is said of an error of requests, of urllib3 or of the system on a line."""
    if line.is_cut:
        return Failed(Words("It took too long."))
    if isinstance(error, InvalidURL | MissingSchema):
        return no_url()
    inner = _innermost(error)
    if isinstance(error, ProxyError):
        return Failed(Words("The proxy does not lead to its server: {reason}.", {"reason": _said(inner)}))
    if isinstance(error, SSLError):
        return Failed(_of_tls(str(error)))
    if isinstance(inner, TimeoutError) and inner.strerror is None:
        return Failed(Words("Its server was silent for {seconds} s.", {"seconds": int(STEP)}))
    if isinstance(inner, IncompleteRead) or _is_cut_chunk(inner):
        return Failed(Words("The connection ended before all of it was here."))
    if isinstance(inner, ValueError):
        return Failed(Words("Its server does not answer in HTTP: {reason}.", {"reason": "a part without a length"}))
    if isinstance(inner, HTTPException):
        return Failed(Words("Its server does not answer in HTTP: {reason}.", {"reason": _said(inner)}))
    return Failed(Words("The connection to its server failed: {kind}.", {"kind": _said(inner)}))


def _of_tls(said: str) -> Words:
    """What is wrong with a certificate, in the words of OpenSSL behind the last colon, or with what was spoken."""
    _, verifying, reason = said.rpartition(_VERIFYING)
    if verifying:
        reason = reason.partition(" (_ssl")[0].rstrip(".")
        return Words("Its server cannot be trusted: {reason}.", {"reason": reason[:MOST]})
    reason = said.rpartition("] ")[2].partition(" (_ssl")[0].strip(" )'\".")
    return Words("No secure connection could be made: {reason}.", {"reason": reason[:MOST]})


def _innermost(error: BaseException) -> BaseException:
    """The one of the errors that libraries wrap into each other that came first."""
    while True:
        inner = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        if inner is None:
            return error
        error = inner


def _is_cut_chunk(error: BaseException) -> bool:
    """Whether http.client found nothing where the length of a chunk should be."""
    return isinstance(error, ValueError) and "b''" in str(error)


def _said(error: BaseException) -> str:
    said = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return " ".join(said[:MOST].split()).rstrip(".")
