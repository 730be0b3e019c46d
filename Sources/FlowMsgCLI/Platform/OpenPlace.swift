import FlowMsgText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Where an open file is, as the system knows it.
enum OpenPlace {
  /// The real path of what is open, or the one that it had before it was deleted; nil where the system does not tell.
  static func path(of descriptor: Int32, _ info: stat) -> String? {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4097) { buffer -> String? in
      guard let base = buffer.baseAddress else { return nil }
      #if canImport(Darwin)
        guard fcntl(descriptor, F_GETPATH, base) == 0 else { return nil }
        return RawText.string(base)
      #else
        let count = read(descriptor, into: base)
        guard count > 0, count < 4096 else { return nil }
        base[count] = 0
        let path = RawText.string(base)
        // An editor that saves meanwhile leaves us the old file, which has no name any more.
        let suffix = " (deleted)"
        return info.st_nlink == 0 && path.hasSuffix(suffix) ? String(path.dropLast(suffix.count)) : path
      #endif
    }
  }

  #if !canImport(Darwin)
    /// Whether the real path of what is open is `path`: what is true of all but the rarest files, without a text made.
    static func isAt(_ descriptor: Int32, _ path: String) -> Bool {
      withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4097) { buffer in
        guard let base = buffer.baseAddress else { return false }
        let count = read(descriptor, into: base)
        guard count > 0 else { return false }
        base[count] = 0
        return path.utf8.count >= count && strcmp(RawText.path(path), base) == 0
      }
    }

    /// The link of `/proc` that says where a descriptor leads, of at most 4096 bytes; its size.
    private static func read(_ descriptor: Int32, into base: UnsafeMutablePointer<CChar>) -> Int {
      withUnsafeTemporaryAllocation(of: CChar.self, capacity: 32) { name in
        guard let start = name.baseAddress else { return -1 }
        memcpy(start, "/proc/self/fd/", 14)
        var end = 14
        var unit: Int32 = 1
        while unit <= descriptor / 10 { unit *= 10 }
        while unit > 0 {
          start[end] = CChar(truncatingIfNeeded: 0x30 + descriptor / unit % 10)
          end += 1
          unit /= 10
        }
        start[end] = 0
        return readlink(start, base, 4096)
      }
    }
  #endif

  /// Whether an absolute path leads to a file without a single link: each folder is opened in the one above it.
  static func isReached(_ identity: FileIdentity, by path: String) -> Bool {
    var names = path.utf8.split(separator: 0x2F).map { String(Substring($0)) }
    guard let last = names.popLast() else { return false }
    var folder = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    for name in names where folder >= 0 {
      let next = openat(folder, RawText.path(name), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      close(folder)
      folder = next
    }
    guard folder >= 0 else { return false }
    defer { close(folder) }
    var info = stat()
    guard fstatat(folder, RawText.path(last), &info, AT_SYMLINK_NOFOLLOW) == 0 else { return false }
    return FileIdentity(info) == identity
  }
}
