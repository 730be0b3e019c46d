"""Lists of people, how they are spelled, and how an operator corrects them between two runs."""
import csv, io, json, os, re

COUNTRIES = [
    ("593987", 6, lambda rest: [f"593987{rest}"]),
    ("55119", 8, lambda rest: [f"55119{rest}", f"5511{rest}"]),
    ("5255", 8, lambda rest: [f"5255{rest}", f"52155{rest}"]),
    ("5411", 8, lambda rest: [f"5411{rest}", f"54911{rest}"]),
]


def person(number):
    """Who has a number, which may have signs between its digits: the spelling that is the same for all of them."""
    digits = re.sub(r"[+ ()-]", "", number)
    if match := re.fullmatch(r"(55\d\d)([6-9]\d{7})", digits):
        return match[1] + "9" + match[2]
    if match := re.fullmatch(r"521(\d{10})", digits):
        return "52" + match[1]
    if match := re.fullmatch(r"549(\d{10})", digits):
        return "54" + match[1]
    return digits


def spelling(number, random):
    """Another way to write the number of the same person."""
    who = person(number)
    for head, length, ways in COUNTRIES:
        if who.startswith(head) and len(who) == len(head) + length:
            digits = random.choice(ways(who[len(head):]))
            gap = random.choice(["", "", " ", "-"])
            return random.choice(["", "+"]) + gap.join([digits[:2], digits[2:4], digits[4:-4], digits[-4:]])
    return number


class Row:
    """A row as it is written; `reason` is the cell that `--unsent` adds."""

    def __init__(self, number, name, reason=None):
        self.number, self.name, self.reason = number, name, reason
        self.person = person(number)

    @property
    def is_usable(self):
        return re.fullmatch(r"\d{7,15}", self.person) is not None and 1 <= len(self.name) <= 20

    def correct(self, random):
        """What was wrong is corrected, or it is another person's number by now."""
        if not re.fullmatch(r"\d{7,15}", self.person):
            self.__init__(spelling(f"593987{random.randrange(500_000, 1_000_000)}", random), self.name, self.reason)
        if not 1 <= len(self.name) <= 20:
            self.name = "Ana C."


def first_rows(rows):
    """Of each person the first row that can be used."""
    people = {}
    for row in rows:
        if row.is_usable:
            people.setdefault(row.person, row)
    return people


class List:
    """The operator's list. `corrections` counts what was done to it."""
    LAYOUTS = ["csv", "semicolons", "ndjson"]

    def __init__(self, count, random):
        self.random, self.next = random, 0
        self.layout = random.choice(self.LAYOUTS)
        self.rows = [self.new() for _ in range(count)]
        self.corrections = {}

    def new(self):
        """The row of a person who was in no list before."""
        self.next += 1
        head, length, ways = COUNTRIES[self.next % len(COUNTRIES)]
        rest = f"{self.next:0{length}d}" if length == 6 else f"8{self.next:07d}"
        return Row(self.random.choice(ways(rest)), f"Ana {self.next}")

    def correct(self, refused):
        """Does one to four corrections, each to a few rows or to many."""
        ways = [self.append, self.remove, self.reorder, self.respell, self.spoil, self.repair, self.repeat]
        for way in self.random.sample(ways, self.random.randint(1, 4)):
            way(self.random.choice([1, 5, 40, 200]))
            self.count(way.__name__)
        if refused and self.random.random() < 0.5:
            self.renumber(refused)

    def count(self, name):
        self.corrections[name] = self.corrections.get(name, 0) + 1

    def some(self, count):
        return self.random.sample(self.rows, min(count, len(self.rows)))

    def append(self, count):
        for _ in range(count):
            self.rows.insert(self.random.choice([len(self.rows), self.random.randrange(len(self.rows))]), self.new())

    def remove(self, count):
        gone = {id(row) for row in self.some(min(count, 50))}
        self.rows = [row for row in self.rows if id(row) not in gone]

    def reorder(self, count):
        if count == 1:
            self.random.shuffle(self.rows)
        else:
            start = self.random.randrange(len(self.rows))
            self.rows[start:start + count] = reversed(self.rows[start:start + count])

    def respell(self, count):
        for row in self.some(count):
            row.number = spelling(row.number, self.random)

    def spoil(self, count):
        """Rows that cannot be used, as long as they are not repaired."""
        for row in self.some(min(count, 40)):
            fault = self.random.randrange(4)
            if fault == 0:
                row.name = ""
            elif fault == 1:
                row.name = "Ana Maria " * 4
            else:
                row.__init__(["12345", "5,5E+12"][fault - 2], row.name)

    def repair(self, _):
        for row in self.rows:
            if not row.is_usable:
                row.correct(self.random)

    def repeat(self, count):
        """The same people once more, further down and in another spelling."""
        for row in self.some(min(count, 5)):
            self.rows.append(Row(spelling(row.number, self.random), row.name))

    def renumber(self, refused):
        """People whom the API refused get another number, with which they are other people."""
        for row in self.rows:
            if row.person in refused and self.random.random() < 0.3:
                row.__init__(self.new().number, row.name)
        self.count("renumber")

    def write(self, path):
        write(path, self.rows, self.layout)


def write(path, rows, layout):
    """Writes a list; rows of `--unsent` keep the reason."""
    has_reason = any(row.reason is not None for row in rows)
    cells = [[row.number, row.name] + [row.reason or ""] * has_reason for row in rows]
    names = ["to", "name", "reason"][:2 + has_reason]
    text = io.StringIO()
    if layout == "ndjson":
        for row in cells:
            text.write(json.dumps(dict(zip(names, row))) + "\n")
    else:
        text.write("\ufeffsep=;\n" if layout == "semicolons" else "")
        delimiter = ";" if layout == "semicolons" else ","
        csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows([names] + cells)
    with open(path + ".new", "w", newline="", encoding="utf-8") as file:
        file.write(text.getvalue())
    os.replace(path + ".new", path)


def read(path):
    """The rows of a list, of ours or of `--unsent`, and its layout."""
    with open(path, newline="", encoding="utf-8") as file:
        text = file.read()
    if text.startswith("{"):
        members = [json.loads(line) for line in text.splitlines()]
        return [Row(each["to"], each["name"], each.get("reason")) for each in members], "ndjson"
    layout = "semicolons" if text.startswith("\ufeffsep=;") else "csv"
    lines = text.splitlines(keepends=True)[layout == "semicolons":]
    records = csv.DictReader(lines, delimiter=";" if layout == "semicolons" else ",")
    return [Row(each["to"], each["name"], each.get("reason")) for each in records], layout
