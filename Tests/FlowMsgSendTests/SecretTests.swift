import FlowMsgSend
import Testing

@Suite("Secrets in answers")
struct SecretTests {
  private let secrets = SecretForms(["pa:ss\"w/rd+é", "Y2xpZW50Onh5eg", "abc", ""].map { Array($0.utf8) })

  @Test(
    "what is a secret, or six bytes of one, is hidden, and nothing else",
    arguments: [
      ("bad header Basic Y2xpZW50Onh5eg== there", "bad header Basic •••== there"),
      ("Y2xpZW50 and W50Onh5eg", "••• and •••"), ("Y2xpZ is too little", "Y2xpZ is too little"),
      ("the key pa:ss\"w/rd+é.", "the key •••."), ("xabcx ab", "x•••x ab"),
      ("flow_cta is too long", "flow_cta is too long"),
      ("", ""), ("Y2xpZW50Onh5egY2xpZW50Onh5eg", "•••"),
    ])
  func hides(_ text: String, _ shown: String) { #expect(secrets.hidden(in: text) == shown) }

  @Test("an answer's message has none, wherever they stand and however the digits in them are hidden")
  func answers() {
    let digits = SecretForms([Array("12345678x87654321".utf8)])
    let answer = APIAnswer(
      Array(#"{"error":{"description":"got \u0031\u0032345678x87654321, no"}}"#.utf8), hiding: digits)
    #expect(answer.message == "got •••, no")
    let long = String(repeating: "é", count: 290) + "12345678x87654321"
    #expect(APIAnswer(Array("[\"\(long)\"]".utf8), hiding: digits).message.hasSuffix("é•••"))
    #expect(APIAnswer(Array("[\"say 12345\"]".utf8)).message == "say 12345")
  }
}
