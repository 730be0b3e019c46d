import FlowMsgCampaign
import FlowMsgRows
import FlowMsgSend
import Testing

/// Whom `--exclude` leaves out: everybody of a list, and of a report or journal those who have the message or may have it.
struct ExclusionListTests {
  private static let people: [UInt64] = [593_987_000_001, 593_987_000_002, 593_987_000_003, 593_987_000_004]

  /// Which of `people` a file leaves out, by their last digit.
  private func leftOut(_ file: MemoryFile, column: String? = nil) throws(RowsFailure) -> [UInt64] {
    var selection = Selection()
    selection.exclusions = [try ExclusionList.read(file, name: "x", column: column)]
    var judge = RowJudge(selection, key: nil)
    return Self.people.filter { judge.state(of: $0, row: 0).state == .leftOut }.map { $0 % 10 }
  }

  private func failure(_ file: MemoryFile, column: String? = nil) -> RowsFailure? {
    do throws(RowsFailure) {
      _ = try leftOut(file, column: column)
      return nil
    } catch {
      return error
    }
  }

  @Test(
    "lists, in each form",
    arguments: [
      "593987000001\n593987000003\n", "+593 98-700-0001\r\n\"593987000003\"\r\n", "\u{FEFF}593987000001\n593987000003",
      "to\n593987000001\n593987000003\n", "nome;to;state\nA;593987000001;x\nB;593987000003;sent\n",
      "sep=;\nto;nome\n593987000001;A\n593987000003;B\n",
      "{\"to\":\"593987000001\"}\n{\"nome\":1,\"to\":\"593987000003\"}\n",
    ])
  func lists(_ text: String) throws {
    #expect(try leftOut(MemoryFile(text)) == [1, 3])
  }

  @Test(
    "lists in other encodings",
    arguments: ["to;Endereço\n593987000001;São\n593987000003;x\n", "593987000001\n593987000003\n"])
  func encodings(_ text: String) throws {
    for encoding in [TextEncoding.utf16, .windows1252] {
      var encoder = TextEncoder(encoding)
      #expect(try leftOut(MemoryFile(encoder.encode(Array(text.utf8)))) == [1, 3])
    }
  }

  @Test("people, not spellings")
  func spellings() throws {
    var selection = Selection()
    selection.exclusions = [try ExclusionList.read(MemoryFile("5511987654321\n525512345678\n"), name: "x", column: nil)]
    var judge = RowJudge(selection, key: nil)
    for number in [551_187_654_321, 5_215_512_345_678] as [UInt64] {
      #expect(judge.state(of: number, row: 0).state == .leftOut)
    }
    #expect(judge.leftOut == 2 && judge.excludedCounts == [2])
  }

  @Test("a list with another column says how it is found, and that works")
  func columns() throws {
    let list = MemoryFile("Telefone;motivo\n593987000001;x\n593987000003;y\n")
    let failure = try #require(self.failure(list))
    #expect(failure.message == "'--exclude' x: the header has no column 'to'")
    #expect(failure.help.contains { $0.contains("'--column to=Telefone'") }, "\(failure.help)")
    #expect(try leftOut(list, column: "Telefone") == [1, 3])
    #expect(try ExclusionList.read(list, name: "x", column: "Telefone").usesColumn)
    // A list with the usual column needs no such option, and may come with one that is for another.
    let usual = try ExclusionList.read(MemoryFile("to\n593987000001\n"), name: "x", column: "Telefone")
    #expect(usual.count == 1 && !usual.usesColumn)
    #expect(try leftOut(MemoryFile("{\"Telefone\":\"593987000001\"}\n"), column: "Telefone") == [1])
  }

  @Test("a number that is none is an error, with its line and without its digits")
  func bad() throws {
    let failure = try #require(self.failure(MemoryFile("to\n593987000001\n12\n")))
    #expect(
      failure.message.hasPrefix("'--exclude' x: line 3: the phone number '12': it has 2 digits"), "\(failure.message)")
    // What begins like a list goes on like one.
    #expect(self.failure(MemoryFile("593987000001\nnobody\n"))?.message.contains("line 2") == true)
    #expect(self.failure(MemoryFile("593987000001;x\n")) != nil)
  }

  @Test("an empty list has nobody", arguments: ["", "\n\n", "to\n", "\u{FEFF}"])
  func empty(_ text: String) throws {
    #expect(try ExclusionList.read(MemoryFile(text), name: "x", column: nil).count == 0)
  }

  @Test("of a journal those who are sent, in doubt, or were on their way")
  func journals() throws {
    let states: [(UInt64, RowState.Kind)] = Array(zip(Self.people, [.sent, .refused, .inDoubt, .intent]))
    #expect(try leftOut(try JournalSamples.today(states)) == [1, 3, 4])
    #expect(try leftOut(try JournalSamples.today([(Self.people[0], .unsent)])) == [])
    #expect(try ExclusionList.read(try JournalSamples.today(states), name: "x", column: nil).count == 3)
  }

  @Test("a journal of version 1, a damaged, a cut and one that is being written are refused, with what to do")
  func refusedJournals() throws {
    let old = try #require(self.failure(JournalSamples.version1(rows: 4, [(0, .sent)])))
    #expect(old.message.contains("is of version 1, which knows rows and not people"), "\(old.message)")
    #expect(old.help.contains { $0.contains("'--resume' of it with the list as it was") })
    let whole = try JournalSamples.today([(Self.people[0], .sent), (Self.people[1], .sent)]).bytes
    #expect(failure(MemoryFile(Array(whole.dropLast(100))))?.message.contains("was cut") == true)
    var damaged = whole
    damaged[whole.count - 40] ^= 1
    #expect(failure(MemoryFile(damaged))?.message.contains("is damaged") == true)
    let live = try #require(self.failure(try JournalSamples.today([(Self.people[0], .sent)], isInUse: true)))
    #expect(live.message.contains("is in use by another process") && live.help == ["wait until that process has ended"])
  }
}
