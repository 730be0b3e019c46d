/// What is wrong with a CSV text, and on which line.
package struct CSVFault: Error, Hashable, Sendable {
  /// What is wrong.
  package enum Kind: Hashable, Sendable {
    /// There is no header: the text is empty or blank.
    case noHeader
    /// A column of the header has no name; counted from 1.
    case emptyName(column: Int)
    /// A column has a name that another one before it has.
    case repeatedName(String)
    /// A quote opened on this line is never closed.
    case unclosedQuote
    /// Something other than a delimiter or a line end follows a closing quote.
    case textAfterQuote
    /// A quote is inside a cell that does not begin with one.
    case strayQuote
    /// A NUL, which no text has.
    case nul
    /// The text reads under several delimiters alike.
    case severalDelimiters([UInt8])
    /// A record has another number of cells than the header.
    case wrongCount(found: Int, expected: Int)
  }

  /// What is wrong.
  package var kind: Kind
  /// The physical line, from 1, as an editor counts them.
  package var line: Int
  /// The sheet's row, from 1, where that is known.
  package var row: Int?

  /// A fault.
  package init(_ kind: Kind, line: Int, row: Int? = nil) {
    self.kind = kind
    self.line = line
    self.row = row
  }

  /// Where it is: the row as a spreadsheet shows it, and the line of the file where that is another one.
  package var place: String { Self.place(row: row ?? line, line: line) }

  /// `line 5`, or `line 5 (line 9 of the file)`.
  package static func place(row: Int, line: Int) -> String {
    row == line ? "line \(row)" : "line \(row) (line \(line) of the file)"
  }

  /// Whether the cells after it cannot be told apart any more; a wrong number of cells spoils but its own record.
  package var endsReading: Bool {
    if case .wrongCount = kind { false } else { true }
  }

  /// What was found and what was expected: lower case, no final stop.
  package var message: String {
    switch kind {
    case .noHeader: "there is no header: the first line names the columns"
    case .emptyName(let column): "column \(column) of the header has no name"
    case .repeatedName(let name): "the header names the column '\(name)' twice"
    case .unclosedQuote: "a double quote opens a cell here and is never closed"
    case .textAfterQuote: "after the closing double quote of a cell, expected a delimiter or the end of the line"
    case .strayQuote: "a double quote stands inside a cell that does not begin with one"
    case .nul: "found a NUL character, which no CSV text has"
    case .severalDelimiters(let list):
      "the text reads with \(list.map(Self.name).joined(separator: " and with ")) alike"
    case .wrongCount(let found, let expected):
      "found \(found) \(found == 1 ? "cell" : "cells"), expected \(expected) as in the header"
    }
  }

  private static func name(_ delimiter: UInt8) -> String {
    delimiter == 0x09 ? "tabs" : "'\(UnicodeScalar(delimiter))'"
  }

  /// What to do about it.
  package var help: String {
    switch kind {
    case .noHeader: "write a header such as 'to,nome'"
    case .emptyName: "name it, or remove the delimiter that makes it a column"
    case .repeatedName: "give one of them another name, or remove it"
    case .unclosedQuote: "close it, or double it if it belongs to the text"
    case .textAfterQuote, .strayQuote: "put the cell in double quotes, and double each one inside it"
    case .severalDelimiters(let list):
      "write a line above the header that says which: 'sep=\(list.first == 0x09 ? "," : String(UnicodeScalar(list.first ?? 0x3B)))'"
    case .nul: "save the file as UTF-8; with UTF-16, name the encoding"
    case .wrongCount: "put cells that hold a delimiter or a line break in double quotes"
    }
  }
}
