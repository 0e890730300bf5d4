"""
Makes the requests of schemathesis those of a caller who is logged in and knows what exists: with the access token of the moment,
which the bench renews in a file; with ids that exist in every second path and body; callbacks of the payment provider with its
signature. Counts the statuses of each operation. Loaded by SCHEMATHESIS_HOOKS; the files are in BENCH_FILES.
"""
import atexit
import collections
import hashlib
import hmac
import json
import os
import pathlib
import time

import requests
import schemathesis

import hostile_texts  # noqa: F401: its hooks

files = pathlib.Path(os.environ["BENCH_FILES"])
known = json.loads((files / "known.json").read_text())
statuses = collections.defaultdict(collections.Counter)


def operation_of(case):
    return case.operation.definition.raw["operationId"]


def chosen(among, text):
    return among[hashlib.sha256(text.encode()).digest()[0] % len(among)]


def is_encodable(body):
    """Whether schemathesis can validate the body again after a change: it stops at half a surrogate pair."""
    try:
        json.dumps(body, ensure_ascii=False, default=repr).encode()
    except UnicodeEncodeError:
        return False
    return True


class ProviderSignature(requests.auth.AuthBase):
    """The header that proves that the provider sent a callback, over the bytes that are sent."""

    def __call__(self, request):
        body = request.body or b""
        body = body.encode() if isinstance(body, str) else body
        at = str(int(time.time()))
        digest = hmac.new(known["callbackSecret"].encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
        request.headers["psp-signature"] = f"t={at},v1={digest}"
        return request


@schemathesis.hook
def before_call(context, case, kwargs):
    case.headers["Authorization"] = f"Bearer {(files / 'token').read_text()}"
    # The same request gets the same ids: a seed repeats a run.
    text = json.dumps([case.path_parameters, case.query, case.body], sort_keys=True, default=repr)
    if hashlib.sha256(text.encode()).digest()[1] % 2 == 0:
        return
    operation = operation_of(case)
    if case.path_parameters and known["paths"].get(operation):
        case.path_parameters.update(chosen(known["paths"][operation], text))
    if isinstance(case.body, dict) and is_encodable(case.body):
        for field, values in known["fields"].items():
            if field in case.body:
                case.body[field] = chosen(values, text)
    if operation == "paymentCallback" and known.get("callbackSecret"):
        kwargs["auth"] = ProviderSignature()


@schemathesis.hook
def after_call(context, case, response):
    statuses[operation_of(case)][response.status_code] += 1


@atexit.register
def write_statuses():
    (files / "statuses.json").write_text(json.dumps(statuses))
