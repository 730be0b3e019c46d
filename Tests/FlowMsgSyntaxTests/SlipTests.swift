import FlowMsgSyntax
import FlowMsgText
import Testing

/// One slip damages one declaration, and is few findings.
@Suite struct SlipTests {
  static let declarations = [
    "let loja = { nome: \"Aurora\", horas: [8, 18], cidade: cidade.nome }\n",
    "type Slot = {\n  id: string(min: 1, max: 8)\n  turno?: \"dia\" | \"noite\"\n  extras: [integer](max: 3)\n}\n",
    """
    message ola(nome: string = "Ana") {
      title "Olá"
      text \"""
        Complete este {nome}
        para começar
        \"""
      screen INICIO { lista: [{ id: "a", ok: true }] }
      in es { title "Hola", cta "Empezar" }
    }

    """,
    "bot avisos {\n  id staging \"avisos-prueba\"\n  provider gupshup_capi\n}\n",
    "flow agenda {\n  screen INICIO { a: string, b: [Slot] }\n  screen FIM\n}\n",
  ]

  struct Slip {
    var text: [UInt8]
    var what: String
    var kinds: [SyntaxFaultKind]
    /// The other declarations that it damages.
    var others: [Int]
  }

  /// Every single-token change in every declaration, in the middle of the others.
  static let slips: [Slip] = {
    let all = Reading(declarations.joined())
    let names = all.declared
    var result: [Slip] = []
    for (k, extent) in all.outline.extents.enumerated() {
      let ranges = all.trees[k].tokens.filter { $0.kind != .end }.map(\.range)
      for change in all.bytes.singleTokenChanges(ranges) {
        let reading = Reading(change.bytes)
        let others = names.indices.filter { $0 != k }.filter { other in
          !zip(reading.declared, reading.trees).contains { $0 == names[other] && $1.faults.isEmpty }
        }
        let token = all.source(ranges[change.token])
        result.append(
          Slip(
            text: change.bytes, what: "\(extent.kind): \(token.debugDescription) \(change.change)",
            kinds: reading.kinds, others: Array(others)))
      }
    }
    return result
  }()

  @Test func theSourceIsSound() {
    #expect(Reading(Self.declarations.joined()).kinds == [])
  }

  /// The exceptions are the line breaks between two declarations: without one, the next is no declaration but more than
  /// the first one takes.
  @Test func oneSlipDamagesOneDeclaration() {
    let spreading = Self.slips.filter { !$0.others.isEmpty }
    print("single-token changes in 5 declarations: \(Self.slips.count), damaging another one: \(spreading.count)")
    for slip in spreading {
      #expect(slip.others.count == 1 && slip.kinds == [.unexpected], "\(slip.what) damages \(slip.others)")
      let isLineBreak = slip.what.hasSuffix("\"\\n\" without") || slip.what.hasSuffix("\"}\" swapped")
      #expect(isLineBreak, "\(slip.what) damages \(slip.others)")
    }
    #expect(spreading.count <= 2 * (Self.declarations.count - 1))
  }

  @Test func oneSlipIsFewFindings() {
    let faulty = Self.slips.filter { !$0.kinds.isEmpty }
    let average = Double(faulty.reduce(0) { $0 + $1.kinds.count }) / Double(faulty.count)
    print("findings per faulty change: \(average) (\(faulty.count) of \(Self.slips.count) changes are faulty)")
    #expect(average < 1.2)
    for slip in faulty { #expect(slip.kinds.count <= 4, "\(slip.what): \(slip.kinds)") }
  }
}
