import FlowMsgText
import Testing

struct SuggestionTests {
  static let statements = ["title", "text", "caption", "flow", "cta", "screen", "payload", "type", "bot"]

  @Test(
    arguments: [
      ("titel", "title"), ("titulo", "title"), ("txt", "text"), ("Title", "title"), ("captoin", "caption"),
      ("scren", "screen"), ("paylod", "payload"), ("flwo", "flow"), ("CTA", "cta"), ("tpye", "type"),
    ])
  func near(_ word: String, _ wanted: String) {
    #expect(suggestion(for: word, among: Self.statements) == wanted)
  }

  @Test(arguments: ["", "x", "header", "body", "banana", "ctaption of all", "titleeeeee"])
  func far(_ word: String) {
    #expect(suggestion(for: word, among: Self.statements) == nil)
  }

  @Test func neverTheWordItself() {
    #expect(suggestion(for: "title", among: ["title"]) == nil)
    #expect(suggestion(for: "title", among: ["title", "titles"]) == "titles")
  }

  @Test func caseBeforeDistance() {
    #expect(suggestion(for: "Cart", among: ["Carp", "CART"]) == "CART")
  }

  @Test func firstOfEquals() {
    #expect(suggestion(for: "cant", among: ["cart", "cast"]) == "cart")
    #expect(suggestion(for: "cant", among: ["xant1", "cast", "cart"]) == "cast")
  }

  @Test func countsScalars() {
    #expect(suggestion(for: "titulo", among: ["título"]) == "título")
    #expect(suggestion(for: "ão", among: ["ao"]) == "ao")
  }
}
