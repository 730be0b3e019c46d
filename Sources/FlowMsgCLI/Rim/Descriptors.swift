import FlowMsgText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Everything that can be read from an open descriptor.
///
/// A regular file is read into memory of its size in one go, so that 10,000 small files cost four calls each; what has
/// no size (a pipe, a device, a file of `/proc`) is read until it ends.
func readAll(_ descriptor: Int32) throws(SystemError) -> [UInt8] {
  var info = stat()
  guard fstat(descriptor, &info) == 0 else { throw .last }
  let kind = info.st_mode & S_IFMT
  if kind == S_IFDIR { throw .isFolder }
  guard kind == S_IFREG, info.st_size > 0 else { return try readStream(descriptor) }
  guard info.st_size <= SourceFile.maximumByteCount else { throw .tooLarge }
  return try readSized(descriptor, Int(info.st_size))
}

private func readSized(_ descriptor: Int32, _ size: Int) throws(SystemError) -> [UInt8] {
  var failure: SystemError?
  let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
    LargePages.ask(for: UnsafeMutableRawBufferPointer(buffer))
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

private func readStream(_ descriptor: Int32) throws(SystemError) -> [UInt8] {
  var bytes: [UInt8] = []
  var failure: SystemError?
  withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 16) { buffer in
    while true {
      let got = system { read(descriptor, buffer.baseAddress, buffer.count) }
      if got < 0 { failure = .last }
      if got <= 0 { break }
      bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: buffer[..<got]))
      if bytes.count > SourceFile.maximumByteCount { failure = .tooLarge }
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
