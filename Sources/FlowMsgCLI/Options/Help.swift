/// The help, made from the table.
package enum Help {
  /// What the tool is and which commands there are.
  package static func general(_ commands: [CommandDefinition]) -> String {
    let rows = commands.map { ("\($0.name) \($0.operands.placeholder)", $0.summary) }
    return """
      flowmsg \(Version.text): messages that open WhatsApp Flows, from source to the API's JSON

      usage: flowmsg COMMAND [OPTION…] [OPERAND…]

      commands:
      \(table(rows + [("help COMMAND", "shows a command's help")]))

      options:
      \(table([Option.help, .version].map(row)))

      exit: 0 done, 1 the sources have errors, 2 the command line or a file is at fault,
            3 a send is incomplete; 129, 130, 143 ended in order by SIGHUP, SIGINT, SIGTERM

      """
  }

  /// How a command is used and what its options do.
  package static func command(_ command: CommandDefinition) -> String {
    let choices = command.operands.choices.joined(separator: ", ")
    let operands = choices.isEmpty ? "" : "\n\(command.operands.placeholder) is one of \(choices).\n"
    return """
      \(wrapped(command.discussion, indentation: 0))

      usage: flowmsg \(command.name) [OPTION…] \(command.operands.placeholder)
      \(operands)
      options:
      \(table(command.options.map(row)))

      """
  }

  private static func row(_ option: Option) -> (String, String) {
    let letter = option.letter.map { "-\($0), " } ?? "    "
    return (letter + "--" + option.name + (option.argument.placeholder.map { " \($0)" } ?? ""), option.help)
  }

  /// Two columns; a long left side puts the right one on the next line.
  private static func table(_ rows: [(String, String)]) -> String {
    let fitting = rows.map { $0.0.count }.filter { $0 <= longest }
    let column = (fitting.max() ?? 0) + 4
    return rows.map { left, right in
      let text = wrapped(right, indentation: column)
      if left.count > longest { return "  \(left)\n" + text }
      return "  " + left + text.dropFirst(left.count + 2)
    }.joined(separator: "\n")
  }

  /// `text` in lines of at most 100 columns, each behind `indentation` blanks.
  private static func wrapped(_ text: String, indentation: Int) -> String {
    let blanks = String(repeating: " ", count: indentation)
    var lines: [String] = []
    var line = blanks
    for word in text.split(separator: " ") {
      if line.count > indentation && line.count + 1 + word.count > 100 {
        lines.append(line)
        line = blanks
      }
      line += (line.count > indentation ? " " : "") + word
    }
    return (lines + [line]).joined(separator: "\n")
  }

  private static let longest = 30
}
