package import FlowMsgSyntax
package import FlowMsgText

/// One file of a compilation: its bytes cut into declarations, and the trees of those that others refer to. The trees of
/// messages are made one at a time while they are checked.
///
/// A class, as everything that follows holds all units: ten thousand files are copied nowhere. It is changed only while
/// files are loaded, by one thread; from then on all threads read it.
package final class SourceUnit: @unchecked Sendable {
  /// Which file.
  package let file: FileID
  /// The number of its first declaration among those of all files: the others follow it in order. Known once all files
  /// before it are read.
  @exclusivity(unchecked) package var firstDeclaration: UInt32 = 0
  /// The numbers of its declarations, where they do not follow each other any more, as some came or went while the file
  /// was edited: the others keep theirs.
  @exclusivity(unchecked) private(set) var numbers: ContiguousArray<UInt32> = []
  /// The whole file.
  package let bytes: [UInt8]
  /// `bytes` as plain memory, valid as long as this object is: it holds them, and nobody changes them. What is handed
  /// about for every message counts no references.
  package let text: UnsafeBufferPointer<UInt8>
  /// Where its declarations are.
  package let outline: Outline
  /// Its extents as plain memory, as `text` is that of `bytes`.
  package let extents: UnsafeBufferPointer<Extent>
  /// The extents of messages, as indices into `outline.extents`.
  @exclusivity(unchecked) package private(set) var messages: ContiguousArray<UInt32> = []
  /// Whether one of them is a message and no base: what nothing uses is for nothing only beside messages.
  @exclusivity(unchecked) package private(set) var declaresMessages = false
  /// The trees of all other declarations, with their extents' indices.
  @exclusivity(unchecked) package private(set) var trees: [Declaration] = []
  /// The files that its imports name, in the order of the import declarations; nil where one could not be read.
  @exclusivity(unchecked) package var imports: [Import] = []
  /// Where what it says is in its file, if it is a value from a file that was written down as a source.
  @exclusivity(unchecked) var places: ForeignPlaces?
  /// What its `locales` line lists, if it has one.
  @exclusivity(unchecked) var locales: [WrittenTag]?

  /// A declaration that is kept. (No tuple: a list of them takes the runtime 20 µs to make up, at every start.)
  package struct Declaration: Sendable {
    /// Its place among the outline's extents.
    package var extent: Int
    /// What it declares.
    package var kind: DeclarationKind
    /// Its tree, whose offsets count from its own first byte.
    package var tree: SyntaxTree
  }

  /// One import.
  package struct Import: Sendable {
    /// The file, or nil if it could not be read.
    package var target: FileID?
    /// The path's place.
    package var location: SourceLocation

    package init(target: FileID?, location: SourceLocation) {
      self.target = target
      self.location = location
    }
  }

  /// Cuts `bytes` and parses all declarations but messages.
  package convenience init(file: FileID, bytes: [UInt8]) {
    self.init(file: file, bytes: bytes, outline: Outline(bytes.span))
  }

  /// Parses all declarations but messages of `bytes`, which `outline` has cut.
  package init(file: FileID, bytes: [UInt8], outline: Outline) {
    self.file = file
    self.bytes = bytes
    text = bytes.withUnsafeBufferPointer { $0 }
    self.outline = outline
    extents = outline.extents.withUnsafeBufferPointer { $0 }
    messages.reserveCapacity(outline.extents.count)
    read(0..<outline.extents.count)
  }

  /// `old` as it is after an edit that left the file with `bytes`: what `change` calls new is parsed, and everything else
  /// is kept. Declarations keep their numbers, and new ones have those from `next` on.
  package init(_ old: SourceUnit, bytes: [UInt8], _ change: Outline.Recut, numbering next: inout UInt32) {
    file = old.file
    self.bytes = bytes
    text = bytes.withUnsafeBufferPointer { $0 }
    outline = change.outline
    extents = outline.extents.withUnsafeBufferPointer { $0 }
    (firstDeclaration, imports, places, locales) = (old.firstDeclaration, old.imports, old.places, old.locales)
    numbers = old.numbers(after: change, &next)
    let (first, moved) = (change.old.lowerBound, change.new.count - change.old.count)
    messages.append(contentsOf: old.messages.prefix { $0 < first })
    trees.append(contentsOf: old.trees.prefix { $0.extent < first })
    read(change.new)
    for message in old.messages.drop(while: { $0 < change.old.upperBound }) {
      messages.append(UInt32(clamping: Int(message) + moved))
    }
    for tree in old.trees.drop(while: { $0.extent < change.old.upperBound }) {
      trees.append(Declaration(extent: tree.extent + moved, kind: tree.kind, tree: tree.tree))
    }
    declaresMessages = messages.contains { outline.extents[Int($0)].kind == .message }
  }

  /// The numbers of the declarations after `change`; empty where all follow each other.
  private func numbers(after change: Outline.Recut, _ next: inout UInt32) -> ContiguousArray<UInt32> {
    if change.old.count == change.new.count { return numbers }
    var result = numbers
    if numbers.isEmpty { result.append(contentsOf: outline.extents.indices.map { id(of: $0).declaration ?? 0 }) }
    let first = next
    next = UInt32(clamping: Int(next) + change.new.count)
    result.replaceSubrange(change.old, with: change.new.indices.lazy.map { _ in 0 })
    for (i, extent) in change.new.enumerated() { result[extent] = first &+ UInt32(truncatingIfNeeded: i) }
    return result
  }

  /// Parses the declarations `range` but messages, and notes where those are.
  private func read(_ range: Range<Int>) {
    var parser = Parser(nestingLimit: Limits.nesting)
    for i in range {
      let extent = outline.extents[i]
      if extent.kind == .message || extent.kind == .base {
        messages.append(UInt32(i))
        if extent.kind == .message { declaresMessages = true }
      } else {
        parser.parse(text(of: extent).span, extent.relative)
        if extent.kind != .trailing || !parser.tree.faults.isEmpty {
          trees.append(Declaration(extent: i, kind: extent.kind, tree: parser.tree.copy()))
        }
      }
    }
  }

  // MARK: Declarations

  /// The bytes of a declaration; valid as long as this object is.
  package func text(of extent: Extent) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: text[Int(extent.range.start)..<Int(extent.range.end)])
  }

  /// What places in a declaration count from.
  package func id(of extent: Int) -> FileID {
    FileID(declaration: numbers.isEmpty ? firstDeclaration &+ UInt32(truncatingIfNeeded: extent) : numbers[extent])
  }

  /// The place in `trees` of the declaration `extent`, if it is kept.
  func index(ofTree extent: Int) -> Int? {
    let at = trees.partitioningIndex { $0.extent >= extent }
    return at < trees.count && trees[at].extent == extent ? at : nil
  }

  /// One of the declarations in `trees`, to be read.
  package func syntax(_ tree: Int) -> DeclarationSyntax { syntax(trees[tree].tree, of: trees[tree].extent) }

  /// The declaration `extent`, of which `tree` is the tree.
  func syntax(_ tree: SyntaxTree, of extent: Int) -> DeclarationSyntax {
    DeclarationSyntax(tree: tree, bytes: text(of: extents[extent]), file: id(of: extent))
  }

  /// The place of a message's name.
  func nameLocation(of extent: Int) -> SourceLocation {
    SourceLocation(id(of: extent), extents[extent].relative.name)
  }

  /// What is wrong with the file's bytes, at places in the file.
  func byteFaults() -> [Diagnostic] {
    if outline.faults.isEmpty, outline.misread.isEmpty { return [] }
    // What a file of values says is looked at where it is read.
    let misread = places == nil ? outline.misread.map { SyntaxFault(.misreadText, $0) } : []
    let bytes = bytes
    return (outline.faults + misread).map {
      SyntaxDiagnostics.diagnostic($0, in: bytes.span, file: file, nestingLimit: Limits.nesting)
    }
  }

  /// The text of `range` of the file.
  package func string(_ range: ByteRange) -> String {
    String(decoding: bytes[Int(range.start)..<Int(range.end)], as: UTF8.self)
  }

  /// Whether an import could not be read, so that unknown names are not reported.
  package var hasUnreadableImport: Bool { imports.contains { $0.target == nil } }
}

/// Which unit holds a file: files are numbered as they are read, and some are no sources.
struct UnitsByFile {
  private var units: ContiguousArray<Int32>

  init(_ all: [SourceUnit]) {
    units = ContiguousArray(repeating: -1, count: all.reduce(0) { max($0, Int($1.file.rawValue) + 1) })
    for (i, unit) in all.enumerated() { units[Int(unit.file.rawValue)] = Int32(i) }
  }

  /// The unit of `file`; nil if there is none.
  subscript(file: FileID?) -> Int? {
    guard let file, Int(file.rawValue) < units.count, units[Int(file.rawValue)] >= 0 else { return nil }
    return Int(units[Int(file.rawValue)])
  }
}
