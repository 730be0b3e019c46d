#!/usr/bin/env python3
"""Compares the countries with libphonenumber (PyPI: phonenumbers).

    python3 -m unittest discover -s Tests/Lists

COUNTRIES_CHECK names a built `countries-check`; without it, it is built.
"""

import collections
import os
import pathlib
import random
import subprocess
import unittest

import phonenumbers
from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata, PhoneNumber, PhoneNumberType, ValidationResult

ROOT = pathlib.Path(__file__).resolve().parents[2]
NOBODY = "no country has the code that it begins with"
# Spellings beyond libphonenumber's: Mexico's 1, Argentina's 15, and old short numbers.
BEYOND = {52, 54, 261, 378, 672}


def tool():
    if "COUNTRIES_CHECK" in os.environ:
        return os.environ["COUNTRIES_CHECK"]
    build = ["swift", "build", "-c", "release", "--package-path", str(ROOT), "--product", "countries-check"]
    subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
    path = subprocess.run(build + ["--show-bin-path"], check=True, capture_output=True, text=True).stdout.strip()
    return f"{path}/countries-check"


def answers(path, lines, *arguments):
    done = subprocess.run([path, *arguments], input="\n".join(lines) + "\n", check=True, capture_output=True, text=True)
    return done.stdout.splitlines()


def code_of(number):
    """The country code that libphonenumber knows at the head of a number."""
    return next((int(number[:count]) for count in (1, 2, 3) if int(number[:count]) in COUNTRY_CODE_TO_REGION_CODE), None)


def as_written(code, number):
    """What libphonenumber says of the digits behind the code as they are, zeros and all."""
    national = number[len(str(code)):]
    zeros = len(national) - len(national.lstrip("0"))
    built = PhoneNumber(
        country_code=code, national_number=int(national), italian_leading_zero=zeros > 0 or None,
        number_of_leading_zeros=zeros if zeros > 1 else None)
    return phonenumbers.is_possible_number_with_reason(built)


def as_parsed(number):
    """What libphonenumber says of the text with a `+`, after it has dropped trunk digits and the like."""
    try:
        return phonenumbers.is_possible_number_with_reason(phonenumbers.parse("+" + number))
    except phonenumbers.NumberParseException:
        return None


def generated():
    """All heads of three digits with all lengths, and for each code what stands between code and number."""
    source = random.Random(20)
    numbers = set()
    digits = lambda count: "".join(source.choice("0123456789") for _ in range(count))
    for length in range(7, 16):
        for head in range(100, 1000):
            numbers |= {str(head) + digits(length - 3) for _ in range(4)}
        for code in COUNTRY_CODE_TO_REGION_CODE:
            for between in ("0", "1", "8", "9", "06", "80", "90", "00", "041", "015"):
                rest = length - len(str(code)) - len(between)
                numbers |= {str(code) + between + digits(rest)} if rest > 0 else set()
    for region in phonenumbers.SUPPORTED_REGIONS:
        for kind in range(11):
            number = phonenumbers.example_number_for_type(region, kind)
            if number is not None:
                numbers.add(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)[1:])
    return sorted(number for number in numbers if 7 <= len(number) <= 15)


class Countries(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.tool = tool()

    def test_no_possible_number_is_refused(self):
        numbers = generated()
        self.assertGreater(len(numbers), 20_000)
        seen = collections.Counter()
        for number, answer in zip(numbers, answers(self.tool, numbers), strict=True):
            code = code_of(number)
            if code is None:
                seen["nobody"] += 1
                self.assertEqual(answer, NOBODY, number)
                continue
            self.assertNotEqual(answer, NOBODY, number)
            reasons = (as_written(code, number), as_parsed(number))
            if ValidationResult.IS_POSSIBLE in reasons:
                seen["possible"] += 1
                self.assertEqual(answer, f"ok {code}", number)
            elif answer.startswith("ok"):
                seen["taken beyond libphonenumber"] += 1
                between = PhoneMetadata.metadata_for_region_or_calling_code(
                    code, COUNTRY_CODE_TO_REGION_CODE[code][0]).national_prefix_for_parsing
                self.assertTrue(between or code in BEYOND, number)
            else:
                seen["wrong length"] += 1
                self.assertIn("digits behind the country code, found", answer)
        print(f"\n{len(numbers)} numbers: {dict(seen)}")

    def test_codes_regions_and_names(self):
        for code, regions in COUNTRY_CODE_TO_REGION_CODE.items():
            for region in regions:
                if region != "001":
                    self.assertEqual(answers(self.tool, [f"+{code}"], region)[0][:6], "it has")

    def test_mobile_numbers_are_completed_and_international_ones_stay(self):
        seen = collections.Counter()
        ambiguous = set()
        for code, regions in COUNTRY_CODE_TO_REGION_CODE.items():
            lines, expected = [], []
            for region in regions:
                number = region != "001" and phonenumbers.example_number_for_type(region, PhoneNumberType.MOBILE)
                # Chile's example is a landline's area, which completion leaves alone.
                if not number or region == "CL":
                    continue
                national = phonenumbers.national_significant_number(number)
                trunk = PhoneMetadata.metadata_for_region(region, None).national_prefix
                if len(national) >= 7:
                    lines.append(national)
                    expected.append(f"completed {code}{national}")
                if trunk in ("0", "8") and len(national) >= 6:
                    lines.append(trunk + national)
                    expected.append(f"completed {code}{national}")
                if len(str(code) + national) >= 7:
                    lines += [f"{code}{national}", f"+{code}{national}"]
                    expected += ["asIs", "asIs"]
            for line, wanted, answer in zip(lines, expected, answers(self.tool, lines, str(code)) if lines else []):
                seen[answer.split()[0]] += 1
                if answer == "ambiguous":
                    ambiguous.add(code)
                else:
                    self.assertEqual(answer, wanted, f"{line} of {code}")
        print(f"\ncompletions: {dict(seen)}, ambiguous in {sorted(ambiguous)}")


if __name__ == "__main__":
    unittest.main()
