import FlowMsgCSV
package import FlowMsgRows

/// A row that does not end within what a row may have: most likely a quote was left open.
package struct EndlessRow: Sendable {
  /// The greatest size of a row, in bytes.
  package static let size = 16 << 20

  /// The line of its start, or of the quote that hides its end; from 0 at the start of its block.
  private let line: Int
  private let isQuoted: Bool
  private let isCSV: Bool

  /// The row that begins at `start`.
  package init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ delimiter: UInt8?) {
    let quote = delimiter.flatMap { CSVCut.linesBeforeOpenQuote(bytes, from: start, delimiter: $0) }
    (line, isQuoted, isCSV) = (quote ?? 0, quote != nil, delimiter != nil)
  }

  /// What to say of it, where its block begins on line `first`, from 1.
  package func failure(from first: Int) -> RowsFailure {
    let size = "\(Self.size >> 20) MiB"
    if isQuoted {
      return RowsFailure(
        "line \(first + line): a double quote opens a cell here and is not closed within \(size)",
        help: "close it, or double it if it belongs to the text")
    }
    return RowsFailure(
      "line \(first + line): the row has more than \(size)", help: isCSV ? nil : "each row stands on a line of its own")
  }
}
