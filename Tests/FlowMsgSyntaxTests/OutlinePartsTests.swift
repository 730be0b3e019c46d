import FlowMsgSyntax
import FlowMsgText
import Testing

/// A file that is cut in parts on several threads has the outline of the whole, or the parts say that they do not join.
@Suite struct OutlinePartsTests {
  static let text = """
    // A library.
    let a = \"\"\"
    message not_one {
    \"\"\"

    /// The first.
    message one {
      title "message two {"
    }

    // Between.

    message two {
      text \"\"\"
        message inside
        \"\"\"
      screen CART { items: [
    message three { title "é" }
    message four like three
    // The end.
    """

  private static func same(_ a: Outline, _ b: Outline) -> Bool {
    a.extents.count == b.extents.count && a.faults.count == b.faults.count && a.hasBuilt == b.hasBuilt
      && zip(a.extents, b.extents).allSatisfy {
        $0.kind == $1.kind && $0.range == $1.range && $0.name == $1.name && $0.head == $1.head
          && $0.isPlain == $1.isPlain
      }
  }

  /// The outline keeps brackets in one word up to a depth, and elsewhere beyond it.
  @Test(arguments: [1, 31, 32, 33, 64, 200])
  func bracketsOfAnyDepthEndWhereTheyEnd(_ depth: Int) {
    // What begins with a letter is a declaration of its own where nothing is open any more.
    let nested = String(repeating: "[{(", count: depth) + String(repeating: "\n)}]\nx", count: depth - 1) + "\n)}]"
    let bytes = Array("let a = \(nested)\nlet b = 1\n".utf8)
    #expect(Outline(bytes.span).extents.map(\.kind) == [.let, .let])
    let unclosed = Array("let a = \(String(nested.dropLast()))\nmessage m {\n}\n".utf8)
    #expect(Outline(unclosed.span).extents.map(\.kind) == [.let, .message])
  }

  @Test func partsJoinToTheWholeOrNot() throws {
    let bytes = Array(Self.text.utf8)
    let whole = Outline(bytes.span)
    #expect(whole.extents.filter { $0.kind == .message }.count == 4)
    #expect(whole.extents.filter { !$0.isPlain }.count == 1)
    var joined = 0
    for offset in bytes.indices {
      guard let cut = Outline.cut(bytes.span, near: offset), cut > 0 else { continue }
      let parts = [
        Outline(part: bytes.span, from: 0, to: cut), Outline(part: bytes.span, from: cut, to: bytes.count),
      ]
      guard let outline = Outline.join(parts) else { continue }
      joined += 1
      #expect(Self.same(outline, whole), "cut at \(cut)")
    }
    #expect(joined > 100)
  }

  @Test func aGuessInsideAStringDoesNotJoin() throws {
    let bytes = Array(Self.text.utf8)
    let guess = Outline.cut(bytes.span, near: 0)
    let cut = try #require(guess)
    #expect(String(decoding: bytes[cut...].prefix(15), as: UTF8.self) == "message not_one")
    let parts = [Outline(part: bytes.span, from: 0, to: cut), Outline(part: bytes.span, from: cut, to: bytes.count)]
    #expect(Outline.join(parts) == nil)
  }
}
