/// How a command ended, as CLI contracts fix it.
package enum ExitCode: Int32, Sendable {
  /// Done; warnings and notes do not change it.
  case done = 0
  /// The sources have errors, or what was asked to be the same differs.
  case sourcesAreWrong = 1
  /// The command line is wrong, or a file could not be read or written.
  case unusable = 2
  /// Not everything was sent: something was refused, is in doubt, or is left.
  case incomplete = 3
  /// SIGHUP ended it, in order.
  case hungUp = 129
  /// SIGINT ended it, in order.
  case interrupted = 130
  /// SIGTERM ended it, in order.
  case terminated = 143
}
