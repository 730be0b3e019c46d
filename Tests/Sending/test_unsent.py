"""What was not sent comes back in a file as it was, and the command that is printed with it sends it: with the whole
list before or after, and killed in between, nobody gets the message twice."""
import collections, json, os, re, subprocess, unittest
from bench import FLOWMSG, Bench, Held, Server

REFUSED = json.dumps({"error": {"code": "unprocessable_entity", "description": "no"}}).encode()


class Unsent(Bench):
    def setUp(self):
        super().setUp()
        # What is printed begins with the program's name.
        os.mkdir(self.path("bin"))
        os.symlink(FLOWMSG, self.path("bin/flowmsg"))
        self.environment["PATH"] = self.path("bin") + ":" + os.environ["PATH"]

    def bytes(self, name):
        with open(self.path(name), "rb") as file:
            return file.read()

    def put(self, name, content):
        with open(self.path(name), "wb") as file:
            file.write(content)

    def refuse(self, *numbers):
        """An answer that refuses these numbers, and remembers in `got` who was not refused."""
        self.got, self.refused = collections.Counter(), set(numbers)

        def answer(handler, _):
            number = handler.path.split("/")[5]
            if number in self.refused:
                return 422, REFUSED
            self.got[number] += 1
            return 200, b"{}"
        return answer

    def send(self, server, count, *options, name="people.csv", file="u"):
        """Sends to a list that has bad rows; the command that is printed for the rest."""
        code, _, error = self.run_command(self.command(
            "--endpoint", server.address, "--confirm", str(count), "--max-failures", "100%", "--skip-invalid",
            "--unsent", file, *options, recipients=name))
        self.assertEqual(code, 3, error)
        return self.printed(error)

    def printed(self, error):
        return re.search(r"once corrected, they are sent by:\n  (.*)\n", error)[1]

    def shell(self, line, count):
        """A line, word for word, with the confirmation that no one can be asked for here."""
        return ["sh", "-c", f'exec {line} "$@"', "sh", "--confirm", str(count)]

    def test_rejects_in_every_encoding(self):
        """`render` and `send` keep the same bytes, in the encoding in which the rows came, so that they can be read again."""
        code, form, error = self.run_command([FLOWMSG, "compile", "--open", "m.flowmsg"])
        self.assertEqual(code, 0, error)
        self.write("m.open.json", form)
        lists = {"csv": "to,name\r\n593987000000,José\r\n12,Núñez\r\n593987000001,\r\n",
                 "ndjson": '{"to":"593987000000","name":"José"}\n{"to":"12","name":"Núñez"}\n{"to":"593987000001"}\n'}
        for text in lists.values():
            for encoding, codec in [("utf-8", "utf-8"), ("windows-1252", "cp1252"), ("latin1", "latin-1"), ("utf-16", "utf-16")]:
                self.put("people", text.encode(codec))
                options = ["--encoding", encoding, "--skip-invalid"]
                with open(self.path("people")) as people:
                    done = subprocess.run([FLOWMSG, "render", "m.open.json", *options, "--rejects", "r"], stdin=people,
                                          cwd=self.folder.name, capture_output=True)
                self.assertEqual((done.returncode, done.stdout.count(b"\n")), (0, 1), done.stderr)
                code, _, error = self.run_command(
                    self.command("--sandbox", *options, "--rejects", "s", "--confirm", "1", recipients="people"))
                self.assertEqual((code, self.bytes("r")), (0, self.bytes("s")), error)
                self.assertEqual(self.bytes("r").decode(codec).count("Núñez"), 1)
                # The same rows are as bad as they were.
                with open(self.path("r")) as people:
                    again = subprocess.run([FLOWMSG, "render", "m.open.json", *options, "--rejects", "r2"], stdin=people,
                                           cwd=self.folder.name, capture_output=True)
                self.assertEqual((again.stdout, self.bytes("r2")), (b"", self.bytes("r")), again.stderr)

    def test_who_is_taken_in_again_and_is_beyond_the_limit(self):
        """Stands where they stood: refused, and an exit that says so."""
        self.people(5)
        with Server(self.refuse("593987000001", "593987000003")) as server:
            command = self.command("--endpoint", server.address, "--max-failures", "100%", "--report", "r.csv")
            self.run_command([*command, "--confirm", "5"])
            self.refused = set()
            code, _, error = self.run_command(
                [*command, "--confirm", "1", "--resume", "--retry-refused", "--limit", "1"])
            states = [line.split(",")[2] for line in self.read("r.csv").splitlines()[1:]]
            self.assertEqual((code, states), (3, ["sent", "sent", "sent", "refused", "sent"]), error)
            code, _, error = self.run_command([*command, "--confirm", "1", "--resume", "--retry-refused"])
            self.assertEqual((code, sum(self.got.values()), len(self.got)), (0, 5, 5), error)

    def comes_back(self, content, expected, name="people.csv"):
        """A list comes back, without whom it was sent to; once more it comes back the same."""
        self.put(name, content)
        with Server(self.refuse("593987000002")) as server:
            line = self.send(server, 2, name=name)
            self.assertEqual(self.bytes("u"), expected)
            # What came back is a list: the refused row is sent, the reason replaced.
            code, _, error = self.run_command([*self.shell(line, 1), "--skip-invalid", "--unsent", "v"])
            self.assertEqual((code, self.bytes("v")), (3, expected), error)

    def test_csv_keeps_the_bytes_of_its_cells(self):
        head, rest = b'to ,"name",note\n', b'"593987000002","Bia ""B"" ", +x\n59398,Bad,\n'
        first, second = rest.splitlines()
        self.comes_back(
            head + b"593987000001,Ana,\n" + rest,
            head[:-1] + b",reason\n" + first + b',"refused: 422 unprocessable_entity"\n' + second
            + ",\"the phone number '•••98': it has 5 digits, expected 7 to 15 with the country code\"\n".encode())

    def test_mark_and_separator_stay(self):
        head = b"\xef\xbb\xbfsep=;\r\nto;name"
        self.comes_back(
            head + "\r\n593987000001;Ana\r\n593987000002;João\r\n593987000003;\r\n".encode(),
            head + b";reason\r\n593987000002;" + "João".encode() + b';"refused: 422 unprocessable_entity"\r\n'
            + b"593987000003;;\"'name' is empty and has no default\"\r\n")

    def test_an_earlier_reason_is_replaced(self):
        self.comes_back(
            b'to,name,reason\n593987000001,Ana,"old, and quoted"\n593987000002,Bia,=old\n593987000003,,\n',
            b'to,name,reason\n593987000002,Bia,"refused: 422 unprocessable_entity"\n'
            b"593987000003,,\"'name' is empty and has no default\"\n")

    def test_lines_of_json_stay(self):
        self.comes_back(
            b'{"to":"593987000001","name":"Ana"}\n{ "name" : "B\\u00eda", "to":"593987000002" , "x":[1, 2]}\n'
            b'{"to":"593987000003","name":7,"reason":"old"}\n',
            b'{ "name" : "B\\u00eda", "to":"593987000002" , "x":[1, 2],"reason":"refused: 422 unprocessable_entity"}\n'
            b'{"to":"593987000003","name":7,"reason":"\'name\': found a number, expected a string"}\n',
            name="people.ndjson")

    def test_both_orders(self):
        """Of twelve people two are refused, and a bad row is corrected in what came back as in the list."""
        everybody = {str(593987000000 + i) for i in range(12)} | {"5511987654321"}
        for order in ["rest first", "list first"]:
            with self.subTest(order), Server(self.refuse("593987000003", "593987000004")) as server:
                self.people(12)
                self.write("people.csv", self.read("people.csv") + "59398,Bad\n")
                line = self.send(server, 12)
                self.assertIn("--journal people.csv.flowmsg-journal --resume --retry-refused", line)
                self.write("u", self.read("u").replace("59398,", "5511987654321,"))
                # The list has the corrected number too, in the other spelling of the same person.
                self.write("people.csv", self.read("people.csv").replace("59398,", "+55 11 8765-4321,"))
                self.refused.clear()
                whole = self.command("--endpoint", server.address, "--resume", "--retry-refused", "--confirm")
                first, second = self.shell(line, 3), [*whole, "0"]
                if order == "list first":
                    first, second = [*whole, "3"], self.shell(line, 0)
                for command in [first, second]:
                    code, _, error = self.run_command(command)
                    self.assertEqual(code, 0, error)
                self.assertEqual(set(self.got.values()), {1})
                self.assertEqual({n.replace("551187654321", "5511987654321") for n in self.got}, everybody)
            os.remove(self.path("people.csv.flowmsg-journal"))

    def test_killed_in_between(self):
        """The first of the two is killed while its requests are on their way, whichever it is."""
        for order in ["rest first", "list first"]:
            with self.subTest(order), Held(first=20) as server:
                self.people(60)
                code, _, error = self.run_command(self.command(
                    "--endpoint", server.address, "--confirm", "10", "--limit", "10", "--unsent", "u"))
                self.assertEqual(code, 3, error)
                line = self.printed(error)
                whole = self.command("--endpoint", server.address, "--resume")
                commands = [lambda n: self.shell(line, n), lambda n: [*whole, "--confirm", str(n)]]
                if order == "list first":
                    commands.reverse()
                process = self.start(commands[0](50))
                self.until(server.is_holding, process)
                process.kill()
                process.communicate()
                server.opened.set()
                # How many are left, the refusal says; whoever was on their way is in doubt and not among them.
                _, _, error = self.run_command(commands[1](1))
                left = int(re.search(r"does not fit: (\d+) people", error)[1])
                self.assertTrue(60 - 20 - 16 <= left <= 40, left)
                code, _, error = self.run_command(commands[1](left))
                self.assertEqual(code, 3, error)
                code, _, error = self.run_command(commands[0](0))
                self.assertEqual(code, 3, error)
                self.until(lambda: len(server.taken) >= 20 + left)
                self.assertEqual(len(server.taken), len(set(server.taken)))
            os.remove(self.path("people.csv.flowmsg-journal"))


if __name__ == "__main__":
    unittest.main()
