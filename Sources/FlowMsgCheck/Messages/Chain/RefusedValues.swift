/// Values that a declaration gives parameters and that are not of their types: reported where they are given, so that
/// what uses one is silent.
struct RefusedValues {
  /// The names of parameters whose argument is refused.
  var arguments: Set<String> = []
  /// The names of parameters whose default is refused.
  var defaults: Set<String> = []
}

/// The refused values of the base messages that messages build on, each looked at once for a worker.
///
/// A base message is checked like any message, but perhaps by another worker, and later than what builds on it.
final class Refusals {
  var known: [ObjectIdentifier: RefusedValues] = [:]
}
