import FlowMsgModel

/// The schema's limits as plain numbers, for loops.
package enum Limits {
  /// The deepest nesting.
  package static let nesting = Schema.nesting.value
  /// The greatest compact body, in bytes.
  package static let bodySize = Schema.bodySize.value
  /// How many types a parameter's type may be made of: an open form writes them all down.
  package static let typeSize = 10_000
  /// How deep the types may be in each other of which it is made: enough for the stack, and more than any JSON has.
  package static let typeDepth = 1 << 12
  /// How many times arguments of `like` may be followed for one body: those that are in each other several times multiply.
  package static let steps = 1 << 14
  /// How many times for all bodies of one declaration: what multiplies does so for every locale.
  package static let stepsOfAll = 1 << 18
  /// How many lets may build on each other. Enough for any real file, and small enough for the stack.
  package static let letChain = 256
  /// How many objects and lists may be open while lets or types are followed, for the same reason.
  package static let openValues = 512
  /// In sight of how many names one that is unknown is still compared with each.
  package static let suggestedNames = 50_000
}
