import FlowMsgSyntax
import FlowMsgText
import Foundation

/// A text as outline and parser see it.
struct Reading {
  static let nestingLimit = 64

  var bytes: [UInt8]
  var outline: Outline
  var trees: [SyntaxTree] = []

  init(_ text: String) {
    self.init(Array(text.utf8))
  }

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    outline = Outline(bytes.span)
    var parser = Parser(nestingLimit: Reading.nestingLimit)
    for extent in outline.extents {
      parser.parse(bytes.span, extent)
      trees.append(parser.tree.copy())
    }
  }

  /// The faults of the outline and of every declaration.
  var faults: [SyntaxFault] {
    outline.faults + outline.misread.map { SyntaxFault(.misreadText, $0) } + trees.flatMap(\.faults)
  }

  /// What is wrong, as diagnostics.
  var diagnostics: [Diagnostic] {
    faults.map {
      SyntaxDiagnostics.diagnostic($0, in: bytes.span, file: FileID(0), nestingLimit: Reading.nestingLimit)
    }
  }

  /// What is wrong, in kinds.
  var kinds: [SyntaxFaultKind] { faults.map(\.kind) }

  /// `kind name` of every declaration but the trailing lines.
  var declared: [String] {
    outline.extents.filter { $0.kind != .trailing }.map { "\($0.kind) \(source($0.name))" }
  }

  /// The bytes at `range` as text.
  func source(_ range: ByteRange) -> String {
    String(decoding: bytes[Int(range.start)..<Int(range.end)], as: UTF8.self)
  }

  /// The kinds of all nodes of the declaration `i`.
  func nodes(_ i: Int) -> [NodeKind] { trees[i].nodes.map(\.kind) }

  /// What every reading of any bytes holds; the first thing that does not, or nil.
  var brokenInvariant: String? {
    brokenTiling ?? zip(outline.extents, trees).lazy.compactMap { brokenTokens($0, $1) ?? brokenNodes($1) }.first
      ?? brokenFault
  }

  private var brokenTiling: String? {
    if outline.isUnreadable { return outline.extents.isEmpty ? nil : "an unreadable file has extents" }
    var at: UInt32 = 0
    for extent in outline.extents {
      if extent.range.start != at || extent.range.isEmpty { return "an extent at \(extent.range)" }
      if !extent.range.contains(extent.name) && extent.kind != .unknown { return "a name outside its extent" }
      at = extent.range.end
    }
    return at == bytes.count ? nil : "the extents end at \(at)"
  }

  private func brokenTokens(_ extent: Extent, _ tree: SyntaxTree) -> String? {
    var at = extent.range.start
    for token in tree.tokens {
      guard at <= token.start, token.start <= token.end, token.end <= extent.range.end else {
        return "the token at \(token.range)"
      }
      let blank = tree.faults.first { $0.kind == .foreignBlank && $0.range.start >= at && $0.range.end <= token.start }
      for i in at..<token.start where bytes[Int(i)] != 0x20 && bytes[Int(i)] != 0x09 && blank == nil && i > 2 {
        return "no token holds the byte at \(i)"
      }
      at = token.end
    }
    return tree.tokens.last?.kind == .end && at == extent.range.end ? nil : "the tokens end at \(at)"
  }

  private func brokenNodes(_ tree: SyntaxTree) -> String? {
    var parents: [SyntaxNode] = []
    for (i, node) in tree.nodes.enumerated() {
      while let parent = parents.last, Int(parent.next) <= i { parents.removeLast() }
      guard Int(node.next) > i, Int(node.next) <= tree.nodes.count, node.first <= node.last else {
        return "the node \(i) \(node.kind)"
      }
      if let parent = parents.last {
        let isInside = parent.first <= node.first && node.last <= parent.last
        guard node.next <= parent.next, isInside || node.first == node.last else {
          return "the node \(i) \(node.kind) in \(parent.kind)"
        }
      }
      parents.append(node)
    }
    return nil
  }

  private var brokenFault: String? {
    let outside = faults.first { $0.range.start > $0.range.end || $0.range.end > bytes.count }
    if let outside { return "\(outside.kind) at \(outside.range)" }
    for diagnostic in diagnostics {
      for edit in diagnostic.fixes.flatMap(\.edits) where edit.location.range.end > bytes.count {
        return "a fix of \(diagnostic.code) at \(edit.location.range)"
      }
    }
    return nil
  }
}

extension [UInt8] {
  /// Every change of one token: left out, written twice, changed with the next. With the token's index.
  func singleTokenChanges(_ ranges: [ByteRange]) -> [(token: Int, change: String, bytes: [UInt8])] {
    var result: [(Int, String, [UInt8])] = []
    for (i, range) in ranges.enumerated() {
      let token = self[Int(range.start)..<Int(range.end)]
      let before = self[..<Int(range.start)]
      let after = self[Int(range.end)...]
      result.append((i, "without", Array(before + after)))
      result.append((i, "doubled", Array(before + token + [0x20] + token + after)))
      if i + 1 < ranges.count {
        let next = ranges[i + 1]
        let between = self[Int(range.end)..<Int(next.start)]
        let other = self[Int(next.start)..<Int(next.end)]
        result.append((i, "swapped", Array(before + other + between + token + self[Int(next.end)...])))
      }
    }
    return result
  }
}

extension Reading {
  /// The tokens of the whole text.
  var tokenRanges: [ByteRange] { trees.flatMap { $0.tokens.filter { $0.kind != .end }.map(\.range) } }

  /// The text after one fix.
  func applying(_ fix: Fix) -> [UInt8] {
    var result = bytes
    for edit in fix.edits.sorted(by: { $0.location.range.start > $1.location.range.start }) {
      let range = Int(edit.location.range.start)..<Int(edit.location.range.end)
      result.replaceSubrange(range, with: Array(edit.replacement.utf8))
    }
    return result
  }
}

/// The package's own files.
enum Package {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The example sources, by name.
  static var examples: [(name: String, bytes: [UInt8])] {
    get throws {
      let folder = root.appending(path: "examples")
      return try FileManager.default.contentsOfDirectory(atPath: folder.path)
        .filter { $0.hasSuffix(".flowmsg") }.sorted()
        .map { ($0, Array(try Data(contentsOf: folder.appending(path: $0)))) }
    }
  }

  /// The file at `path` under the root.
  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }
}
