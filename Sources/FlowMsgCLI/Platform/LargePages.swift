#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Memory in large pages, for blocks of megabytes: the kernel clears a page at the first touch, and of 29 MB in pages of
/// 4 KB that took as long as reading them. A system that grants none is none the worse.
enum LargePages {
  /// Below this size nothing is gained.
  static let least = 4 << 20

  /// Asks for large pages for `memory`, which no one has touched yet.
  static func ask(for memory: UnsafeMutableRawBufferPointer) {
    #if os(Linux)
      guard memory.count >= least, let base = memory.baseAddress else { return }
      let page = UInt(sysconf(Int32(_SC_PAGESIZE)))
      let start = (UInt(bitPattern: base) + page - 1) & ~(page - 1)
      let end = UInt(bitPattern: base + memory.count) & ~(page - 1)
      guard start < end else { return }
      madvise(UnsafeMutableRawPointer(bitPattern: start), Int(end - start), 14)  // MADV_HUGEPAGE
    #endif
  }
}
