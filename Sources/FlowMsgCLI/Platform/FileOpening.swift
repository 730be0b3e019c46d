import CSystem
import FlowMsgText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The one place that opens what is read. It never waits for the other end of a pipe, and judges what it has by the open
/// descriptor, so that nothing that happens to the name meanwhile matters.
///
/// What a person names is a regular file or a descriptor that the process was given; what was found (by a search, an
/// import, a `from`) is a regular file at an allowed place. Neither is ever a file of proc or sysfs, whose bytes are the
/// secrets of processes.
struct FileOpening: Sendable {
  /// Where it notes what is read.
  let reads: ReadSet

  /// An open file; `close` ends it.
  struct Opened {
    let descriptor: Int32
    let info: stat
    /// Whether it is a descriptor that the process was given, which may be anything but a folder.
    var isGiven = false

    func close() {
      #if canImport(Glibc)
        Glibc.close(descriptor)
      #elseif canImport(Musl)
        Musl.close(descriptor)
      #else
        Darwin.close(descriptor)
      #endif
    }
  }

  /// Opens what somebody named; `-` is standard input. Without `isInput` it is no input of this run, but what an earlier one
  /// made.
  func named(_ path: String, isInput: Bool = true) throws(SystemError) -> Opened {
    let given = path == "-" ? GivenDescriptor("/dev/stdin") : GivenDescriptor(path)
    var opened: Opened
    if let given {
      let descriptor = try given.duplicate()
      opened = try judge(descriptor, isGiven: true)
    } else {
      // Before it is opened: to open a device may set it to work, and the writer of a pipe would no longer wait.
      var info = stat()
      guard stat(RawText.path(path), &info) == 0 else { throw .last }
      try Self.refuseSpecial(info.st_mode)
      opened = try judge(try open(path, 0), isGiven: false)
    }
    if isInput { reads.add(opened.info, as: path) }
    return opened
  }

  /// What standard input is, which is read as it is.
  func input() throws(SystemError) -> stat {
    if StandardStreams.isClosed(0) { throw StandardStreams.refusal }
    var info = stat()
    guard fstat(0, &info) == 0 else { throw .last }
    try Self.refuseKernelFile(0)
    reads.add(info, as: "-")
    return info
  }

  /// Opens what was found at `path`, which has no links in it. `isAllowed` is asked about the place of what was opened, where
  /// that is another one: the file or a folder above it may have been replaced since it was found.
  func found(_ path: String, isAllowed: (String) -> Bool) throws(SystemError) -> Opened {
    let descriptor: Int32
    do throws(SystemError) {
      descriptor = try open(path, O_NOFOLLOW)
    } catch {
      throw error.number == ELOOP ? Self.replaced : error
    }
    let opened = try judge(descriptor, isGiven: false)
    #if !canImport(Darwin)
      if OpenPlace.isAt(opened.descriptor, path) {
        reads.add(opened.info, as: path)
        return opened
      }
    #endif
    if let place = OpenPlace.path(of: opened.descriptor, opened.info) {
      guard place == path || isAllowed(place) else {
        opened.close()
        throw Self.replaced
      }
    } else if !OpenPlace.isReached(FileIdentity(opened.info), by: path) {
      opened.close()
      throw Self.replaced
    }
    reads.add(opened.info, as: path)
    return opened
  }

  private static let replaced = SystemError(refused: "it was replaced while it was being read")

  /// Never waits; regular files are all that is kept of what is opened so, and to those `O_NONBLOCK` means nothing.
  private func open(_ path: String, _ flags: Int32) throws(SystemError) -> Int32 {
    // Each thread has one file open at a time, so that others soon close theirs where there are not enough for all.
    for _ in 0..<500 {
      let descriptor = systemOpen(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY | flags)
      if descriptor >= 0 { return descriptor }
      guard errno == EMFILE || errno == ENFILE else { throw .last }
      usleep(1000)
    }
    throw SystemError(EMFILE)
  }

  /// Takes a descriptor if its kind may be read, else closes it.
  private func judge(_ descriptor: Int32, isGiven: Bool) throws(SystemError) -> Opened {
    var info = stat()
    let isKnown = fstat(descriptor, &info) == 0
    let opened = Opened(descriptor: descriptor, info: info, isGiven: isGiven)
    do throws(SystemError) {
      guard isKnown else { throw .last }
      if !isGiven || info.st_mode & S_IFMT == S_IFDIR { try Self.refuseSpecial(info.st_mode) }
      // Asked once for each file system, as the files of a project are on one.
      if !reads.isOrdinary(info) {
        try Self.refuseKernelFile(descriptor)
        reads.setOrdinary(info)
      }
    } catch {
      opened.close()
      throw error
    }
    return opened
  }

  /// Fails if a file is of proc or sysfs.
  static func refuseKernelFile(_ descriptor: Int32) throws(SystemError) {
    guard flowmsg_is_kernel_file(descriptor) == 0 else {
      throw SystemError(refused: "it is a file of the kernel, which is never read")
    }
  }

  /// Fails for all but regular files, and says what it is.
  static func refuseSpecial(_ mode: mode_t) throws(SystemError) {
    let name: String
    switch mode & S_IFMT {
    case S_IFREG: return
    case S_IFDIR: throw .isFolder
    case S_IFIFO: name = "a FIFO"
    case S_IFSOCK: name = "a socket"
    default: name = "a device"
    }
    throw SystemError(refused: "it is \(name) and not a file")
  }
}

/// `open`, where a member of that name hides the system's.
func systemOpen(_ path: String, _ flags: Int32) -> Int32 { open(RawText.path(path), flags) }
