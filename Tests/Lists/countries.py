#!/usr/bin/env python3
"""Writes CountryTable.swift from libphonenumber's metadata (PyPI: phonenumbers).

    python3 countries.py > ../../Sources/FlowMsgRows/Countries/CountryTable.swift

Code by code: the regions, the possible lengths of a national number, the trunk digit, what may stand between the code
and the number (trunk digit, carrier), the name, and how complete national numbers begin.
"""

import collections
import sys
from re import _constants, _parser

import phonenumbers
from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata
from phonenumbers.geodata.locale import LOCALE_DATA

DIGITS = "0123456789"

# How national numbers begin where the numbering plan is written down here: length:digits. A `+` before it: only behind
# the country code. Mobile ranges, since it is mobile numbers that lists have; in Brazil landlines too.
PLANS = {
    1: "10:[2-9]XX[2-9]",
    51: "9:9",
    52: "10:[2-9] +11:1[2-9]",
    53: "8:5 8:6[2-4]",
    54: "10:11 10:[23] 11:911 11:9[23]",
    55: "11:[1-9][1-9]9 10:[1-9][1-9][2-9]",
    56: "9:9",
    57: "10:3",
    58: "10:4",
    502: "8:[2-8]",
    503: "8:[2-7]",
    504: "8:[237-9]",
    505: "8:[25-8]",
    506: "8:[2-8]",
    507: "8:[68]",
    591: "8:[67]",
    593: "9:9",
    595: "9:9",
    598: "8:9",
}

# Parts of the North American plan that are countries of Latin America.
PARTS = [("DO", "the Dominican Republic", "10:8[024]9[2-9]"), ("PR", "Puerto Rico", "10:787[2-9] 10:939[2-9]")]

# What the metadata says by other means: Mexico's 1 that was dropped in 2020, Argentina's 15, Brazil's carriers, and old
# short spellings that libphonenumber makes longer.
BETWEEN = {52: ["1"], 54: ["0", "0X"], 55: ["0", "0XX", "90", "90XX"]}
OLD_LENGTHS = {261: [7], 378: [6], 672: [5]}

NAMES = {
    1: "the United States and Canada",
    7: "Russia and Kazakhstan",
    247: "Ascension Island",
    800: "the international freephone service",
    808: "the international shared-cost service",
    870: "the Inmarsat service",
    878: "universal personal telecommunications",
    881: "satellite networks",
    882: "international networks",
    883: "international networks",
    888: "disaster relief",
    979: "the international premium rate service",
}
ARTICLES = {
    "AE", "BS", "CD", "CF", "CG", "CK", "FK", "FO", "GB", "GM", "IO", "KM", "MH", "MV", "NL", "PH", "PS", "SB", "SC",
    "US",
}
PLAIN = {
    "CD": "the Democratic Republic of the Congo", "CG": "the Republic of the Congo", "HK": "Hong Kong", "MO": "Macao",
    "MM": "Myanmar", "PS": "the Palestinian territories", "CI": "Ivory Coast", "CZ": "the Czech Republic",
    "MK": "North Macedonia", "SZ": "Eswatini", "BQ": "Curaçao", "CW": "Curaçao", "TR": "Türkiye",
    "FK": "the Falkland Islands", "SH": "Saint Helena", "RE": "Réunion", "GP": "Guadeloupe", "XK": "Kosovo",
}


def metadata(code, region):
    if region == "001":
        return PhoneMetadata.metadata_for_nongeo_region(code, None)
    return PhoneMetadata.metadata_for_region(region, None)


def joined(left, right, most):
    """The (beginning, length) of one thing behind the other."""
    result = set()
    tails = {}
    for start, length in left:
        need = most - len(start)
        if need not in tails:
            tails[need] = {(text[:need], more) for text, more in right}
        result |= {(start + text, length + more) for text, more in tails[need]}
    return result


def beginnings(items, most):
    """The (first `most` digits, length) of everything that a parsed pattern matches."""
    result = {("", 0)}
    for op, value in items:
        if op is _constants.LITERAL:
            part = {(chr(value), 1)}
        elif op is _constants.IN:
            part = {(digit, 1) for digit in members(value)}
        elif op is _constants.SUBPATTERN:
            part = beginnings(value[3], most)
        elif op is _constants.BRANCH:
            part = set().union(*(beginnings(branch, most) for branch in value[1]))
        elif op is _constants.MAX_REPEAT:
            part = repeated(value, most)
        elif op is _constants.AT:
            continue
        else:
            raise ValueError(op)
        result = joined(result, part, most)
    return result


def members(value):
    found = set()
    for op, item in value:
        if op is _constants.LITERAL:
            found.add(chr(item))
        elif op is _constants.RANGE:
            found |= {chr(code) for code in range(item[0], item[1] + 1)}
        elif op is _constants.CATEGORY:
            found |= set(DIGITS)
        else:
            raise ValueError(op)
    return found


def repeated(value, most):
    low, high, body = value
    one = beginnings(body, most)
    result, now = set(), {("", 0)}
    for count in range(high + 1):
        if count >= low:
            result |= now
        now = joined(now, one, most)
    return result


def cells(pattern, most=3):
    return beginnings(_parser.parse(pattern), most) if pattern else set()


def digit_class(digits):
    """`X`, `7` or `[2-47]`."""
    digits = sorted(digits)
    if len(digits) == 10:
        return "X"
    if len(digits) == 1:
        return digits[0]
    return "[" + ranges([int(digit) for digit in digits], "") + "]"


def ranges(values, separator):
    parts = []
    for value in sorted(values):
        if parts and parts[-1][1] == value - 1:
            parts[-1][1] = value
        else:
            parts.append([value, value])
    texts = []
    for low, high in parts:
        if high > low + 1:
            texts.append(f"{low}-{high}")
        else:
            texts += [str(low)] if low == high else [str(low), str(high)]
    return separator.join(texts)


def shapes(code, regions):
    """How complete national numbers begin: mobile numbers and landlines by their first two digits.

    A landline that also reads as the country code with a mobile number behind it is left out: without a `+` it nearly
    always is the latter.
    """
    if code in PLANS:
        return PLANS[code]
    mobile, fixed = set(), set()
    for region in regions:
        data = metadata(code, region)
        for kind, target in ((data.fixed_line, fixed), (data.mobile, mobile)):
            if kind is not None:
                target |= cells(kind.national_number_pattern)
        if region == "001":
            mobile |= cells(data.general_desc.national_number_pattern)
    head = str(code)
    firsts = {(start[: 3 - len(head)], length) for start, length in mobile}
    fixed = {cell for cell in fixed if not reads_as_mobile(cell, head, firsts)}
    return compressed(widened(mobile | fixed, head))


def reads_as_mobile(cell, head, firsts):
    start, length = cell
    return start.startswith(head) and (start[len(head):], length - len(head)) in firsts


def widened(found, head):
    """The third digit says nothing except where the country code may begin."""
    result = set()
    for start, length in found:
        if start[:2] == head[:2]:
            result.add((start, length))
        else:
            result |= {(start[:2] + digit, length) for digit in DIGITS}
    return result


def compressed(found):
    lengths = collections.defaultdict(set)
    for start, length in found:
        lengths[start].add(length)
    thirds = collections.defaultdict(set)
    for start, all_lengths in lengths.items():
        thirds[(frozenset(all_lengths), start[:2])].add(start[2])
    seconds = collections.defaultdict(set)
    for (all_lengths, start), third in thirds.items():
        seconds[(all_lengths, start[0], frozenset(third))].add(start[1])
    firsts = collections.defaultdict(set)
    for (all_lengths, first, third), second in seconds.items():
        firsts[(all_lengths, frozenset(second), third)].add(first)
    texts = []
    for (all_lengths, second, third), first in firsts.items():
        text = digit_class(first) + digit_class(second) + digit_class(third)
        texts.append(f"{ranges(all_lengths, ',')}:{text.rstrip('X') or 'X'}")
    return " ".join(sorted(texts))


def between(code, data):
    """What may stand between the code and the number, as patterns of digits."""
    if code in BETWEEN:
        return BETWEEN[code]
    found = cells(data.national_prefix_for_parsing, 2)
    if code in OLD_LENGTHS or code == 241:
        found = {("0", 1)} if data.national_prefix == "0" or code == 241 else set()
    taken = {(start, min(length, 5)) for start, length in found if 0 < length <= 5}
    return sorted(start + "X" * (length - len(start)) for start, length in taken)


def name(code, region):
    if code in NAMES:
        return NAMES[code]
    if region in PLAIN:
        return PLAIN[region]
    text = LOCALE_DATA[region]["en"]
    if text.startswith("*"):
        text = LOCALE_DATA[region][text[1:]]
    text = text.replace("St.", "Saint").replace(" & ", " and ").replace(" And ", " and ")
    return "the " + text if region in ARTICLES else text


def record(code, regions):
    data = metadata(code, regions[0])
    lengths = set(data.general_desc.possible_length) | set(OLD_LENGTHS.get(code, []))
    trunk = data.national_prefix if data.national_prefix in ("0", "8") else "-"
    names = ",".join(regions) if regions != ("001",) else "-"
    inner = ",".join(between(code, data)) or "-"
    return f"{code}|{names}|{ranges(lengths, ',')}|{trunk}|{inner}|{name(code, regions[0])}|{shapes(code, regions)}"


def folded(text):
    """At most 116 characters a line; a line that begins with a blank goes on."""
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > 114:
            lines.append(" " + word)
        else:
            lines[-1] += (" " if lines[-1] else "") + word
    return lines


def main():
    print(f"""/// The country codes: ITU-T E.164 as libphonenumber knows it (metadata of {phonenumbers.__version__}).
///
/// Written by Tests/Lists/countries.py, not by hand. A record each, of which a line that begins with a blank goes on:
/// code, regions (ISO 3166), lengths of the national number, trunk digit, what people write between code and number,
/// name, and how complete national numbers begin, as lengths:digits (`X` is any digit; `+` is only behind the country
/// code). Behind the empty line stand parts of a code that only locales and readings name.
enum CountryTable {{
  static let text: StaticString = \"\"\"""")
    for code in sorted(COUNTRY_CODE_TO_REGION_CODE):
        for line in folded(record(code, COUNTRY_CODE_TO_REGION_CODE[code])):
            print("    " + line)
    print()
    for region, text, plan in PARTS:
        print(f"    1|{region}|10|-|-|{text}|{plan}")
    print('    """\n}')


if __name__ == "__main__":
    sys.exit(main())
