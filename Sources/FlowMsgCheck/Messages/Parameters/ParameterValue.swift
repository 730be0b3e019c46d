import FlowMsgText

/// A value that a parameter is given in a declaration, which has to be of its type.
struct ParameterValue {
  /// Where it is given.
  enum Role { case argument, `default`, example }

  var place: Place
  /// The parameter.
  var name: String
  var role: Role
  /// The parameter's type, an index into the contracts' types.
  var type: Int

  /// What a wording calls it.
  var subject: String {
    switch role {
    case .argument: "`\(name)`"
    case .default: "the default of `\(name)`"
    case .example: "the example of `\(name)`"
    }
  }
}
