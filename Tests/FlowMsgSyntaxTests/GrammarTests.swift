import Foundation
import Testing

/// grammar/flowmsg.ebnf and the productions in the parser's comments are the same.
@Suite struct GrammarTests {
  /// Without remarks, with single spaces.
  private func normalised(_ text: some StringProtocol) -> String {
    let plain = String(text).replacing(/\/\*.*?\*\//.dotMatchesNewlines(), with: "")
    return plain.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The productions in `text`, by the name on the left of `::=`.
  private func productions(_ text: String) -> [String: String] {
    var result: [String: String] = [:]
    var name: String?
    for line in normalised(lines: text) {
      if let match = line.firstMatch(of: /^(\w+)\s*::=/) {
        name = String(match.1)
        result[String(match.1)] = line
      } else if let current = name, line.hasPrefix("|") {
        result[current, default: ""] += " " + line
      } else {
        name = nil
      }
    }
    return result
  }

  private func normalised(lines text: String) -> [String] {
    let plain = text.replacing(/\/\*.*?\*\//.dotMatchesNewlines(), with: "")
    return plain.split(separator: "\n", omittingEmptySubsequences: false).map { normalised($0) }
  }

  /// The productions that are in `///` comments, in backquotes or in a block of code.
  private func documented() throws -> [String: [String]] {
    let folder = Package.root.appending(path: "Sources/FlowMsgSyntax")
    var result: [String: [String]] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) where name.hasSuffix(".swift") {
      let source = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      let lines = source.split(separator: "\n").map { $0.drop { $0 == " " } }
      let comments = lines.map { $0.hasPrefix("///") ? String($0.dropFirst(3)) : "" }.joined(separator: "\n")
      let spans = comments.replacing(/(?m)^ *`([^`]*::=[^`]*)`[^\n]*$/) { "\($0.1)" }
      for (name, production) in productions(spans) { result[name, default: []].append(production) }
    }
    return result
  }

  @Test func theCommentsHoldTheGrammar() throws {
    let grammar = productions(try Package.text("grammar/flowmsg.ebnf"))
    let comments = try documented()
    #expect(grammar.count >= 13)
    for (name, production) in grammar {
      #expect(comments[name]?.contains(production) == true, "\(production) — \(comments[name] ?? [])")
    }
    for (name, productions) in comments {
      for production in productions { #expect(production == grammar[name], "in a comment alone: \(production)") }
    }
  }
}
