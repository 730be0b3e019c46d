/// Reads the text of a shared string or an inline one: plain, or in runs, which are joined. How it is pronounced is
/// left out.
enum RichText {
  private static let text = XMLName.t
  private static let run = XMLName.r

  /// Appends the text of the element that has just begun, and passes the element; it may have so many bytes.
  static func append(
    _ reader: inout XMLReader, to output: inout GrowingBuffer<UInt8>, limit: Int
  ) throws(WorkbookFailure) {
    let outer = reader.depth
    var (start, isText) = (output.count, false)
    while true {
      switch try reader.next() {
      case .start where isText || !belongs(reader, outer): try reader.skip()
      case .start:
        isText = reader.name == text
        start = output.count
      case .text where isText:
        guard reader.text.count <= limit &- output.count else {
          throw reader.fault("the text goes beyond \(limit >> 20) MiB")
        }
        output.append(reader.text)
      case .end:
        if reader.depth < outer { return }
        if isText { output.decodeEscapes(from: start) }
        isText = false
      case .text: break
      case .finished: return
      }
    }
  }

  /// Whether the element that has begun is a text or a run of the outer one.
  private static func belongs(_ reader: borrowing XMLReader, _ outer: Int) -> Bool {
    if reader.name == text { return reader.depth == outer &+ 1 || reader.depth == outer &+ 2 }
    return reader.name == run && reader.depth == outer &+ 1
  }
}
