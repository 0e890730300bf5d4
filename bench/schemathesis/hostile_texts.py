"""
Texts that schemathesis does not make by itself: controls, halves of surrogate pairs, characters that turn the direction of text, letters
of three and four bytes up to the longest that a field of the API takes, and more. Loaded by SCHEMATHESIS_HOOKS. What is put where
depends on the request alone, so that a seed always asks the same.
"""
import hashlib
import json

import schemathesis

LONGEST = [50, 100, 200, 2_048, 10_000]
HOSTILE = [
    "a\u0000b",
    "a\ud800b",
    "\udfff",
    "\u0007\u001b[31m",
    "a\u202eb",
    "\u200b\u200b\u200b",
    "\u0085\u2028\u2029",
    *["\u30e9" * length for length in LONGEST],
    *["\U0001d518" * (length // 2) for length in LONGEST],
    *['"\\' * (length // 2) for length in LONGEST],
    "\u0007" * 200,
]


def places_of(value, path=()):
    """Where texts are."""
    if isinstance(value, str):
        yield path
    elif isinstance(value, dict):
        for key, member in value.items():
            yield from places_of(member, (*path, key))
    elif isinstance(value, list):
        for at, member in enumerate(value):
            yield from places_of(member, (*path, at))


def put(value, path, text):
    if not path:
        return text
    copy = list(value) if isinstance(value, list) else dict(value)
    copy[path[0]] = put(value[path[0]], path[1:], text)
    return copy


def hostile(value, texts=HOSTILE):
    """Every second one: one of its texts, or all of them, become hostile."""
    places = list(places_of(value))
    if not places:
        return value
    digest = hashlib.sha256(json.dumps(value, sort_keys=True, default=repr).encode()).digest()
    if digest[0] % 2:
        return value
    text = texts[digest[1] % len(texts)]
    chosen = places if digest[2] % 4 == 0 else [places[digest[3] % len(places)]]
    for place in chosen:
        value = put(value, place, text)
    return value


@schemathesis.hook
def map_body(context, body):
    return hostile(body)


# An address cannot have half a pair, and is refused as a whole when it is long.
IN_ADDRESS = [text for text in HOSTILE if len(text) <= 200 and not any("\ud800" <= letter <= "\udfff" for letter in text)]


@schemathesis.hook
def map_query(context, query):
    return hostile(query, IN_ADDRESS) if isinstance(query, dict) else query
