/// A value's node in some tree, with what its names mean.
struct Place {
  var source: TreeContext
  var node: Int
}
