/// A JSON document that the program builds itself: schemas, manifests, reports. Members keep their order.
///
/// What is read from files is never held so (`JSONDocument` is flat and knows spans); these values are as deep as the
/// code that builds them, so printing them may recurse.
package enum JSONValue: Hashable, Sendable {
  /// An object.
  case object([Member])
  /// A list.
  case array([JSONValue])
  /// A string.
  case string(String)
  /// A number, digit for digit.
  case number(String)
  /// `true` or `false`.
  case bool(Bool)
  /// `null`.
  case null

  /// A member of an object.
  package struct Member: Hashable, Sendable {
    /// The key.
    package var key: String
    /// The value.
    package var value: JSONValue

    /// `key: value`.
    package init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// The object of these members, in this order.
  package static func object(_ members: [(String, JSONValue)]) -> JSONValue {
    .object(members.map { Member($0.0, $0.1) })
  }

  /// A string, or `null` for nil.
  package static func optional(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

  /// The first member called `key`, of an object that has one.
  package subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The item at `index`, of a list that has one.
  package subscript(index: Int) -> JSONValue? {
    guard case .array(let items) = self, items.indices.contains(index) else { return nil }
    return items[index]
  }

  /// The document as bytes, with the line feed at its end that `.pretty` has.
  package func bytes(_ layout: JSONLayout) -> [UInt8] {
    let buffer = OutputBuffer(chunkSize: 1 << 14)
    var writer = JSONWriter(buffer, layout)
    buffer.beginRecord()
    writer.write(self)
    writer.endDocument()
    return Array(buffer.record)
  }

  /// The document as text; see `bytes`.
  package func text(_ layout: JSONLayout) -> String { String(decoding: bytes(layout), as: UTF8.self) }
}

extension JSONWriter {
  /// Writes a value that the program built.
  package mutating func write(_ value: JSONValue) {
    switch value {
    case .object(let members):
      beginObject()
      for member in members {
        key(member.key)
        write(member.value)
      }
      endObject()
    case .array(let items):
      beginArray()
      for item in items { write(item) }
      endArray()
    case .string(let text): string(text)
    case .number(var digits): digits.withUTF8 { number(UnsafeRawBufferPointer($0)) }
    case .bool(let value): bool(value)
    case .null: null()
    }
  }
}

extension JSONValue: ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByNilLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// A string.
  package init(stringLiteral value: String) { self = .string(value) }
  /// A whole number.
  package init(integerLiteral value: Int) { self = .number(String(value)) }
  /// `true` or `false`.
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  /// `null`.
  package init(nilLiteral: ()) { self = .null }
  /// A list.
  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  /// An object, its members in the order written.
  package init(dictionaryLiteral elements: (String, JSONValue)...) { self = .object(elements) }
  /// A whole number.
  package init(_ value: Int) { self = .number(String(value)) }
}
