"""Personal data at rest: sealed with a key of the hall, found again by a blind index, shown as a mask.

`v1|key id|nonce and ciphertext`: AES-256-GCM; the hall's schema and the purpose are authenticated with it, so
a value moved to another hall or another column does not open. Opening fails closed: never returns ciphertext.
"""

import base64
import hmac
import secrets
from functools import lru_cache
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from county.halls import PUBLIC, current_schema

VERSION = "v1"
NONCE = 12  # bytes, as NIST SP 800-38D recommends for GCM


class CannotOpen(RuntimeError):
    """A sealed value does not open with this hall's key: wrong key, wrong hall, wrong column, or damaged."""


def seal(text: str, purpose: str) -> str:
    """Seal `text` for the hall we are inside. Empty stays empty."""
    if not text:
        return ""
    schema = _schema()
    nonce = secrets.token_bytes(NONCE)
    sealed = nonce + AESGCM(_key(settings.DATA_KEY, schema, "seal")).encrypt(
        nonce, text.encode(), _context(schema, purpose)
    )
    return f"{VERSION}|{_key_id()}|{base64.b64encode(sealed).decode()}"


def unseal(value: str, purpose: str) -> str:
    """The text behind a sealed value of this hall. Raises CannotOpen rather than guess."""
    if not value:
        return ""
    schema = _schema()
    version, _, rest = value.partition("|")
    key_id, _, body = rest.partition("|")
    if version != VERSION or key_id != _key_id():
        raise CannotOpen("sealed with another key")
    raw = base64.b64decode(body)
    try:
        opened = AESGCM(_key(settings.DATA_KEY, schema, "seal")).decrypt(
            raw[:NONCE], raw[NONCE:], _context(schema, purpose)
        )
    except InvalidTag:
        raise CannotOpen("does not open in this hall") from None
    return opened.decode()


def blind_index(text: str, purpose: str) -> str:
    """A digest by which an equal value is found again in this hall, and in no other."""
    if not text:
        return ""
    key = _key(settings.DATA_KEY, _schema(), f"index {purpose}")
    return hmac.new(key, text.encode(), sha256).hexdigest()


def _schema() -> str:
    schema = current_schema()
    if schema == PUBLIC:
        raise CannotOpen("personal data is sealed and opened inside a hall only")
    return schema


def _context(schema: str, purpose: str) -> bytes:
    return f"{schema}|{purpose}".encode()


def _key_id() -> str:
    return sha256(f"key id {settings.DATA_KEY}".encode()).hexdigest()[:8]


@lru_cache(maxsize=4_096)
def _key(data_key: str, schema: str, use: str) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=f"{schema}|{use}".encode()).derive(base64.b64decode(data_key))
