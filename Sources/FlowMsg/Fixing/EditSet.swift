public import FlowMsgText

/// Edits of some files that can all be made at once.
public struct EditSet: Sendable {
  private var edits: [FileID: [TextEdit]] = [:]

  /// A set without edits.
  public init() {}

  /// The files that are changed, by number.
  public var files: [FileID] { edits.keys.sorted() }

  /// Adds all edits of a fix, or none if one of them touches what is already there; returns whether it did.
  public mutating func add(_ fix: Fix) -> Bool {
    guard fix.edits.allSatisfy({ place(for: $0) != nil }) else { return false }
    for edit in fix.edits {
      guard let place = place(for: edit) else { continue }
      edits[edit.location.file, default: []].insert(edit, at: place)
    }
    return true
  }

  /// `bytes` of `file` with its edits made; of an edit that reaches behind their end, what is left of it.
  public func apply(to bytes: [UInt8], of file: FileID) -> [UInt8] {
    var result: [UInt8] = []
    var done = 0
    for edit in edits[file] ?? [] {
      let range = edit.location.range
      let start = min(max(done, Int(range.start)), bytes.count)
      result += bytes[done..<start]
      result += edit.replacement.utf8
      done = min(max(start, Int(range.end)), bytes.count)
    }
    return result + bytes[done...]
  }

  /// Where an edit goes in its file's list; nil if it touches one that is there. Two insertions at one place have no
  /// order, so the second waits for the next round.
  private func place(for edit: TextEdit) -> Int? {
    let list = edits[edit.location.file] ?? []
    let range = edit.location.range
    let place = list.firstIndexFromEnd { $0.location.range.start <= range.start }
    if place > 0 {
      let before = list[place - 1].location.range
      if before.end > range.start || before.start == range.start { return nil }
    }
    if place < list.count, list[place].location.range.start < range.end { return nil }
    return place
  }
}

extension [TextEdit] {
  /// The place behind the last element that `isBefore`; edits mostly come in order, so it is looked for from the end.
  fileprivate func firstIndexFromEnd(_ isBefore: (TextEdit) -> Bool) -> Int {
    var place = count
    while place > 0, !isBefore(self[place - 1]) { place -= 1 }
    return place
  }
}
