package import FlowMsgSyntax
package import FlowMsgText

/// A declaration's tree with the bytes that its offsets count in, and what its places count from.
package struct DeclarationSyntax {
  /// The tree.
  package let tree: SyntaxTree
  /// The declaration's bytes; valid as long as its unit is.
  package let bytes: UnsafeBufferPointer<UInt8>
  /// What its places count from.
  package let file: FileID

  /// What a path in it is written in, seen from the unit `unit`.
  func context(in unit: Int) -> PathContext { PathContext(bytes: bytes, file: file, unit: unit) }

  /// The place of `range`.
  package func location(_ range: ByteRange) -> SourceLocation { SourceLocation(file, range) }

  /// The text of `range`.
  func string(_ range: ByteRange) -> String { String(decoding: self[range], as: UTF8.self) }

  /// The bytes of `range`.
  subscript(range: ByteRange) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: bytes[Int(range.start)..<Int(range.end)])
  }

  /// What a name or a string without interpolation says.
  package func decoded(_ token: Token) -> String { decodedString(bytes.span, token) }

  /// Calls `body` with the UTF-8 of what a name or a string without interpolation says.
  func withDecoded<R>(_ token: Token, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
    if token.kind == .name || (token.kind == .string && token.flags.isPlain) {
      return body(self[token.kind == .name ? token.range : token.range.inner])
    }
    return Array(decoded(token).utf8).withUnsafeBufferPointer(body)
  }

  /// A fault of the declaration, worded.
  func diagnostic(_ fault: SyntaxFault) -> Diagnostic {
    SyntaxDiagnostics.diagnostic(fault, in: bytes.span, file: file, nestingLimit: Limits.nesting)
  }
}
