package import FlowMsgComponents
import FlowMsgModel

/// A value of the data that a component shows.
struct ShownValue: BitwiseCopyable {
  /// Its node.
  var node: Int
  /// What shows it, an index into `Contracts.uses`.
  var use: Int
}

/// What a component does not accept of the data; found beside the walk, worded by the rules.
package struct ShownFinding: Sendable {
  /// What is wrong, and of what.
  package var fault: ValueFault
  /// What shows it, an index into `Contracts.uses`, or of an order into `Contracts.orders`.
  package var use: Int
  /// The parameter's type that allows it, an index into `Contracts.types`; -1 of a value that is known.
  package var type = -1
}

/// A value of the data that a component shows and that a parameter fills, as a whole or in part.
package struct OpenValue: Sendable {
  /// Its node.
  package var node: Int
  /// What shows it, an index into `Contracts.uses`.
  package var use: Int
  /// The row of the property, or of the part that it is.
  package var row: Int
  /// The keys that lead from the value to what is shown, where a parameter fills an object around it.
  var keys: [PoolRange] = []
}

/// Two values of the data of which one cannot be above the other, and parameters fill at least one.
package struct OpenOrder: Sendable {
  /// An index into `Contracts.orders`.
  package var order: Int
  /// The nodes of the two, where they are in the data.
  package var lower: Int?
  package var upper: Int?
}
