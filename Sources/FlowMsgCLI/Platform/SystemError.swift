package import FlowMsg

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What a system call answered when it failed: its `errno`; or why the platform did not make the call.
package struct SystemError: Error, Hashable, Sendable {
  /// The number, as `errno` has it.
  package let number: Int32
  /// The reason, for a sentence, where the number does not say it.
  package let reason: String?

  /// The failure with this number.
  package init(_ number: Int32) {
    (self.number, reason) = (number, nil)
  }

  /// A refusal for a reason of our own.
  package init(refused reason: String) {
    (number, self.reason) = (EINVAL, reason)
  }

  /// The failure of the call just made on this thread.
  static var last: SystemError { SystemError(errno) }

  /// There is no such file.
  package static let notFound = SystemError(ENOENT)
  /// It is a folder where a file was expected.
  package static let isFolder = SystemError(EISDIR)
  /// It is a file where a folder was expected.
  package static let notFolder = SystemError(ENOTDIR)
  /// The permissions forbid it.
  package static let notPermitted = SystemError(EACCES)
  /// It is larger than offsets reach.
  package static let tooLarge = SystemError(EFBIG)
  /// It has no size, and does not end.
  package static let endless = SystemError(refused: "it has more than 1 GiB, the most that is read of what has no size")
  /// The file system cannot do it.
  package static let unsupported = SystemError(EOPNOTSUPP)
  /// The reader at the other end of the pipe has gone.
  package static let closedPipe = SystemError(EPIPE)
  /// The disk is full.
  package static let noSpace = SystemError(ENOSPC)

  /// What happened, for a sentence, in lower case.
  package var description: String {
    if let reason { return reason }
    return switch number {
    case ENOENT: "there is no such file or folder"
    case EISDIR: "it is a folder, not a file"
    case ENOTDIR: "a part of the path is a file, not a folder"
    case EACCES, EPERM: "there is no permission"
    case ELOOP: "its symbolic links lead round in a circle"
    case EMFILE: "the process has too many files open; raise the limit that 'ulimit -n' shows"
    default: systemText
    }
  }

  /// The same, as the reason why a source could not be read.
  package var readFailure: ReadFailure {
    if let reason { return .other(reason) }
    return switch number {
    case ENOENT, ENOTDIR: .notFound
    case EISDIR: .isFolder
    case EACCES, EPERM: .notPermitted
    case EFBIG, EOVERFLOW: .tooLarge
    default: .other(description)
    }
  }

  private var systemText: String {
    guard let words = strerror(number) else { return "error \(number)" }
    let text = String(cString: words)
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}

extension Failure {
  /// Does something with the file `name`, and says which one it was where that fails.
  static func writing<R>(_ name: String, _ body: () throws(SystemError) -> R) throws(Failure) -> R {
    do throws(SystemError) {
      return try body()
    } catch {
      throw Failure("cannot write '\(name)': \(error.description)")
    }
  }
}
