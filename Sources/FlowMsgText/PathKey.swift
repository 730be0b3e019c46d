/// A path as a key: by its bytes, as the system tells files apart. As strings `é` is the same as `e` and an accent, and one of
/// two such files would be lost.
package struct PathKey: Hashable, Sendable {
  /// The path.
  package let path: String

  /// The key of a path.
  package init(_ path: String) { self.path = path }

  package static func == (a: PathKey, b: PathKey) -> Bool { a.path.utf8.elementsEqual(b.path.utf8) }

  package func hash(into hasher: inout Hasher) {
    var path = path
    path.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
