import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The three descriptors that a process is started with: standard input, output and error.
///
/// One that is closed is a number that the next file gets: what is written to standard output would go into a journal.
package enum StandardStreams {
  /// A bit for each that was closed.
  private static let closed = Atomic<UInt8>(0)

  /// Opens those that are closed on `/dev/null`, and remembers them. Before anything else is opened.
  package static func open() {
    for number in 0...2 as ClosedRange<Int32> where fcntl(number, F_GETFD) < 0 {
      closed.bitwiseOr(1 << UInt8(number), ordering: .relaxed)
      // The lowest number that is free is given, which is this one.
      if systemOpen("/dev/null", number == 0 ? O_RDONLY : O_WRONLY) == number { continue }
      // Without a /dev, something that nothing can be written into.
      guard systemOpen("/", O_RDONLY | O_DIRECTORY) == number else { exit(ExitCode.unusable.rawValue) }
    }
  }

  /// Whether a descriptor was closed when the process was started.
  package static func isClosed(_ number: Int32) -> Bool {
    (0...2).contains(number) && closed.load(ordering: .relaxed) >> UInt8(number) & 1 == 1
  }

  /// Why what was closed is neither read nor written.
  static let refusal = SystemError(refused: "it is closed")
}

/// The standard streams that a run of a command cannot do without.
package struct StreamNeeds: OptionSet, Sendable {
  package let rawValue: Int

  /// The streams with these bits.
  package init(rawValue: Int) { self.rawValue = rawValue }

  /// The streams of a run that reads standard input or not, and prints a product or not.
  package init(reads: Bool, prints: Bool) { self.init(rawValue: (reads ? 1 : 0) | (prints ? 2 : 0)) }

  /// Standard input is read.
  package static let input = StreamNeeds(rawValue: 1)
  /// Standard output gets a product.
  package static let output = StreamNeeds(rawValue: 2)
}
