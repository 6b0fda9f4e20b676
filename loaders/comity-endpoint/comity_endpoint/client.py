"""Asks an OpenAI-compatible endpoint: one article, one answer."""

from __future__ import annotations

import json
import os
import urllib.error
import urllib.request
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from comity.errors import ComityError

_MOST = 4_000_000  # bytes of an answer


class EndpointError(ComityError):
    """An endpoint that cannot be asked, or does not answer as one should."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Which endpoint to ask, and how far to trust it.

    Args:
        url: its base, such as `http://localhost:8080/v1`.
        model: the name of the model.
        key: the key to show; empty where none is needed.
        timeout: how many seconds to wait for an answer.
        confidence: of what it finds, 0 to 1; by default it waits for review.
    """

    url: str
    model: str = "default"
    key: str = ""
    timeout: float = 60.0
    confidence: float = 0.4


def settings() -> Settings | None:
    """What the environment says; None where it names no endpoint.

    Raises:
        EndpointError: where it says something that cannot be.
    """
    url = os.environ.get("COMITY_ENDPOINT_URL", "").rstrip("/")
    if not url:
        return None
    if not url.startswith(("http://", "https://")):
        raise EndpointError("an endpoint has an http or https URL", where="COMITY_ENDPOINT_URL")
    return Settings(
        url,
        os.environ.get("COMITY_ENDPOINT_MODEL", "default"),
        os.environ.get("COMITY_ENDPOINT_KEY", ""),
        _number("COMITY_ENDPOINT_TIMEOUT", 60.0, 3600.0),
        _number("COMITY_ENDPOINT_CONFIDENCE", 0.4, 1.0),
    )


def answer(text: str, asked: Settings) -> object:
    """The JSON that the model answers to an article.

    Raises:
        EndpointError: where the endpoint cannot be reached, or its answer holds no JSON.
    """
    reply = _post(asked, _request(text, asked))
    try:
        return json.loads(reply["choices"][0]["message"]["content"])
    except (LookupError, TypeError, ValueError) as error:
        raise EndpointError(
            f"the answer is no JSON of a model: {type(error).__name__}: {error}", where=asked.url
        ) from error


def _request(text: str, asked: Settings) -> bytes:
    prompt = files("comity_endpoint").joinpath("prompt.md").read_text(encoding="utf-8")
    content = {
        "model": asked.model,
        "temperature": 0,
        "seed": 0,
        "response_format": {"type": "json_object"},
        "messages": [{"role": "system", "content": prompt}, {"role": "user", "content": text}],
    }
    return json.dumps(content).encode()


def _post(asked: Settings, data: bytes) -> Any:
    headers = {"Content-Type": "application/json"}
    if asked.key:
        headers["Authorization"] = f"Bearer {asked.key}"
    # The scheme was checked in settings().
    request = urllib.request.Request(f"{asked.url}/chat/completions", data, headers)  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=asked.timeout) as reply:  # noqa: S310 # so too
            return json.loads(reply.read(_MOST))
    except urllib.error.HTTPError as error:
        error.close()
        raise EndpointError(f"it answers {error.code} {error.reason}", where=asked.url) from error
    except (OSError, ValueError) as error:
        raise EndpointError(f"it cannot be asked: {error}", where=asked.url) from error


def _number(name: str, default: float, most: float) -> float:
    said = os.environ.get(name, "")
    try:
        number = float(said or default)
    except ValueError:
        number = -1.0
    if not 0 <= number <= most:
        raise EndpointError(f"{said!r} is no number from 0 to {most:g}", where=name)
    return number
