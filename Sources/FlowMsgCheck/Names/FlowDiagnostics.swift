package import FlowMsgText

/// The catalogue of what is wrong in the contracts that are written in source.
package enum FlowDiagnostics {
  static let screenID = DiagnosticKind(
    2301, .error, "a screen id that no Flow can have",
    why: "WhatsApp takes letters and underscores in a screen's id, and keeps SUCCESS for itself.",
    bad: "flow f { screen PAGE_2 }", good: "flow f { screen PAGE_TWO }")
  static let optionalField = DiagnosticKind(
    2302, .error, "an optional field of a screen",
    why: "A screen's data has each of its fields: a Flow that misses one does not open. Deeper keys can be optional.",
    bad: "flow f { screen CART { nome?: string } }", good: "flow f { screen CART { nome: string } }")
  static let noScreen = DiagnosticKind(
    2303, .error, "a flow without a screen", why: "A message opens a Flow on one of its entry screens; there is none.",
    bad: "flow f { }", good: "flow f { screen CART }")

  package static let all = [screenID, optionalField, noScreen]
}
