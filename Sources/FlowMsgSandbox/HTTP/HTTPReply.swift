import FlowMsgModel

/// An answer to a request.
struct HTTPReply: Sendable {
  /// The status.
  var status: Int
  /// What the content is; nil where there is none.
  var contentType: StaticString?
  /// The content.
  var content: [UInt8] = []
  /// Further header fields.
  var fields: [(name: StaticString, value: String)] = []

  /// An answer with JSON in it.
  static func json(_ status: Int, _ content: [UInt8]) -> HTTPReply {
    HTTPReply(status: status, contentType: "application/json", content: content)
  }

  /// An answer.
  init(
    status: Int, contentType: StaticString? = nil, content: [UInt8] = [],
    fields: [(name: StaticString, value: String)] = []
  ) {
    self.status = status
    self.contentType = contentType
    self.content = content
    self.fields = fields
  }
}

/// Writes answers. `Date` is written once a second and copied.
struct HTTPReplyWriter: Sendable {
  private var second = -1
  private var date: [UInt8] = []

  /// How the connection goes on after an answer.
  enum Connection: Sendable {
    /// It is kept, as HTTP/1.1 does unasked.
    case kept
    /// It is kept, which a client of HTTP/1.0 has to be told.
    case keptOnRequest
    /// It ends.
    case ends
  }

  /// Appends `reply`, with its content unless only the head was asked for.
  mutating func write(
    _ reply: HTTPReply, now milliseconds: Int, _ connection: Connection, headOnly: Bool, to output: inout [UInt8]
  ) {
    output.add("HTTP/1.1 ")
    output.add(reply.status)
    output.append(0x20)
    output.add(HTTPStatus.reason(reply.status))
    addDate(milliseconds, to: &output)
    if let contentType = reply.contentType {
      output.add("\r\nContent-Type: ")
      output.add(contentType)
    }
    // An answer of 204 has no length, as it never has content (RFC 9110, section 8.6).
    if reply.status != 204 {
      output.add("\r\nContent-Length: ")
      output.add(reply.content.count)
    }
    for field in reply.fields {
      output.add("\r\n")
      output.add(field.name)
      output.add(": ")
      output.append(contentsOf: field.value.utf8)
    }
    switch connection {
    case .kept: output.add("\r\n\r\n")
    case .keptOnRequest: output.add("\r\nConnection: keep-alive\r\n\r\n")
    case .ends: output.add("\r\nConnection: close\r\n\r\n")
    }
    if !headOnly { output.append(contentsOf: reply.content) }
  }

  private mutating func addDate(_ milliseconds: Int, to output: inout [UInt8]) {
    if milliseconds / 1000 != second {
      second = milliseconds / 1000
      date = Array("\r\nDate: \(CivilTime(milliseconds: milliseconds).http)".utf8)
    }
    output.append(contentsOf: date)
  }
}

extension [UInt8] {
  /// Appends the text of the program itself.
  fileprivate mutating func add(_ text: StaticString) {
    append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Appends a number in digits.
  fileprivate mutating func add(_ number: Int) {
    if number >= 10 { add(number / 10) }
    append(0x30 + UInt8(truncatingIfNeeded: number % 10))
  }
}
