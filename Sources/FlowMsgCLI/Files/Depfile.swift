import FlowMsgText

/// What `--depfile` writes: for each file that is made the files it was made of, as make and ninja read them.
///
/// Behind those is a rule without anything for each source, as `gcc -MP` writes them: when one is renamed, make would
/// otherwise stop because it does not know how to make the old one.
struct Depfile {
  /// One file that is made.
  struct Rule: Equatable {
    /// Its path.
    var target: String
    /// The paths of what it was made of.
    var sources: [String]
  }

  /// The rules, in order.
  var rules: [Rule]

  /// The text. Fails where a path has something in it that make and ninja do not both read as it is.
  func text() throws(Failure) -> String {
    var text = ""
    var seen: Set<String> = []
    var sources: [String] = []
    for rule in rules {
      text += try Self.escaped(rule.target) + ":"
      for source in rule.sources {
        text += " \\\n  " + (try Self.escaped(source))
        if seen.insert(source).inserted { sources.append(source) }
      }
      text += "\n"
    }
    for source in sources { text += "\n" + (try Self.escaped(source)) + ":\n" }
    return text
  }

  /// A path as make and ninja read it: a backslash before blanks, `#` and `:`, `$` doubled. Backslashes represent
  /// themselves, and before one of those for something else in either.
  ///
  /// What has no spelling that both read is refused: to make `=` begins a variable, `;` a recipe, `%` a pattern, `*`, `?` and
  /// `[` one of a shell, `|` what does not count; ninja takes none of `;|*<>^"'&` and the backquote into a name. A `~` at the
  /// start is a home, `a(b)` is a member of an archive, and what ends in a blank, `:` or `\\`
  /// has no end.
  static func escaped(_ path: String) throws(Failure) -> String {
    if let problem = problem(of: path) {
      throw Failure(
        "'--depfile' cannot name '\(visible(path))': make and ninja do not both read \(problem)",
        help: "rename '\(visible(path))'")
    }
    var result = ""
    for scalar in path.unicodeScalars {
      switch scalar {
      case "\n", "\r":
        throw Failure("'--depfile' cannot name a path with a line break in it", help: "rename '\(visible(path))'")
      case " ", "\t", "#", ":": result += "\\"
      case "$": result += "$"
      default: break
      }
      result.unicodeScalars.append(scalar)
    }
    return result
  }

  /// What of a path the two do not both read; nil if they read all of it.
  private static func problem(of path: String) -> String? {
    if let mark = path.unicodeScalars.first(where: { "=;|%*?[<>^`\"'&".unicodeScalars.contains($0) }) {
      return "'\(mark)' in a name"
    }
    if path.hasPrefix("~") { return "'~' at its start" }
    let scalars = Array(path.unicodeScalars)
    for (mark, next) in zip(scalars, scalars.dropFirst()) where mark == "\\" && " \t#:$".unicodeScalars.contains(next) {
      return "a backslash before '\(next)'"
    }
    guard let last = path.unicodeScalars.last else { return nil }
    if " \t:\\".unicodeScalars.contains(last) {
      return last == " " || last == "\t" ? "a blank at its end" : "'\(last)' at its end"
    }
    return last == ")" && path.unicodeScalars.dropFirst().contains("(") ? "parentheses at its end" : nil
  }

  private static func visible(_ path: String) -> String {
    path.replacing("\n", with: "\\n").replacing("\r", with: "\\r")
  }
}

/// A depfile on its way to the disk.
struct DepfileText {
  /// Where it goes.
  var file: String
  /// What it says, as `RawText`: make and ninja read paths as bytes.
  var text: String

  /// Writes it, whole or not at all, also where it said the same before: to make it is as new as the outputs.
  func write(_ fileSystem: any FileSystem) throws(Failure) {
    do throws(SystemError) {
      try fileSystem.write(RawText.bytes(text), to: file)
    } catch {
      throw Failure("cannot write '\(file)': \(error.description)")
    }
  }
}
