#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Why the sandbox could not be started.
package struct SandboxError: Error, Hashable, Sendable {
  /// What was found, in one line: lower case, no final stop.
  package var message: String
  /// What to do about it, if that can be known.
  package var help: String?
  /// Whether it is that another program holds the port.
  var isTaken = false

  /// An error.
  init(_ message: String, help: String? = nil) {
    self.message = message
    self.help = help
  }

  /// What the system says to an `errno`, for a sentence.
  static func reason(_ number: Int32) -> String {
    guard let words = strerror(number) else { return "error \(number)" }
    let text = String(cString: words)
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}
