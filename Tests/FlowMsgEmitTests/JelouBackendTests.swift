import FlowMsgEmit
import FlowMsgJSON
import FlowMsgModel
import Testing

/// Builds messages by hand.
extension Message {
  static let nowhere = Origin(0, 0, 0)

  func set(_ field: FieldID, _ value: JSONValue) {
    let node = tape.nodes.count
    append(value)
    self[field] = node
  }

  private func append(_ value: JSONValue) {
    switch value {
    case .object(let members):
      let node = tape.append(.object, Message.nowhere)
      for member in members {
        let key = tape.append(.member, Message.nowhere, Array(member.key.utf8))
        append(member.value)
        tape.close(key)
      }
      tape.close(node)
    case .array(let items):
      let node = tape.append(.array, Message.nowhere)
      for item in items { append(item) }
      tape.close(node)
    case .string(let text): tape.append(.string, Message.nowhere, Array(text.utf8))
    case .number(let digits): tape.append(.number, Message.nowhere, Array(digits.utf8))
    case .bool(let value): tape.append(value ? .true : .false, Message.nowhere)
    case .null: tape.append(.null, Message.nowhere)
    }
  }

  /// The message of the API's documentation.
  static var documented: Message {
    let message = Message()
    // In another order than the body's: the table decides, not the source.
    message.set(Schema.screen, "RECOMMEND")
    message.set(Schema.cta, "Iniciar Fluxo")
    message.set(Schema.flow, "fluxo_de_boas_vindas")
    message.set(Schema.caption, "Jelou")
    message.set(Schema.text, "Complete este fluxo para começar")
    message.set(Schema.title, "Olá")
    return message
  }
}

@Suite struct JelouBackendTests {
  static func body(_ message: Message, _ layout: JSONLayout = .compact) -> String {
    let buffer = OutputBuffer()
    var backend = JelouBackend(layout)
    let place = backend.writeRecord(message, to: buffer)
    let chunks = buffer.takeChunks()
    return String(decoding: chunks[place.chunk].bytes[place.range], as: UTF8.self)
  }

  @Test func theDocumentedMessageCompact() {
    let expected =
      #"{"title":"Olá","text":"Complete este fluxo para começar","caption":"Jelou","#
      + #""parameters":{"flow_name":"fluxo_de_boas_vindas","flow_cta":"Iniciar Fluxo","#
      + #""flow_action_payload":{"screen":"RECOMMEND"}}}"#
    #expect(Self.body(.documented) == expected)
  }

  @Test func theDocumentedMessagePretty() {
    let expected = """
      {
        "title": "Olá",
        "text": "Complete este fluxo para começar",
        "caption": "Jelou",
        "parameters": {
          "flow_name": "fluxo_de_boas_vindas",
          "flow_cta": "Iniciar Fluxo",
          "flow_action_payload": {
            "screen": "RECOMMEND"
          }
        }
      }

      """
    #expect(Self.body(.documented, .pretty) == expected)
  }

  @Test func everyFieldStandsAtItsPlace() {
    let message = Message.documented
    message.set(Schema.payload, ["campaign": "cart", "wave": 3, "none": nil])
    message.set(Schema.parameters, ["flow_token": "t", "z": [:], "a": []])
    message.set(Schema.data, ["n": .number("1.10"), "l": [true, [false, ["k": "v"]], "end"], "m": 1])
    message.set(Schema.type, "special")
    message.set(Schema.bot, "br")
    let expected =
      #"{"title":"Olá","text":"Complete este fluxo para começar","caption":"Jelou","#
      + #""parameters":{"flow_name":"fluxo_de_boas_vindas","flow_cta":"Iniciar Fluxo","flow_action_payload":"#
      + #"{"screen":"RECOMMEND","data":{"n":1.10,"l":[true,[false,{"k":"v"}],"end"],"m":1}},"#
      + #""flow_token":"t","z":{},"a":[]},"payload":{"campaign":"cart","wave":3,"none":null}}"#
    #expect(Self.body(message) == expected)
  }

  @Test func whatIsAbsentIsLeftOut() {
    let message = Message()
    #expect(Self.body(message) == "{}")
    message.set(Schema.parameters, [:])
    #expect(Self.body(message) == "{}")
    message.set(Schema.payload, ["a": 1])
    #expect(Self.body(message) == #"{"payload":{"a":1}}"#)
    message.set(Schema.parameters, ["flow_action": "data_exchange"])
    #expect(Self.body(message) == #"{"parameters":{"flow_action":"data_exchange"},"payload":{"a":1}}"#)
    message.set(Schema.data, ["b": 2])
    let expected =
      #"{"parameters":{"flow_action_payload":{"data":{"b":2}},"flow_action":"data_exchange"},"payload":{"a":1}}"#
    #expect(Self.body(message) == expected)
  }

  @Test func nothingOfWhatIsBrokenIsWritten() {
    let message = Message()
    message.set(Schema.parameters, ["bad": [1, 2], "good": 1])
    message.set(Schema.payload, ["bad": ["x": 1], "list": [1, 2, 3], "good": 2])
    message.set(Schema.title, "title")
    for node in message.tape.nodes.indices {
      let isValueOfBad =
        node > 0 && message.tape.nodes[node - 1].kind == .member && message.tape.string(of: node - 1) == "bad"
      let isTwoInList = message.tape.nodes[node].kind == .number && message.tape.nodes[node - 1].kind == .number
      if isValueOfBad || (isTwoInList && message.tape.string(of: node) == "2")
        || message.tape.nodes[node].kind == .string
      {
        message.tape.breakNode(node)
      }
    }
    #expect(Self.body(message) == #"{"parameters":{"good":1},"payload":{"list":[1,3],"good":2}}"#)
  }

  @Test func depthNeedsNoCallStack() {
    let message = Message()
    var nodes: [Int] = []
    let root = message.tape.append(.object, Message.nowhere)
    nodes.append(message.tape.append(.member, Message.nowhere, Array("deep".utf8)))
    for _ in 0..<100_000 { nodes.append(message.tape.append(.array, Message.nowhere)) }
    for node in nodes.reversed() { message.tape.close(node) }
    message.tape.close(root)
    message[Schema.payload] = root
    let brackets = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
    #expect(Self.body(message) == #"{"payload":{"deep":"# + brackets + "}}")
  }

  @Test func oneBackendServesManyMessages() {
    let buffer = OutputBuffer(chunkSize: 300)
    var backend = JelouBackend(.compact)
    let places = (0..<50).map { number in
      let message = Message.documented
      message.set(Schema.payload, ["n": JSONValue(number)])
      return Array("m\(number).es".utf8).withUnsafeBytes { backend.writeLine($0, message, to: buffer) }
    }
    let chunks = buffer.takeChunks()
    let body = Self.body(.documented).dropLast()
    for (number, place) in places.enumerated() {
      let line = String(decoding: chunks[place.chunk].bytes[place.range], as: UTF8.self)
      #expect(line == "{\"output\":\"m\(number).es\",\"body\":\(body),\"payload\":{\"n\":\(number)}}}\n")
    }
  }
}
