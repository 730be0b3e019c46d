import FlowMsgText
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Everything that can be read from an open descriptor, which `info` describes; `.tooLarge` if that is more than `count`
/// bytes.
///
/// A regular file is read into memory of its size in one go, so that 10,000 small files cost four calls each, and one
/// that grows meanwhile ends where it ended; what has no size (a pipe, a terminal) is read until it ends.
func readAll(_ descriptor: Int32, _ info: stat, atMost count: Int) throws(SystemError) -> [UInt8] {
  let kind = info.st_mode & S_IFMT
  if kind == S_IFDIR { throw .isFolder }
  guard kind == S_IFREG, info.st_size > 0 else { return try readStream(descriptor, min(count, streamSize)) }
  guard info.st_size <= count else { throw .tooLarge }
  return try readSized(descriptor, Int(info.st_size))
}

/// The most that is kept in memory of what does not say how large it is, in bytes.
private let streamSize = 1 << 30

private func readSized(_ descriptor: Int32, _ size: Int) throws(SystemError) -> [UInt8] {
  var failure: SystemError?
  let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
    LargePages.ask(for: UnsafeMutableRawBufferPointer(buffer))
    // What was given open may have been read in part.
    if size >= LargePages.least, lseek(descriptor, 0, SEEK_CUR) == 0 {
      count = readInPieces(descriptor, UnsafeMutableRawBufferPointer(buffer))
    }
    while count < size {
      let got = system { read(descriptor, buffer.baseAddress! + count, size - count) }
      if got < 0 { failure = .last }
      if got <= 0 { break }
      count += got
    }
  }
  if let failure { throw failure }
  return bytes
}

/// Reads a big file from its start with all threads, each a piece at a time: the copying, and the clearing of the memory
/// before it, is most of the time that it takes. Says how much of the start was read, which is less than all where
/// something went wrong; that shows when the rest is read.
private func readInPieces(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
  let piece = 2 << 20
  let count = (buffer.count + piece - 1) / piece
  nonisolated(unsafe) let target = buffer
  let isWhole = Atomic<Bool>(true)
  ThreadRunner().run(count) { i in
    var at = i * piece
    let end = min(at + piece, target.count)
    while at < end {
      let got = system { pread(descriptor, target.baseAddress! + at, end - at, off_t(at)) }
      if got <= 0 { return isWhole.store(false, ordering: .relaxed) }
      at += got
    }
  }
  guard isWhole.load(ordering: .relaxed) else { return 0 }
  lseek(descriptor, off_t(buffer.count), SEEK_SET)
  return buffer.count
}

private func readStream(_ descriptor: Int32, _ most: Int) throws(SystemError) -> [UInt8] {
  var bytes: [UInt8] = []
  var failure: SystemError?
  withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { buffer in
    while true {
      let got = system { read(descriptor, buffer.baseAddress, buffer.count) }
      if got < 0 { failure = .last }
      if got <= 0 { break }
      bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[..<got]))
      if bytes.count > most { failure = most < streamSize ? .tooLarge : .endless }
      if failure != nil { break }
    }
  }
  if let failure { throw failure }
  return bytes
}

/// Writes all of `bytes`, however many calls that takes.
func writeAll(_ bytes: RawSpan, to descriptor: Int32) throws(SystemError) {
  try bytes.withUnsafeBytes { (buffer) throws(SystemError) in
    var done = 0
    while done < buffer.count {
      let wrote = system { write(descriptor, buffer.baseAddress! + done, buffer.count - done) }
      guard wrote >= 0 else { throw .last }
      done += wrote
    }
  }
}

/// Makes a call again for as long as a signal interrupts it.
func system(_ call: () -> Int) -> Int {
  while true {
    let result = call()
    if result >= 0 || errno != EINTR { return result }
  }
}
