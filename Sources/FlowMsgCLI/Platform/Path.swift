/// Paths, as `RawText`, without looking at the disk. They are cut by their bytes: a character that changes the one before it
/// may follow a slash.
package enum Path {
  /// `name` in `folder`; `name` alone if it is absolute or `folder` is empty.
  package static func join(_ folder: String, _ name: String) -> String {
    if folder.isEmpty || name.utf8.first == slash { return name }
    return folder.utf8.last == slash ? folder + name : "\(folder)/\(name)"
  }

  /// The folder part: `a/b` of `a/b/c`, `/` of `/a`, `.` of `a`.
  package static func folder(of path: String) -> String {
    guard let end = path.utf8.lastIndex(of: slash) else { return "." }
    return end == path.utf8.startIndex ? "/" : String(path[..<end])
  }

  /// The last part: `c` of `a/b/c`.
  package static func name(of path: String) -> String {
    guard let end = path.utf8.lastIndex(of: slash) else { return path }
    return String(path[path.utf8.index(after: end)...])
  }

  /// Whether `path` starts at the top.
  package static func isAbsolute(_ path: String) -> Bool { path.utf8.first == slash }

  /// `path` with `.`, `..` and doubled slashes worked out by spelling alone; what leaves the top of an absolute path is
  /// dropped.
  package static func normalized(_ path: String) -> String {
    var parts: [Substring.UTF8View] = []
    for part in path.utf8.split(separator: slash) where !part.elementsEqual(".".utf8) {
      let isUp = part.elementsEqual("..".utf8)
      if isUp, let last = parts.last, !last.elementsEqual("..".utf8) {
        parts.removeLast()
      } else if !isUp || !isAbsolute(path) {
        parts.append(part)
      }
    }
    let joined = parts.map { String(Substring($0)) }.joined(separator: "/")
    if isAbsolute(path) { return "/" + joined }
    return joined.isEmpty ? "." : joined
  }

  /// Whether `path` is `folder` or lies in it; both absolute and normalized.
  package static func isInside(_ path: String, _ folder: String) -> Bool {
    if folder == "/" { return isAbsolute(path) }
    let path = path.utf8
    guard path.starts(with: folder.utf8) else { return false }
    let rest = path.dropFirst(folder.utf8.count)
    return rest.isEmpty || rest.first == slash
  }

  /// `path` as it is written in `folder`, if it lies in it (`.` for the folder itself), else `path`.
  package static func relative(_ path: String, to folder: String) -> String {
    guard isInside(path, folder) else { return path }
    let rest = path.utf8.dropFirst(folder.utf8.count).drop { $0 == slash }
    return rest.isEmpty ? "." : String(Substring(rest))
  }

  /// The way from `folder` to `path`, both absolute and normalized: `../..`, `../b`, `.` for the folder itself.
  package static func way(to path: String, from folder: String) -> String {
    let to = path.utf8.split(separator: slash)
    let from = folder.utf8.split(separator: slash)
    var same = 0
    while same < min(to.count, from.count), to[same].elementsEqual(from[same]) { same += 1 }
    let up = Array(repeating: "..", count: from.count - same)
    let down = to[same...].map { String(Substring($0)) }
    return up.isEmpty && down.isEmpty ? "." : (up + down).joined(separator: "/")
  }

  /// `path` without leading `./`, as reports show it.
  package static func tidy(_ path: String) -> String {
    var rest = path.utf8[...]
    while rest.starts(with: "./".utf8) { rest = rest.dropFirst(2).drop { $0 == slash } }
    return rest.isEmpty ? "." : String(Substring(rest))
  }

  private static var slash: UInt8 { 0x2F }
}
