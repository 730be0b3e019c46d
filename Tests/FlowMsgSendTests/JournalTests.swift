import FlowMsgEmit
import FlowMsgModel
import FlowMsgSend
import Testing

struct JournalTests {
  static func identity(
    _ word: String = "", endpoint: String = "e", bot: String = "b", sandbox: Bool = false, shard: UInt32 = 0
  ) -> JournalIdentity {
    let digest = { (text: String) in SHA256.digest(of: Array(text.utf8)) }
    return JournalIdentity(
      isSandbox: sandbox, message: digest(word), endpoint: digest(endpoint), bot: digest(bot), environment: digest(""),
      type: digest(""), shard: (shard, shard == 0 ? 0 : 4))
  }

  private static let claim = JournalClaim(mark: 7, list: SHA256.digest(of: [1]), rowCount: 10, people: 10)
  private static let date: Int64 = 1_764_000_000_123
  private static let digest = PersonDigest(key: JournalHeader(identity(), start: 0).key)

  /// People 0 to 3: sent, refused with what is known, not processed, and on its way. Three batches.
  private static func written(closed: Bool = true) throws -> [UInt8] {
    let store = MemoryStore()
    let journal = try Journal.begin(store, JournalHeader(identity(), start: date), claim)
    for row in UInt32(0)..<3 { journal.intend(digest(UInt64(row)), row: row, at: date) }
    try journal.commit()
    journal.add(RowState(Outcome(.sent, .answer, status: 200)), digest(0), at: date + 1000)
    var refused = Outcome(.refused, .answer, status: 422)
    (refused.field, refused.error) = (4, 4)
    journal.add(RowState(refused), digest(1), at: date + 2000)
    try journal.flush()
    journal.add(RowState(Outcome(.unsent, .timeout)), digest(2), at: date)
    journal.intend(digest(3), row: 3, at: date)
    if closed { try journal.close(at: date) } else { try journal.commit() }
    #expect(store.isPublished)
    return store.bytes
  }

  private func contents(_ bytes: [UInt8]) throws(JournalFault) -> JournalContents {
    try JournalContents(MemoryStore(bytes))
  }

  @Test func checksumsAreTheStandards() {
    var crc = CRC32()
    crc.update("123456789".utf8)
    #expect(crc.value == 0xCBF4_3926)
  }

  /// HMAC fills a short key up with zeros, so this is what any other program makes of the key `Jefe`.
  @Test func digestsAreHMAC() {
    let key = SHA256Digest(bytes: Array("Jefe".utf8) + [UInt8](repeating: 0, count: 28))
    #expect(PersonDigest(key: key)(593_987_654_321) == 0xC83C_2327_A5F5_8CBD)
  }

  @Test func readsWhatItWrote() throws {
    let contents = try contents(Self.written())
    let people = contents.people
    let state = { (person: UInt64) in people[Self.digest(person)]?.state ?? .pending }
    #expect(state(0).kind == .sent && state(0).status == 200)
    #expect(people[Self.digest(0)]?.time == UInt32((Self.date + 1000) / 1000))
    #expect(state(1).kind == .refused && state(1).field == 4 && state(1).error == 4 && state(1).status == 422)
    #expect(state(2).kind == .unsent && state(2).reason == .timeout && state(2).isOpen)
    #expect(state(3).kind == .inDoubt && state(3).reason == .killed)
    #expect(state(4) == .pending && people.count == 4)
    #expect(contents.isClosed && contents.missing == 0 && contents.claim.handedOut == 4)
    #expect(contents.header.start == Self.date && contents.span == Self.date...Self.date + 2000)
    #expect(contents.claim.mark == 7 && contents.claim.people == 10)
  }

  /// The numbers that journals keep are fixed, whatever happens to the tables.
  @Test func numbersOfFieldsAndErrorsDoNotChange() {
    let fields = Dictionary(uniqueKeysWithValues: Schema.fields.map { ($0.wireName, $0.number) })
    #expect(
      fields == [
        "title": 1, "text": 2, "caption": 3, "flow_name": 4, "flow_cta": 5, "screen": 6, "data": 7, "parameters": 8,
        "payload": 9, "type": 10, "botId": 11,
      ])
    let errors = Dictionary(uniqueKeysWithValues: Schema.errors.value.map { ($0.code, $0.number) })
    #expect(
      errors == [
        "message_could_not_be_send": 1, "unauthorized": 2, "forbidden_bot": 3, "bot_not_found": 4,
        "unprocessable_entity": 5, "internal_server_error": 6,
      ])
    for reason in Reason.allCases { #expect(RowState(.inDoubt, reason).reason == reason) }
  }

  @Test func goesOnWhereItStopped() throws {
    // Seven records: the last one is cut.
    let store = MemoryStore(Array(try Self.written(closed: false)[..<(3 * 4096 + 7 * 32 - 8)]))
    let before = try contents(store.bytes)
    // The intent of person 3 is claimed and cut off: whom it is about is for the list to say.
    #expect(before.missing == 1 && before.missingRows == 3..<4 && before.people[Self.digest(3)] == nil)
    let journal = try Journal.resume(store, before, Self.claim, doubts: [Self.digest(3)], at: Self.date)
    #expect(try contents(store.bytes).missing == 0)
    journal.intend(Self.digest(5), row: 5, at: Self.date)
    try journal.commit()
    journal.add(RowState(Outcome(.sent, .answer, status: 200)), Self.digest(5), at: Self.date)
    try journal.close(at: Self.date)
    let people = try contents(store.bytes).people
    #expect(people[Self.digest(5)]?.state.kind == .sent && people[Self.digest(0)]?.state.kind == .sent)
    #expect(people[Self.digest(3)]?.state == RowState(.inDoubt, .missing))
  }

  /// Cut once more where it was made up: the doubts are in the place of what an earlier claim has, and are not it.
  @Test func aJournalThatIsCutTwiceLacksAsMuch() throws {
    let store = MemoryStore()
    let journal = try Journal.begin(store, JournalHeader(Self.identity(), start: Self.date), Self.claim)
    journal.intend(Self.digest(1), row: 1, at: Self.date)
    try journal.commit()
    let blank = { (from: Int) in for place in from..<store.bytes.count { store.bytes[place] = 0 } }
    blank(3 * 4096)
    let cut = try contents(store.bytes)
    #expect(cut.missing == 1 && cut.missingRows == 1..<2)
    var claim = Self.claim
    claim.handedOut = 2
    _ = try Journal.resume(store, cut, claim, doubts: [Self.digest(1)], at: Self.date)
    #expect(try contents(store.bytes).missing == 0)
    blank(3 * 4096 + 32)
    let again = try contents(store.bytes)
    #expect(again.missing == 1 && again.missingRows == 0..<2)
  }

  @Test func whatIsNoJournalIsNamedAsWhatItIs() {
    let fault = { (bytes: [UInt8]) -> JournalFault? in
      do throws(JournalFault) {
        _ = try JournalContents(MemoryStore(bytes))
        return nil
      } catch { return error }
    }
    #expect(fault([]) == .empty && fault([UInt8](repeating: 0, count: 9000)) == .empty)
    #expect(fault(Array("to,nome\n".utf8)) == .notAJournal)
    #expect(fault(JournalHeader.magic + [9, 0, 0, 0] + [UInt8](repeating: 0, count: 600)) == .version(9))
    #expect(fault(JournalHeader.magic + [2, 0, 0, 0] + [UInt8](repeating: 0, count: 600)) == .damaged(offset: 0))
  }

  @Test func belongsToOneCampaign() {
    let own = Self.identity()
    for (other, fault) in [
      (Self.identity("x"), .otherMessage), (Self.identity(endpoint: "x"), .otherEndpoint),
      (Self.identity(sandbox: true), .otherEndpoint), (Self.identity(bot: "x"), .otherOption("bot")),
      (Self.identity(shard: 1), .otherOption("shard")),
    ] as [(JournalIdentity, JournalFault)] {
      #expect(own.difference(from: other) == fault && own != other)
    }
    #expect(own == Self.identity() && own.difference(from: own) == nil)
    #expect(own.isSameMessage(as: Self.identity(bot: "x", shard: 2)))
    #expect(!own.isSameMessage(as: Self.identity("x")) && !own.isSameMessage(as: Self.identity(sandbox: true)))
  }

  /// A claim is torn, as a crash in the middle of a sync may leave it: the other one, and all its records, are there.
  @Test func oneClaimMayBeTorn() throws {
    let bytes = try Self.written(closed: false)
    for place in [4096 + 30, 8192 + 30] {
      var torn = bytes
      torn[place] ^= 0x10
      let people = try contents(torn).people
      #expect(people[Self.digest(0)]?.state.kind == .sent && people[Self.digest(3)]?.state.kind == .inDoubt)
    }
    var both = bytes
    for place in [4096 + 30, 8192 + 30] { both[place] ^= 0x10 }
    #expect(throws: JournalFault.damaged(offset: 4096)) { try contents(both) }
  }
}
