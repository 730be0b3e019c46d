import FlowMsgModel
import FlowMsgCheck
import Testing

/// What the scanner finds in `text`: closed marks as they are, others as `?` and what follows them on their line.
private func marks(_ text: String) -> [String] {
  let bytes = Array(text.utf8)
  return bytes.withUnsafeBufferPointer(TextMarks.find).map { mark in
    let end = mark.end ?? bytes[mark.start...].firstIndex(of: 0x0A) ?? bytes.count
    return (mark.end == nil ? "?" : "") + String(decoding: bytes[mark.start..<end], as: UTF8.self)
  }
}

private let closedMarks: [(String, [String])] = [
  ("*Olá*", ["*Olá*"]),
  ("guardado por *24 horas*.", ["*24 horas*"]),
  ("_itálico_ e ~riscado~ e `code`", ["_itálico_", "~riscado~", "`code`"]),
  ("*_ambos_*", ["*_ambos_*", "_ambos_"]),
  ("*a _b* c_", ["*a _b*", "_b* c_"]),
  ("(*sim*)", ["*sim*"]),
  ("¡*hoy*!", ["*hoy*"]),
  ("🔥*oferta*🔥", ["*oferta*"]),
  ("❤️*oferta*❤️", ["*oferta*"]),
  ("*Nome:* Ana", ["*Nome:*"]),
  ("*sim*/não", ["*sim*"]),
  ("*🛒*", ["*🛒*"]),
  ("* *item* da lista", ["*item*"]),
  ("*a b *c*", ["*a b *c*"]),
  ("*https://x.y/a_b_c*", ["*https://x.y/a_b_c*"]),
  ("_veja https://x.y/a_b_", ["_veja https://x.y/a_b_"]),
  ("`a *b _c`", ["`a *b _c`"]),
  ("```a\n*b\nc```", ["```a\n*b\nc```"]),
  ("*um*\n*dois*", ["*um*", "*dois*"]),
  ("*snake_case*", ["*snake_case*"]),
  ("*Olá\u{A0}*mundo*", ["*Olá\u{A0}*mundo*"]),
]

private let unclosedMarks: [(String, [String])] = [
  ("por *24 horas.", ["?*24 horas."]),
  ("*negrito\nseguido*", ["?*negrito"]),
  ("*negrito *", ["?*negrito *"]),
  ("*Olá*mundo", ["?*Olá*mundo"]),
  ("*a* e *b", ["*a*", "?*b"]),
  ("*50% OFF hoje", ["?*50% OFF hoje"]),
  ("_itálico e ~riscado", ["?_itálico e ~riscado", "?~riscado"]),
  ("fim `code", ["?`code"]),
  ("```a\nb", ["?```a"]),
  ("*a\n*b*", ["?*a", "*b*"]),
  ("*a\r\nb", ["?*a\r"]),
  ("(*atenção)", ["?*atenção)"]),
  ("🔥*oferta", ["?*oferta"]),
]

private let plainTexts: [String] = [
  "", "*", "``", "```", "5 * 3", "5*3*2", "2 *3", "2 *3 = 6", "ligue *144# já", "final *1234 foi", "`", "~",
  "snake_case", "a_b_c", "* item", "*\u{A0}item", "- item",
  "https://x.y/a_b_", "https://x.y/_a/*b", "http://x.y/~ana", "x.com/~ana", "www.x.com/?_a=*b", "ana_silva_@x.com",
  "_ana@x.com", "@_maria", "#promo_", "#_promo", "****", "final ****1234", "final *1234", "ligue *144#", "Nome: ____",
  "__init__", "**negrito**", "~30 minutos", "~R$ 30", "8h~10h", "R$ 99*", "R$ 99*\n*Válido até 31/12", "(*) válido",
  "*.pdf", "^_^", ">_<", "*-*", "*_*", "¬_¬", ":*", "d`água", "é*a*b", "e\u{301}*a*b", "_ _", "* *", "ç_a_",
]

struct MarksTests {
  @Test(arguments: closedMarks)
  func closed(_ text: String, _ expected: [String]) {
    #expect(marks(text) == expected)
  }

  @Test(arguments: unclosedMarks)
  func unclosed(_ text: String, _ expected: [String]) {
    #expect(marks(text) == expected)
  }

  @Test(arguments: plainTexts)
  func none(_ text: String) {
    #expect(marks(text) == [])
  }
}
