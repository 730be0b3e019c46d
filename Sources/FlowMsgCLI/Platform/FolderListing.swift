import FlowMsgText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The names in a folder, one after the other in one run of bytes.
///
/// As an array of strings ten thousand names took three times as long to list and sort, most of it in reference counts.
package struct FolderListing: Sendable {
  /// One name.
  package struct Entry: Sendable {
    fileprivate var start: Int
    fileprivate var count: Int
    /// What it represents; links are not followed.
    package var kind: FileKind
  }

  private var bytes: [UInt8] = []
  /// The names, in the order added until they are sorted.
  package private(set) var entries: [Entry] = []

  /// No names.
  package init() {}

  /// Adds a name, by its bytes, that represents a `kind`.
  package mutating func add(_ name: some Collection<UInt8>, _ kind: FileKind) {
    entries.append(Entry(start: bytes.count, count: name.count, kind: kind))
    bytes += name
    // What a folder holds sorts where its path does: `a-b` before `a/b` before `ab`.
    if kind == .folder { bytes.append(UInt8(ascii: "/")) }
  }

  /// A name, as `RawText`.
  package func name(of entry: Entry) -> String { RawText.string(utf8(entry)) }

  /// Whether a name begins with a dot.
  package func isHidden(_ entry: Entry) -> Bool { utf8(entry).first == UInt8(ascii: ".") }

  /// Whether a name begins with `.#`: a lock of Emacs, a link to nothing beside a file that is being edited.
  package func isEditorLock(_ entry: Entry) -> Bool { utf8(entry).starts(with: [0x2E, 0x23]) }

  /// Whether a name ends in `suffix`.
  package func hasSuffix(_ entry: Entry, _ suffix: StaticString) -> Bool {
    let count = suffix.utf8CodeUnitCount
    guard entry.count >= count else { return false }
    return bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return count == 0 }
      return memcmp(base + entry.start + entry.count - count, suffix.utf8Start, count) == 0
    }
  }

  /// Keeps only some names, and orders them bytewise, folders as if a slash ended them.
  package mutating func sort(keeping isKept: (FolderListing, Entry) -> Bool) {
    var kept = entries.filter { isKept(self, $0) }
    bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return }
      kept.sort { a, b in
        let order = memcmp(base + a.start, base + b.start, min(a.keyCount, b.keyCount))
        return order != 0 ? order < 0 : a.keyCount < b.keyCount
      }
    }
    entries = kept
  }

  private func utf8(_ entry: Entry) -> ArraySlice<UInt8> { bytes[entry.start..<entry.start + entry.count] }
}

extension FolderListing.Entry {
  /// The bytes that are compared.
  fileprivate var keyCount: Int { count + (kind == .folder ? 1 : 0) }
}
