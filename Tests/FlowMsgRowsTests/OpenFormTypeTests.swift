import FlowMsgEmit
import FlowMsgJSON
import FlowMsgModel
import FlowMsgRows
import Testing

/// The types of an open form: what each kind writes is read as that kind, and described by the schema.
@Suite struct OpenFormTypeTests {
  /// A parameter of each kind that can be written, with bounds where it has some.
  private static func message() -> CompiledMessage {
    var contracts = Contracts()
    let choice = contracts.intern(Array("a".utf8))
    contracts.choices.append(choice)
    let item = contracts.add(TypeNode(.string, origin: Origin(0, 0, 0)))
    let key = contracts.intern(Array("k".utf8))
    contracts.fields.append(TypeField(key: key, type: item, isOptional: true, origin: Origin(0, 0, 0)))
    var parameters: [CompiledParameter] = []
    for kind in TypeKind.allCases where kind.facts.schema != nil {
      var type = TypeNode(kind, origin: Origin(0, 0, 0))
      if kind.facts.content == .items { type.first = item }
      if kind.facts.content != .scalar || kind == .oneOf { type.count = 1 }
      if kind.facts.bounds != .none {
        type.minimum = contracts.intern(Array("2".utf8))
        type.maximum = contracts.intern(Array("7".utf8))
      }
      parameters.append(CompiledParameter(name: "\(kind)", type: Int(contracts.add(type)), defaultNode: nil))
    }
    var message = CompiledMessage(name: "m", parameters: parameters, example: nil, types: contracts)
    message.variants = [CompiledVariant(locale: nil, listed: nil, bot: nil, values: Message(), choices: [])]
    return message
  }

  @Test func whatIsWrittenIsRead() throws {
    let message = Self.message()
    let form = try OpenForm(reading: OpenFormWriter.document(message).bytes(.compact))
    for (parameter, type) in zip(message.parameters, form.types.parameters) {
      #expect(type.name == parameter.name)
      let own = message.types.types[parameter.type]
      #expect(type.type.kind == own.kind)
      #expect(type.type.least == own.least)
      #expect(type.type.most == own.most)
      #expect(type.type.count == own.count)
    }
    #expect(form.types.parameters.count == message.parameters.count)
  }

  @Test func everyKindIsDescribed() {
    let document = OpenDocument.value()
    guard case .array(let types)? = document["$defs"]?["type"]?["anyOf"] else {
      Issue.record("no types")
      return
    }
    #expect(types.count == TypeKind.allCases.count { $0.facts.schema != nil })
  }
}
