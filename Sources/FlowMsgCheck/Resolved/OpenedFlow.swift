package import FlowMsgText

/// The Flow that a message opens, as far as it is known.
package enum FlowReference: Sendable {
  /// The statement is missing or broken.
  case none
  /// A declared Flow: its index in `Contracts.flows`, or nil if the declaration is broken.
  case declared(Int?, declaration: SourceLocation)
  /// A quoted slug that no declaration matches; `nearest` is a declared one that it is likely meant to be.
  case undeclared(slug: String, nearest: String?)
}

/// What a message opens.
package struct OpenedFlow: Sendable {
  /// The Flow.
  package var flow = FlowReference.none
  /// The screen of the contract, an index into `Contracts.screens`, once it is found.
  package var screen: Int?
  /// Whether `parameters` hold `flow_action: "data_exchange"`.
  package var isDataExchange = false
}
