"""A journal's bytes as ARCHITECTURE.md describes them, for tests that need one which no run would write.

    journal_bytes.py BEGUN NEW FIRST COUNT      writes NEW: BEGUN with COUNT people who were sent, from the number FIRST on
"""
import hashlib, struct, sys, zlib

BLOCK, HEADER, CLAIM, RECORD = 4096, 512, 128, 32
RECORDS = 3 * BLOCK
INTENT, SENT = 1, 2
PLACES = {"records": (16, 4), "handed_out": (20, 4), "rows": (24, 4), "people": (64, 8)}


def sealed(data, salt):
    return struct.pack("<I", zlib.crc32(data + struct.pack("<I", salt)))


def digests(key):
    """A function that makes of a number, in the spelling that is the same for all of its spellings, its person's digest."""
    padded = key + bytes(32)
    inner, outer = (hashlib.sha256(bytes(byte ^ pad for byte in padded)) for pad in (0x36, 0x5C))

    def digest(number):
        first, last = inner.copy(), outer.copy()
        first.update(str(number).encode())
        last.update(first.digest())
        return last.digest()[:8][::-1]

    return digest


def with_people(journal, numbers):
    """The bytes of a journal in which `numbers` were sent, each after its intent; `journal` has no records yet."""
    salt = max(1, zlib.crc32(journal[:HEADER]))
    digest = digests(journal[32:64])
    records = bytearray()
    for number in numbers:
        person = digest(number)
        for kind in (INTENT, SENT):
            index = len(records) // RECORD
            record = person + (1_764_000_000_000).to_bytes(6, "little") + bytes([kind, 0]) + bytes(8)
            record += struct.pack("<I", index & ~1)
            records += record + sealed(record + struct.pack("<I", index), salt)
    data = bytearray(journal[:RECORDS])
    for place in (BLOCK, 2 * BLOCK):
        claim = bytearray(data[place:place + 116])
        claim[16:20] = struct.pack("<I", len(records) // RECORD)
        data[place:place + 120] = claim + sealed(bytes(claim), salt)
    return bytes(data + records)


def claiming(journal, **numbers):
    """The bytes of a journal whose two claims say other numbers, by the names of `PLACES`."""
    salt, data = max(1, zlib.crc32(journal[:HEADER])), bytearray(journal)
    for place in (BLOCK, 2 * BLOCK):
        claim = bytearray(data[place:place + 116])
        for name, number in numbers.items():
            start, size = PLACES[name]
            claim[start:start + size] = number.to_bytes(size, "little")
        data[place:place + 120] = claim + sealed(bytes(claim), salt)
    return bytes(data)


def old(journal, rows, list_digest, states, message, target=bytes(32)):
    """The bytes of a journal of version 1 of a list of `rows` rows, of which `states` says what became of some."""
    head = journal[:16] + struct.pack("<III", 1, 0, rows) + bytes(4) + list_digest + message + target
    head += bytes(252 - len(head))
    head += struct.pack("<I", zlib.crc32(head))
    salt = zlib.crc32(head[:252])
    data = bytearray(head)
    for index, (row, kind) in enumerate(states):
        record = struct.pack("<III", kind, row, index)
        data += record + struct.pack("<I", zlib.crc32(record + struct.pack("<II", index, salt)))
    return bytes(data)


if __name__ == "__main__":
    begun, new, first, count = sys.argv[1:]
    with open(begun, "rb") as file:
        data = with_people(file.read(), range(int(first), int(first) + int(count)))
    with open(new, "wb") as file:
        file.write(data)
