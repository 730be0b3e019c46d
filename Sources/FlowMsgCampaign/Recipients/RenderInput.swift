package import FlowMsgRows
import FlowMsgSend

/// Reads recipients in blocks of whole records.
package struct RenderInput {
  private let source: any ByteSource
  private var decoder: TextDecoder
  private var unwrapper = ArrayUnwrapper()
  private let buffer: ByteSink
  private let size: Int
  /// Why no more can be read, if that is so.
  package private(set) var failure: RowsFailure?
  /// The row that did not end, if one did not.
  package private(set) var endless: EndlessRow?

  /// Reads `source`, up to `size` bytes at a time.
  package init(_ source: any ByteSource, _ encoding: TextEncoding, _ size: Int) {
    (self.source, self.size) = (source, size)
    decoder = TextDecoder(encoding)
    buffer = ByteSink(capacity: size)
  }

  /// Reads until `round` has `target` bytes or there are no more.
  package mutating func fill(_ round: RenderRound, target: Int) {
    do throws(StoreFailure) {
      while round.input.count < target, !round.isLast {
        let memory = UnsafeMutableRawBufferPointer(start: buffer.reserve(size), count: size)
        let got = try source.read(into: memory)
        round.isLast = got == 0
        let read = UnsafeBufferPointer(start: UnsafePointer(buffer.base), count: got)
        do throws(RowsFailure) {
          let start = round.input.count
          try decoder.decode(read, isLast: round.isLast, to: round.input)
          unwrapper.unwrap(round.input, from: start)
          if round.isLast, unwrapper.isOpen {
            throw RowsFailure(
              "the list of JSON objects does not end: a ']' is missing",
              help: "the file may be cut off: export it again")
          }
        } catch {
          failure = error
          return
        }
      }
    } catch {
      failure = RowsFailure("cannot read the recipients: \(error.reason)")
    }
  }

  /// Cuts a block, and reads on as long as not even one record has ended. Cells end at `delimiter`; without one the rows
  /// are lines of JSON.
  package mutating func cut(_ round: RenderRound, from start: Int, _ count: Int, _ delimiter: UInt8?) {
    while failure == nil, !round.cut(from: start, count: count, isCSV: delimiter != nil) {
      guard round.input.count < EndlessRow.size else {
        endless = EndlessRow(round.input.bytes, from: start, delimiter)
        return
      }
      fill(round, target: min(2 * round.input.count, EndlessRow.size))
    }
  }
}
