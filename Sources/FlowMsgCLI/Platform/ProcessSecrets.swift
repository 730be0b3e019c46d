import CSystem

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Keeps what the process knows inside it.
extension Process {
  /// Forbids core files and, where the system can, that other processes of the same user look into this one.
  package static func forbidDumps() { _ = flowmsg_forbid_dumps() }

  /// Removes an environment variable, and its bytes from where the process was given them. Before any thread is started
  /// that asks for variables.
  package static func forget(_ name: String) {
    if let value = getenv(name) { memset(value, 0, strlen(value)) }
    unsetenv(name)
  }
}
