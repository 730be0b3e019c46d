/// Where a statement was found.
struct Winner {
  var level: Int
  var layer: Int
  var node: Int
}

/// A top-level member of an object that several statements write together.
struct MergedMember {
  var key: String
  var level: Int
  var layer: Int
  var node: Int
}
