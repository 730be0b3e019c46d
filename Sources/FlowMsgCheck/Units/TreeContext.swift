import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

/// A tree with the file that it belongs to, and whether what is wrong in it is still to be reported: in a message's own
/// tree yes, in a let's no, as the let was visited before.
struct TreeContext: BitwiseCopyable {
  let tree: SyntaxView
  /// Whose view `tree` is: held by the parser, the program, or what was set from outside.
  private let owner: Unmanaged<SyntaxTree>
  let bytes: UnsafeBufferPointer<UInt8>
  let unit: Int
  let file: FileID
  let isReporting: Bool
  /// The level of the chain in which its names have their meaning, 0 for the message itself; -1 where they are lets
  /// alone.
  var scope = -1
  /// Whether it is an argument of `like`: that names parameters which are still open, not those closed beside it.
  var isArgument = false

  init(_ syntax: DeclarationSyntax, unit: Int, isReporting: Bool, scope: Int = -1) {
    (tree, owner) = (syntax.tree.view, .passUnretained(syntax.tree))
    (bytes, file) = (syntax.bytes, syntax.file)
    (self.unit, self.isReporting, self.scope) = (unit, isReporting, scope)
  }

  /// What was not understood in the declaration.
  var faults: [SyntaxFault] { owner.takeUnretainedValue().faults }

  /// What a path in it is written in.
  var context: PathContext { PathContext(bytes: bytes, file: file, unit: unit) }

  /// Its tree with its bytes.
  var syntax: DeclarationSyntax { DeclarationSyntax(tree: owner.takeUnretainedValue(), bytes: bytes, file: file) }

  func string(_ range: ByteRange) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: bytes[Int(range.start)..<Int(range.end)]), as: UTF8.self)
  }

  func origin(_ range: ByteRange) -> Origin { Origin(file.rawValue, range.start, range.end) }
}
