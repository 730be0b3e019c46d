import FlowMsgText
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Something that is read from its start to its end.
package protocol InputSource: Sendable {
  /// The next bytes, as many as are there and fit; none at the end.
  func readInput(into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int
}

/// The terminal, or whatever takes its place; as a source it is standard input.
package protocol Console: InputSource {
  /// Writes all of `bytes`.
  func write(_ bytes: RawSpan, to stream: StandardStream) throws(SystemError)

  /// Whether people look at `stream`.
  func isTerminal(_ stream: StandardStream) -> Bool

  /// Whether a person types standard input.
  var isInputTyped: Bool { get }

  /// All of standard input.
  func readInput() throws(SystemError) -> [UInt8]

  /// Whether a standard descriptor was closed when the process was started.
  func isClosed(_ descriptor: Int32) -> Bool
}

extension Console {
  /// No one types, unless the console knows better.
  package var isInputTyped: Bool { false }

  /// All are open.
  package func isClosed(_ descriptor: Int32) -> Bool { false }
}

/// The process's own streams.
package struct ProcessConsole: Console {
  private let reads: ReadSet

  /// The streams with which the process was started; what is read is noted in `reads`.
  package init(reads: ReadSet = ReadSet()) { self.reads = reads }

  package func write(_ bytes: RawSpan, to stream: StandardStream) throws(SystemError) {
    try writeAll(bytes, to: stream.rawValue)
  }

  package func isTerminal(_ stream: StandardStream) -> Bool { isatty(stream.rawValue) == 1 }

  package var isInputTyped: Bool { isatty(0) == 1 }

  package func isClosed(_ descriptor: Int32) -> Bool { StandardStreams.isClosed(descriptor) }

  package func readInput() throws(SystemError) -> [UInt8] {
    try readAll(0, try FileOpening(reads: reads).input(), atMost: SourceFile.maximumByteCount)
  }

  package func readInput(into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
    _ = try FileOpening(reads: reads).input()
    let got = system { read(0, buffer.baseAddress, buffer.count) }
    guard got >= 0 else { throw .last }
    return got
  }
}

/// What the process was started with.
package enum Process {
  /// The value of an environment variable, as `RawText`.
  package static func variable(_ name: String) -> String? { getenv(name).map { RawText.string($0) } }

  /// The arguments without the program's name, as `RawText`.
  package static var arguments: [String] {
    (1..<max(1, Int(CommandLine.argc))).compactMap { CommandLine.unsafeArgv[$0].map { RawText.string($0) } }
  }

  /// Keeps a value until the process ends, when the system takes all memory back at once: to give back ten thousand
  /// files one by one takes a tenth of the time that checking them took.
  package static func keep(_ value: some Sendable) {
    kept.withLock { $0.append(value) }
  }

  private static let kept = Mutex<[any Sendable]>([])

  /// Makes a write to a closed pipe answer `EPIPE`, and one beyond the largest file that is allowed `EFBIG`, instead of
  /// ending the process, so that a command ends in its own way.
  package static func ignoreClosedPipes() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }
}
