"""Check a signed receipt of a withdrawal without Sendback: python3 verify_receipt.py receipt.txt keys.json"""

import base64
import hashlib
import json
import re
import sys
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

receipt, published = (Path(name).read_bytes().decode() for name in sys.argv[1:3])
signed, _, signature = receipt.replace("\r\n", "\n").rpartition("Signature: ")
keys = {key["id"]: base64.b64decode(key["public"]) for key in json.loads(published)["keys"]}
named = re.search(r"^Key: ([0-9a-f]{16})$", signed, re.MULTILINE)
key = keys.get(named[1] if named else "")
if key is None or not hashlib.sha256(key).hexdigest().startswith(named[1]):
    sys.exit("There is no such key.")
try:
    Ed25519PublicKey.from_public_bytes(key).verify(base64.b64decode(signature), signed.encode())
except (InvalidSignature, ValueError):
    sys.exit("This is not the receipt as it was signed.")
print("The receipt is genuine.")
