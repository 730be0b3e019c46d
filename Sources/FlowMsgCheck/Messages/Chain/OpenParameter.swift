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
