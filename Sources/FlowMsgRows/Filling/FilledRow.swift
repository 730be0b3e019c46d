/// A row that cannot be used.
package struct RejectedRow: Sendable {
  /// Its place among the rows of its block, from 0.
  package var index: Int
  /// Its line as a spreadsheet shows it; from 0 at the start of its block.
  package var line: Int
  /// Its line in the text; from 0 at the start of its block.
  package var textLine: Int
  /// Why.
  package var fault: RowFault
  /// The row as it was, without its line end, where rejected rows are kept.
  package var row: [UInt8] = []

  /// A row that cannot be used.
  package init(index: Int, line: Int, textLine: Int, fault: RowFault, row: [UInt8] = []) {
    (self.index, self.line, self.textLine, self.fault, self.row) = (index, line, textLine, fault, row)
  }
}

/// A row that was filled: where its parts are in the filler's `out`.
package struct FilledRow: Sendable {
  /// Its place among the rows of its block, from 0.
  package var index: Int
  /// Its line as a spreadsheet shows it; from 0 at the start of its block.
  package var line: Int
  /// Its line in the text; from 0 at the start of its block.
  package var textLine: Int
  /// Where its first byte is; with the frame `.parts` the target begins here and ends where the body begins.
  package var start: Int
  /// Where its body begins and ends.
  package var bodyStart: Int
  /// Where its body ends.
  package var bodyEnd: Int
  /// The phone number: at most 15 digits, so that a number of 64 bits holds them, and none is lost as none begins with 0.
  package var number: UInt64
  /// Its variant's place in the form.
  package var variant: Int
  /// How the number was written.
  package var traits: ReadNumber.Traits
  /// Where it is in its block, without its line end.
  package var source: Range<Int>
}
