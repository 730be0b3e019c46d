/// Where a statement was found.
struct StatementRef {
  var level: Int
  /// Its block in the level, 0 for the one outside `in`.
  var block: Int
  var node: Int
}

/// A top-level member of an object that several statements write together.
struct MergedMember {
  var key: String
  var level: Int
  /// The block of its statement, as in `StatementRef`.
  var block: Int
  var node: Int
}
