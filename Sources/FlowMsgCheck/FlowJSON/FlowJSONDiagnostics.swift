package import FlowMsgText

import FlowMsgModel

/// What is reported of a Flow JSON file. None of it is an error: the file is somebody else's, and a message's check goes
/// on as far as the file could be read. The examples are Flow JSON texts.
package enum FlowJSONDiagnostics {
  /// Every kind, by code.
  package static let all: [DiagnosticKind] = [
    syntax, repeatedKey, loneSurrogate, notAFlow, notAScreen, badScreenID, reservedScreenID, repeatedScreenID,
    tooManyScreens, badData, badDeclaration, unknownType, badStructure, badRoutingModel, unknownScreen, noEntry,
    severalEntries, unknownVersion, noVersion, lostCharacter, refusedExample,
  ]

  static let syntax = DiagnosticKind(
    5100, .warning, "a Flow JSON file is not JSON",
    why: """
      The platform refuses a file that RFC 8259 refuses. Nothing after the fault is read: screens before it are still \
      checked, and of screens that may stand after it nothing is said.
      """,
    bad: #"{"version": "7.1", "screens": [{"id": "WELCOME", "data": {},}]}"#,
    good: #"{"version": "7.1", "screens": [{"id": "WELCOME", "data": {}}]}"#)

  static let repeatedKey = DiagnosticKind(
    5101, .warning, "a key stands twice in an object of a Flow JSON file",
    why: "Readers of JSON disagree about which of the two counts. Here, as in most of them, the last one does.",
    bad: #"{"version": "7.1", "screens": [{"id": "WELCOME", "data": {}, "data": {"name": {"type": "string"}}}]}"#,
    good: #"{"version": "7.1", "screens": [{"id": "WELCOME", "data": {"name": {"type": "string"}}}]}"#)

  static let loneSurrogate = DiagnosticKind(
    5102, .warning, "half a surrogate pair in a Flow JSON file",
    why: "The escape stands for no character. Readers replace it, refuse the file, or pass it on broken.",
    bad: #"{"version": "7.1", "screens": [{"id": "WELCOME", "title": "\ud83d"}]}"#,
    good: #"{"version": "7.1", "screens": [{"id": "WELCOME", "title": "\ud83d\ude00"}]}"#)

  static let notAFlow = DiagnosticKind(
    5110, .warning, "a JSON file that holds no Flow",
    why: """
      Flow JSON is an object whose `screens` is an array of at least one screen. Without it there is nothing to check a \
      message against, so its screen and data go unchecked.
      """,
    bad: #"{"version": "7.1"}"#,
    good: #"{"version": "7.1", "screens": [{"id": "WELCOME"}]}"#)

  static let notAScreen = DiagnosticKind(
    5111, .warning, "a screen of a Flow that has no id",
    why: "A screen is an object with an `id`, a string. A message, and another screen, can name it by that alone.",
    bad: #"{"version": "7.1", "screens": [{"title": "Welcome"}]}"#,
    good: #"{"version": "7.1", "screens": [{"id": "WELCOME", "title": "Welcome"}]}"#)

  static let badScreenID = DiagnosticKind(
    5112, .warning, "a screen id with other characters than letters and underscores",
    why: "The platform takes ids of ASCII letters and underscores, at least one, and refuses the Flow otherwise.",
    bad: #"{"version": "7.1", "screens": [{"id": "STEP-1"}]}"#,
    good: #"{"version": "7.1", "screens": [{"id": "STEP_ONE"}]}"#)

  static let reservedScreenID = DiagnosticKind(
    5113, .warning, "a screen with a reserved id",
    why: "The platform uses the id itself, to end a Flow, and refuses a screen of that name, whatever its case.",
    bad: #"{"version": "7.1", "screens": [{"id": "Success"}]}"#,
    good: #"{"version": "7.1", "screens": [{"id": "THANKS"}]}"#)

  static let repeatedScreenID = DiagnosticKind(
    5114, .warning, "two screens of a Flow with one id",
    why: """
      The platform refuses such a Flow. Which of the two a message means cannot be known, so its data is not checked.
      """,
    bad: #"{"version": "7.1", "screens": [{"id": "WELCOME"}, {"id": "WELCOME"}]}"#,
    good: #"{"version": "7.1", "screens": [{"id": "WELCOME"}]}"#)

  static let tooManyScreens = DiagnosticKind(
    5115, .warning, "a Flow with more screens than the platform takes",
    why: "The platform refuses a Flow of more than \(Schema.FlowJSON.screenCount.value) screens.",
    bad: flow(screens: Schema.FlowJSON.screenCount.value + 1),
    good: flow(screens: Schema.FlowJSON.screenCount.value))

  static let badData = DiagnosticKind(
    5116, .warning, "a screen whose data is not an object",
    why: "`data` declares the screen's fields by name. What else stands there declares nothing that could be checked.",
    bad: #"{"version": "7.1", "screens": [{"id": "WELCOME", "data": ["name"]}]}"#,
    good: #"{"version": "7.1", "screens": [{"id": "WELCOME", "data": {"name": {"type": "string"}}}]}"#)

  static let badDeclaration = DiagnosticKind(
    5117, .warning, "a field of a screen's data without a type",
    why:
      "A field is declared by an object with a `type`. Without it, what a message gives for the field is not checked.",
    bad: #"{"version": "7.1", "screens": [{"id": "WELCOME", "data": {"name": "string"}}]}"#,
    good: #"{"version": "7.1", "screens": [{"id": "WELCOME", "data": {"name": {"type": "string"}}}]}"#)

  static let unknownType = DiagnosticKind(
    5118, .warning, "a field of a screen's data of an unknown type",
    why: """
      The types are \(Schema.FlowJSON.dataTypes.value.listed()). What a message gives for a field of any other is not checked.
      """,
    bad: #"{"version": "7.1", "screens": [{"id": "WELCOME", "data": {"name": {"type": "text"}}}]}"#,
    good: #"{"version": "7.1", "screens": [{"id": "WELCOME", "data": {"name": {"type": "string"}}}]}"#)

  static let badStructure = DiagnosticKind(
    5119, .warning, "items or properties that are not an object",
    why: """
      `items` declares what an array holds as a field is declared, `properties` an object's members by name. What else \
      stands there declares nothing, so the value is not checked.
      """,
    bad:
      #"{"version": "7.1", "screens": [{"id": "WELCOME", "data": {"address": {"type": "object", "properties": ["street"]}}}]}"#,
    good: #"""
      {"version": "7.1", "screens": [{"id": "WELCOME",
        "data": {"address": {"type": "object", "properties": {"street": {"type": "string"}}}}}]}
      """#)

  static let badRoutingModel = DiagnosticKind(
    5120, .warning, "a routing_model that is not lists of screens by screen",
    why: """
      `routing_model` is an object that gives for each screen an array of the screens it leads to. An entry of another \
      form leads nowhere, so a screen may be taken for an entry that is none.
      """,
    bad: #"{"version": "7.1", "routing_model": {"CART": "PAY"}, "screens": [{"id": "CART"}]}"#,
    good: #"{"version": "7.1", "routing_model": {"CART": ["PAY"]}, "screens": [{"id": "CART"}, {"id": "PAY"}]}"#)

  static let unknownScreen = DiagnosticKind(
    5121, .warning, "a way to a screen that the Flow does not have",
    why: "The platform refuses a Flow whose `routing_model` or `navigate` action names a screen that is not in it.",
    bad: #"{"version": "7.1", "routing_model": {"CART": ["PAYMENT"]}, "screens": [{"id": "CART"}]}"#,
    good: #"{"version": "7.1", "routing_model": {"CART": ["PAYMENT"]}, "screens": [{"id": "CART"}, {"id": "PAYMENT"}]}"#
  )

  static let noEntry = DiagnosticKind(
    5122, .warning, "a Flow without an entry screen",
    why: """
      A Flow opens on a screen that no other leads to. Where every screen is led to there is none; the first one is taken \
      for it, which may not be what the platform does.
      """,
    bad:
      #"{"version": "7.1", "routing_model": {"CART": ["PAY"], "PAY": ["CART"]}, "screens": [{"id": "CART"}, {"id": "PAY"}]}"#,
    good:
      #"{"version": "7.1", "routing_model": {"CART": ["PAY"], "PAY": []}, "screens": [{"id": "CART"}, {"id": "PAY"}]}"#)

  static let severalEntries = DiagnosticKind(
    5123, .note, "a Flow with several entry screens",
    why: "A message may open each screen that no other leads to. Often a way between two screens was forgotten.",
    bad: #"{"version": "7.1", "screens": [{"id": "CART"}, {"id": "PAY"}]}"#,
    good: #"{"version": "7.1", "routing_model": {"CART": ["PAY"]}, "screens": [{"id": "CART"}, {"id": "PAY"}]}"#)

  static let unknownVersion = DiagnosticKind(
    5124, .note, "a Flow of a version that is not known",
    why: "What this version changes is not known, so that a finding may be wrong, or a fault not be found.",
    bad: #"{"version": "99.0", "screens": [{"id": "CART"}]}"#,
    good: #"{"version": "7.1", "screens": [{"id": "CART"}]}"#)

  static let noVersion = DiagnosticKind(
    5125, .warning, "a Flow without a version",
    why:
      "The platform refuses Flow JSON without `version`. Often the file is a part of a Flow, or an export of another kind.",
    bad: #"{"screens": [{"id": "CART"}]}"#,
    good: #"{"version": "7.1", "screens": [{"id": "CART"}]}"#)

  static let lostCharacter = DiagnosticKind(
    5126, .warning, "a character of a Flow JSON file is lost",
    why:
      "U+FFFD stands where a program could not read a character. People who open the Flow see it as a box or a question mark.",
    bad: "{\"version\": \"7.1\", \"screens\": [{\"id\": \"CART\", \"title\": \"Promo\u{FFFD}\u{FFFD}o\"}]}",
    good: #"{"version": "7.1", "screens": [{"id": "CART", "title": "Promoção"}]}"#)

  static let refusedExample = DiagnosticKind(
    5127, .note, "an example that its component does not accept",
    why: """
      `__example__` shows what a field may hold. People copy it, and the preview of the Flow shows it: one that the \
      component cuts or refuses misleads them.
      """,
    bad: #"""
      {"version": "7.1", "screens": [{"id": "CART", "data": {"title": {"type": "string", "__example__": ""}},
        "layout": {"type": "SingleColumnLayout", "children": [{"type": "TextHeading", "text": "${data.title}"}]}}]}
      """#,
    good: #"""
      {"version": "7.1", "screens": [{"id": "CART", "data": {"title": {"type": "string", "__example__": "Carrinho"}},
        "layout": {"type": "SingleColumnLayout", "children": [{"type": "TextHeading", "text": "${data.title}"}]}}]}
      """#)

  /// A Flow of `count` screens, of which the first leads to all others.
  private static func flow(screens count: Int) -> String {
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    let names = Array(letters.flatMap { a in letters.map { b in "\"\(a)\(b)\"" } }.prefix(count))
    let screens = names.map { "{\"id\": \($0)}" }
    return """
      {"version": "7.1", "routing_model": {\(names[0]): [
        \(lines(names.dropFirst(), 15))]},
      "screens": [
        \(lines(screens, 8))]}
      """
  }

  private static func lines(_ words: some Collection<String>, _ width: Int) -> String {
    let words = Array(words)
    return stride(from: 0, to: words.count, by: width)
      .map { words[$0..<min($0 + width, words.count)].joined(separator: ", ") }.joined(separator: ",\n  ")
  }
}
