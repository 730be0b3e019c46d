/// What the data of a message does not fit; found in one walk, worded by the rules.
package struct DataFinding: Sendable {
  /// What is wrong.
  package enum Problem: UInt8, Sendable {
    /// A field that the contract asks for is not there.
    case missing
    /// A key that the contract does not know.
    case unknown
    /// A value of another type, or outside the type's bounds or choices.
    case wrongType
    /// A hole, or a text with holes, whose parameters allow what the type does not.
    case parameter
    /// A `null`.
    case null
    /// In the items of a Flow JSON list: a missing or unknown key, which real Flows live with.
    case missingInItem, unknownInItem
    /// An item of a data source without `id` or `title`, or with one that is no string.
    case itemWithoutID
    /// An item of a data source whose `id` another has.
    case repeatedID
  }

  /// What is wrong.
  package var problem: Problem
  /// The value's node in the message's tape (the object, for `missing`; the member, for `unknown`).
  package var node: Int
  /// The type that it does not fit, an index into `Contracts.types`, or -1.
  package var type: Int
  /// The contract's field, an index into `Contracts.fields`, or -1.
  package var field: Int
  /// The other node (`repeatedID`), or -1.
  package var other: Int
}
