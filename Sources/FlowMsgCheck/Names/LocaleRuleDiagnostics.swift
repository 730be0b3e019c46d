package import FlowMsgText

/// The catalogue of what only a message's variants together show.
package enum LocaleRuleDiagnostics {
  private static let base = """
    base comum {
      title "Olá"
      text "Complete este fluxo para começar"
      caption "Jelou"
      flow "boas_vindas"
      cta "Iniciar"
      screen RECOMMEND
      in es { title "Hola", text "Complete este flujo", cta "Empezar" }
    }

    """
  private static let message = """
    message ola(nome: string(min: 1, max: 20)) {
      title "Olá, {nome}"
      text "Complete este fluxo para começar"
      caption "Jelou"
      flow "boas_vindas"
      cta "Iniciar"
      screen RECOMMEND
      in es { title "Hola, {nome}", text "Complete este flujo", cta "Empezar" }
    }
    """

  static let lost = DiagnosticKind(
    2610, .error, "a translation that is lost",
    why: """
      A message's own statement outside `in` comes before everything that it inherits, translations too: Spanish readers \
      would get Portuguese, Mexico the Brazilian bot.
      """,
    bad: base + "message ola like comum {\n  title \"Bem-vindo\"\n}",
    good: base + "message ola like comum {\n  title \"Bem-vindo\"\n  in es { title \"Bienvenido\" }\n}")
  static let uncovered = DiagnosticKind(
    2611, .error, "a listed locale without a text of its own",
    why: "Every listed locale is emitted: its readers would get the first locale's language.",
    bad: "locales pt-BR, es, en\n" + base + "message ola like comum",
    good: "locales pt-BR, es\n" + base + "message ola like comum")
  static let partial = DiagnosticKind(
    2612, .warning, "a locale without a text of its own",
    why: "The block changes part of the texts; its readers get the rest in the language outside `in`.",
    bad: message.replacingFirst(", cta \"Empezar\"", with: ""), good: message)
  static let otherParameters = DiagnosticKind(
    2613, .error, "other parameters in another locale",
    why: "Whoever fills the message in gives the same data for every reader; one text would miss part of it.",
    bad: message.replacingFirst("Hola, {nome}", with: "Hola"), good: message)
  static let otherItems = DiagnosticKind(
    2614, .warning, "other items in another locale",
    why:
      "The ids of a list's items come back with the reply: whoever reads it expects the same ones from every reader.",
    bad: message.replacingFirst(
      "screen RECOMMEND", with: "screen RECOMMEND { v: [{ id: \"a\", title: \"A\" }] }"
    ).replacingFirst("cta \"Empezar\"", with: "cta \"Empezar\", screen RECOMMEND { v: [{ id: \"b\", title: \"B\" }] }"),
    good: message)

  package static let all = [lost, uncovered, partial, otherParameters, otherItems]
}
