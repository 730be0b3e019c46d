import FlowMsgJSON

/// Whether two open forms differ in nothing but how long the texts are that their parameters take.
///
/// The bound that a finding asks for is to be in the form; what it must not change is a body, nor what else fills it.
enum FormComparison {
  private static let bounds = ["minLength", "maxLength"]

  /// Whether the documents are the same but for lengths; what is no open form is the same only byte by byte.
  static func areAlike(_ a: some Collection<UInt8>, _ b: some Collection<UInt8>) -> Bool {
    guard let a = form(a), let b = form(b) else { return false }
    return a == b
  }

  private static func form(_ bytes: some Collection<UInt8>) -> JSONValue? {
    let document = JSONReader.read(Array(bytes))
    guard document.syntaxFault == nil, let root = document.root, case .object(let members) = document.jsonValue(root)
    else { return nil }
    return .object(
      members.map { member in
        member.key == "parameters" ? JSONValue.Member(member.key, withoutLengths(member.value)) : member
      })
  }

  /// A schema without the lengths of its texts, at any depth; `default` and `enum` hold values and no schemas.
  private static func withoutLengths(_ schema: JSONValue) -> JSONValue {
    guard case .object(let members) = schema else { return schema }
    return .object(
      members.compactMap { member in
        switch (member.key, member.value) {
        case (let key, _) where bounds.contains(key): nil
        case ("items", let item): JSONValue.Member(member.key, withoutLengths(item))
        case ("properties", .object(let properties)):
          JSONValue.Member(
            member.key, .object(properties.map { JSONValue.Member($0.key, withoutLengths($0.value)) }))
        default: member
        }
      })
  }
}
