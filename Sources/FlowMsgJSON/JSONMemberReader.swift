/// Typed reading of a document's members, for readers of one kind of document that each fail in their own way.
package protocol JSONMemberReader {
  /// Why a document cannot be used.
  associatedtype Failure: Error

  /// What is read.
  var document: JSONDocument { get }

  /// The failure that says `message` of the node at index `node`.
  func failure(_ message: String, _ node: Int) -> Failure
}

extension JSONMemberReader {
  /// The value of the member `key`, which has to be there.
  package func member(_ key: String, of object: Int) throws(Failure) -> Int {
    guard document[object].kind == .object else {
      throw failure("found \(document[object].kind.name), expected an object", object)
    }
    guard let value = document.value(key, of: object) else { throw failure("the member \"\(key)\" is missing", object) }
    return value
  }

  /// The text of the member `key`, a string.
  package func string(_ key: String, of object: Int) throws(Failure) -> String {
    let node = try member(key, of: object)
    guard let text = document.stringValue(node) else {
      throw failure("found \(document[node].kind.name) as \"\(key)\", expected a string", node)
    }
    return text
  }

  /// The text of the member `key`, or nil where it is null.
  package func optionalString(_ key: String, of object: Int) throws(Failure) -> String? {
    let node = try member(key, of: object)
    return document[node].kind == .null ? nil : try string(key, of: object)
  }

  /// The items of the member `key`, an array.
  package func items(_ key: String, of object: Int) throws(Failure) -> JSONDocument.Children {
    let node = try member(key, of: object)
    guard document[node].kind == .array else {
      throw failure("found \(document[node].kind.name) as \"\(key)\", expected an array", node)
    }
    return document.children(of: node)
  }

  /// The texts of the member `key`, an array of strings.
  package func strings(_ key: String, of object: Int) throws(Failure) -> [String] {
    var found: [String] = []
    for item in try items(key, of: object) {
      guard let text = document.stringValue(item) else {
        throw failure("found \(document[item].kind.name) in \"\(key)\", expected a string", item)
      }
      found.append(text)
    }
    return found
  }
}
