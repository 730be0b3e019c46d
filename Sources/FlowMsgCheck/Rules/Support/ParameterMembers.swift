import FlowMsgModel
import FlowMsgText

extension ResolvedMessage {
  /// The members of `parameters` whose keys `isWanted`: their nodes, in order.
  func parameters(where isWanted: (UnsafeBufferPointer<UInt8>) -> Bool) -> [Int] {
    guard let node = message[Schema.parameters], message.tape.nodes[node].kind == .object else { return [] }
    var found: [Int] = []
    for member in message.tape.children(of: node)
    where message.tape.nodes[member].kind == .member && isWanted(message.tape.bytes(of: member)) {
      found.append(member)
    }
    return found
  }

  /// The value of a member; nil where it could not be put together.
  func value(ofMember member: Int) -> Int? {
    member + 1 < Int(message.tape.nodes[member].next) ? member + 1 : nil
  }

  /// Whether the value of a member is written beside its key: an argument or a let is not, and a fix that fits the member
  /// need not fit it.
  func isWritten(_ value: Int, besideKeyOf member: Int) -> Bool {
    let (key, own) = (location(of: member), place(of: value))
    return !own.isName && key.file == own.location.file && key.range.end <= own.location.range.start
  }

  /// The member of `parameters` that says that the Flow's endpoint picks the screen, if there is one.
  var dataExchangeMember: Int? {
    guard isDataExchange else { return nil }
    return parameters { $0.elementsEqual(Schema.dataExchange.value.member.utf8) }.first
  }

  /// Where `field` has an object that is whole and holds nothing: its own, or one that is written over another.
  func emptyObjects(_ field: FieldID) -> [SourceLocation] {
    let hidden = hiddenEmpty.filter { $0.field == field }.map(\.place)
    guard let node = message[field], message.tape.nodes[node].kind == .object,
      Int(message.tape.nodes[node].next) == node + 1, !statements[Int(field.rawValue)].isDamaged
    else { return hidden }
    return hidden + [location(of: node)]
  }
}

/// The members of `parameters` that are known.
enum KnownMembers {
  /// The names on the wire of what statements write in `parameters`, each with its statement.
  static let ofStatements: [(name: String, statement: String)] =
    Schema.layout.parts(of: .parameters).compactMap { part in
      switch part {
      case .field(let field): Schema[field].statement.map { (Schema[field].wireName, $0) }
      case .members: nil
      // What is in it is written by the statement of its first field.
      case .container(let inner):
        Schema.layout.steps.first { $0.container == inner }.flatMap { step in
          Schema[step.field].statement.map { (inner.name, $0) }
        }
      }
    }

  /// All of them, each once.
  static let names: [String] =
    ofStatements.map(\.name) + [Schema.token.value, Schema.dataExchange.value.member]
    + Schema.olderMembers.value.filter { $0 != Schema.dataExchange.value.member }

  /// The statement that writes the member `name`, if one does.
  static func statement(of name: String) -> String? { ofStatements.first { $0.name == name }?.statement }
}
