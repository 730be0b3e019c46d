package import FlowMsgText

/// The catalogue of what is wrong with parameters, arguments and what messages build on.
package enum ParameterDiagnostics {
  private static let base = """
    base comum(nome: string(min: 1, max: 20)) {
      title "Olá, {nome}"
      text "Complete este fluxo para começar"
      caption "Jelou"
      flow "boas_vindas"
      cta "Iniciar"
      screen RECOMMEND
    }

    """

  static let repeated = DiagnosticKind(
    2501, .error, "a parameter declared twice", why: "One name means one thing in a message.",
    bad: base.replacingFirst("(nome:", with: "(nome: string(max: 9), nome:"), good: base)
  static let reserved = DiagnosticKind(
    2502, .error, "a parameter that cannot have this name",
    why: """
      `to`, `locale` and `bot` are columns of a list of recipients beside the parameters, and `true`, `false` and `null` \
      are values. A let of the same file cannot \
      share a parameter's name either, inherited ones included: one word, one meaning.
      """,
    bad: base.replacingFirst("nome: string", with: "to: string").replacingFirst("{nome}", with: "{to}"), good: base)
  static let shadowing = DiagnosticKind(
    2503, .warning, "a parameter with the name of an imported let",
    why: "The parameter wins, so that a library may grow; a reader may take it for the let.",
    bad: "import \"shared.flowmsg\"\n"
      + base.replacingFirst("nome: string", with: "marca: string").replacingFirst("{nome}", with: "{marca}"),
    good: "import \"shared.flowmsg\"\n" + base.replacingFirst("Jelou", with: "{marca}"))
  static let unknownBase = DiagnosticKind(
    2504, .error, "an unknown base", why: "`like` names a base or message of this file or of one that it imports.",
    bad: base + "message ola like comun(nome: \"Ana\")", good: base + "message ola like comum(nome: \"Ana\")")
  static let likeCycle = DiagnosticKind(
    2505, .error, "a message that builds on itself", why: "Its statements would be looked for without end.",
    bad: "base a like b\nbase b like a", good: base + "base b like comum")
  static let unknownArgument = DiagnosticKind(
    2506, .error, "an argument without a parameter",
    why: "Arguments close parameters that what is built on leaves open. There is none of this name.",
    bad: base + "message ola like comum(nome: \"Ana\", ciudad: \"Lima\")",
    good: base + "message ola like comum(nome: \"Ana\")")
  static let closedAndOpen = DiagnosticKind(
    2507, .error, "a parameter that is given and declared again",
    why:
      "An argument closes a parameter for good; declaring it again leaves it open. Both at once contradict each other.",
    bad: base + "message ola(nome: string(min: 1, max: 10)) like comum(nome: \"Ana\")",
    good: base + "message ola(nome: string(min: 1, max: 10)) like comum")
  static let wrongValue = DiagnosticKind(
    2508, .error, "a value that is not of the parameter's type",
    why: "What a parameter is given, as argument, default or example, fits its type at any depth.",
    bad: base + "message ola like comum(nome: 7)", good: base + "message ola like comum(nome: \"Ana\")")
  static let missingExample = DiagnosticKind(
    2509, .error, "an example without a value",
    why: "An example gives a value for every parameter that has no default: else there is nothing to show.",
    bad: base.replacingFirst("  screen", with: "  example { }\n  screen")
      .replacingFirst("(nome:", with: "(cidade: string(max: 9), nome:")
      .replacingFirst("example { }", with: "example { nome: \"Ana\" }").replacingFirst("Jelou", with: "{cidade}."),
    good: base.replacingFirst("  screen", with: "  example { nome: \"Ana\" }\n  screen"))
  static let optionalPath = DiagnosticKind(
    2510, .error, "a key that may be missing",
    why: "The key is optional in the parameter's type: for some recipients there would be nothing to put there.",
    bad: base.replacingFirst("nome: string(min: 1, max: 20)", with: "p: { nome?: string(min: 1, max: 20) }")
      .replacingFirst("{nome}", with: "{p.nome}"),
    good: base.replacingFirst("nome: string(min: 1, max: 20)", with: "p: { nome: string(min: 1, max: 20) }")
      .replacingFirst("{nome}", with: "{p.nome}"))

  static let openFlowAction = DiagnosticKind(
    2511, .error, "a flow_action that a parameter fills",
    why: """
      `flow_action` decides whether a message has a screen, and with it what its data has to be. That is known before any \
      recipient is: it stands there as a literal, or in a let.
      """,
    bad: base.replacingFirst("nome: string", with: "acao: \"data_exchange\", nome: string")
      .replacingFirst("screen RECOMMEND", with: "parameters { flow_action: acao }"),
    good: base.replacingFirst("screen RECOMMEND", with: "parameters { flow_action: \"data_exchange\" }"))

  package static let all = [
    repeated, reserved, shadowing, unknownBase, likeCycle, unknownArgument, closedAndOpen, wrongValue, missingExample,
    optionalPath, openFlowAction,
  ]

  /// A parameter that nothing uses; `closed` is where something that it builds on gives one of its name, which is another.
  static func unusedParameter(_ name: String, _ location: SourceLocation, closed: SourceLocation?) -> Diagnostic {
    Diagnostic(
      NameDiagnostics.unused, "the parameter `\(name)` is never used", at: location,
      labels: closed.map { [DiagnosticLabel($0, "the `\(name)` further up is given here, once and for all")] } ?? [],
      help: [closed == nil ? "remove it, or use it" : "remove it, or leave it open where it is given"])
  }

  static func repeated(_ name: String, _ location: SourceLocation, _ first: SourceLocation) -> Diagnostic {
    Diagnostic(
      repeated, "the parameter `\(name)` is declared twice", at: location, label: "declared again here",
      labels: [DiagnosticLabel(first, "first declared here")], help: ["rename one of them"])
  }
}
