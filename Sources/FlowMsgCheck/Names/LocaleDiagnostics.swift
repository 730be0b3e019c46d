import FlowMsgModel
package import FlowMsgText

/// The catalogue of what is wrong with locales.
package enum LocaleDiagnostics {
  private static let spanish = """
    message ola {
      title "Olá"
      text "Complete este fluxo para começar"
      caption "Jelou"
      flow "boas_vindas"
      cta "Iniciar"
      screen RECOMMEND
      in es { title "Hola", text "Complete este flujo", cta "Empezar" }
    }
    """

  static let badTag = DiagnosticKind(
    2601, .error, "a locale tag that is none",
    why: """
      Tags are a language of two or three letters, perhaps a script, perhaps a region, in the case of BCP 47: `pt-BR`, \
      `es`, `es-419`. They become file names, and recipients are matched against them.
      """,
    bad: spanish.replacingFirst("in es", with: "in es_mx"), good: spanish)
  static let repeatedIn = DiagnosticKind(
    2602, .error, "two `in` blocks of one locale", why: "Which of two statements counts could only be guessed.",
    bad: spanish.replacingFirst("  in es", with: "  in es { title \"¡Hola!\" }\n  in es"), good: spanish)
  static let repeatedTag = DiagnosticKind(
    2603, .error, "a locale that is listed twice", why: "Each locale is emitted once.",
    bad: "locales pt-BR, es, es\n" + spanish, good: "locales pt-BR, es\n" + spanish)
  static let repeatedLocales = DiagnosticKind(
    2604, .error, "two `locales` lines", why: "Which of the two lists counts could only be guessed.",
    bad: "locales pt-BR, es\nlocales pt-BR, es\n" + spanish, good: "locales pt-BR, es\n" + spanish)
  static let inOfFirst = DiagnosticKind(
    2605, .error, "an `in` of the first locale",
    why: "The first of the listed locales is the language of the statements outside `in`: it has no `in` of its own.",
    bad: "locales es, pt-BR\n" + spanish, good: "locales pt-BR, es\n" + spanish)
  static let otherFirst = DiagnosticKind(
    2606, .error, "a first locale that differs from the one built on",
    why: "The statements outside `in` would be in one language for one of them and in another for the other.",
    bad: """
      base comum {
        locales pt-BR, es
        title "Olá"
        text "Complete este fluxo para começar"
        caption "Jelou"
        flow "boas_vindas"
        cta "Iniciar"
        screen RECOMMEND
        in es { title "Hola", text "Complete este flujo", cta "Empezar" }
      }
      message ola like comum {
        locales es, pt-BR
        in pt-BR { title "Olá", text "Complete este fluxo", cta "Iniciar" }
      }
      """,
    good: """
      base comum {
        locales pt-BR, es
        title "Olá"
        text "Complete este fluxo para começar"
        caption "Jelou"
        flow "boas_vindas"
        cta "Iniciar"
        screen RECOMMEND
        in es { title "Hola", text "Complete este flujo", cta "Empezar" }
      }
      message ola like comum
      """)
  static let unread = DiagnosticKind(
    2607, .warning, "an `in` that no locale reads",
    why:
      "The list of locales is closed: a block for another tag serves only those that fall back to it, and none does.",
    bad: "locales pt-BR, es\n" + spanish.replacingFirst("  in es", with: "  in fr { title \"Salut\" }\n  in es"),
    good: "locales pt-BR, es\n" + spanish)

  package static let all = [badTag, repeatedIn, repeatedTag, repeatedLocales, inOfFirst, otherFirst, unread]

  /// An `in` block of a base that no message reads.
  static func unreadOfBase(_ tag: LocaleTag, _ location: SourceLocation) -> Diagnostic {
    Diagnostic(
      unread, "no message that builds on this base reads `in \(tag)`", at: location,
      help: ["list `\(tag)`, or a locale that falls back to it, in a message that builds on this, or remove the block"])
  }

  static func badTag(_ text: String, _ canonical: String?, _ location: SourceLocation) -> Diagnostic {
    if let canonical {
      return Diagnostic(
        badTag, "the tag `\(text)` is written `\(canonical)`", at: location,
        fixes: [Fix("write `\(canonical)`", [TextEdit(location, canonical)])])
    }
    return Diagnostic(
      badTag, "`\(text)` is no locale tag", at: location,
      help: ["write a language, perhaps a script, perhaps a region: `pt`, `pt-BR`, `es-419`"])
  }

  static func repeatedIn(_ tag: LocaleTag, _ location: SourceLocation, _ first: SourceLocation) -> Diagnostic {
    Diagnostic(
      repeatedIn, "there are two blocks `in \(tag)`", at: location, label: "again here",
      labels: [DiagnosticLabel(first, "first here")], help: ["make them one"])
  }

  static func repeatedTag(_ tag: LocaleTag, _ location: SourceLocation, _ first: SourceLocation) -> Diagnostic {
    Diagnostic(
      repeatedTag, "the locale `\(tag)` is listed twice", at: location, label: "again here",
      labels: [DiagnosticLabel(first, "first here")], help: ["remove one of them"])
  }

  static func repeatedLocales(_ location: SourceLocation) -> Diagnostic {
    Diagnostic(repeatedLocales, "the locales are listed twice", at: location, help: ["make it one list"])
  }
}
