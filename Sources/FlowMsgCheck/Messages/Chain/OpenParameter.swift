import FlowMsgModel
import FlowMsgText

/// A parameter that nothing has closed.
struct OpenParameter {
  var name: String
  /// Its type, an index into the contracts' types.
  var type: Int
  /// The level that declares it last.
  var level: Int
  /// Where it is declared.
  var location: SourceLocation
  /// Its default, if it has one.
  var defaultValue: Place?
  /// Whether the default is not of the type, which is reported where it is written.
  var isDefaultRefused = false
  var isUsed = false
}

/// A hole of a text that is being put together.
struct TextHole {
  /// Where in the pool the letter is that keeps its place.
  var offset: Int
  var path: String
  var type: Int
  var origin: Origin
}

/// A part of an open parameter that a path means.
struct OpenPath {
  var parameter: Int
  var path: String
  var type: Int
}

/// What a path means.
enum Meaning {
  /// Nothing; reported where that is to be done.
  case none
  /// A value that is written somewhere.
  case place(Place)
  /// What fills it is not known yet.
  case open(OpenPath)
}

/// A value that an inherited statement takes from an argument.
struct ArgumentRoute {
  /// Where the value is written.
  var value: SourceLocation
  /// The name that it replaces.
  var name: SourceLocation
}

/// What a name of a parameter is bound to.
enum Binding {
  case open(Int)
  case closed(Place)
  /// What closes it is not of its type, which is reported.
  case refused
}
