import FlowMsgText

/// The files of a report while it is drawn; the lines of each are looked for once, and only if something in it is shown.
final class Sources {
  private let files: [SourceFile]
  private var views: [FileID: SourceView] = [:]

  init(_ files: [SourceFile]) {
    self.files = files
  }

  /// The file `id`, or an empty one without a name if there is none.
  subscript(id: FileID) -> SourceView {
    if let view = views[id] { return view }
    let index = Int(id.rawValue)
    let view = SourceView(files.indices.contains(index) ? files[index] : SourceFile(name: "<unknown>", bytes: []))
    views[id] = view
    return view
  }
}

/// One file with its lines.
final class SourceView {
  let file: SourceFile
  private let index: LineIndex
  /// The place asked for last: most findings come in order, and a line may be a megabyte long.
  private var last = (offset: UInt32(0), position: LinePosition(line: 1, column: 1))

  init(_ file: SourceFile) {
    self.file = file
    index = LineIndex(file.bytes)
  }

  /// The number of lines; an empty one after the last line end counts.
  var lineCount: Int { index.starts.count }

  /// Line and column of `offset`, which may lie past the end.
  func position(of offset: UInt32) -> LinePosition {
    let offset = clamped(offset)
    let position: LinePosition
    if offset >= last.offset, last.offset >= lineStart, index.line(at: offset) + 1 == last.position.line {
      var column = last.position.column
      for byte in file.bytes[Int(last.offset)..<Int(offset)] where byte & 0xC0 != 0x80 { column += 1 }
      position = LinePosition(line: last.position.line, column: column)
    } else {
      position = index.position(of: offset, in: file.bytes)
    }
    last = (offset, position)
    return position
  }

  /// The same with the column in bytes of UTF-8.
  func bytePosition(of offset: UInt32) -> LinePosition {
    let offset = clamped(offset)
    let line = index.line(at: offset)
    let start = content(ofLine: line).start
    return LinePosition(line: line + 1, column: max(0, Int(offset) - Int(start)) + 1)
  }

  /// The offset where the text begins: after a byte-order mark.
  private var lineStart: UInt32 { hasMark ? 3 : 0 }
  private var hasMark: Bool { file.bytes.count >= 3 && file.bytes[..<3] == [0xEF, 0xBB, 0xBF] }

  /// `path:line:column` of `offset`.
  func place(of offset: UInt32) -> String {
    let position = position(of: offset)
    return "\(visible(file.name)):\(position.line):\(position.column)"
  }

  /// The line, from 0, on which `offset` is.
  func line(at offset: UInt32) -> Int { index.line(at: clamped(offset)) }

  /// Line `line`, from 0, without its end and without byte-order mark.
  func content(ofLine line: Int) -> ByteRange {
    var content = index.content(ofLine: line, in: file.bytes)
    if line == 0 && hasMark { content.start = min(content.end, 3) }
    return content
  }

  /// Line `line`, from 0, to be shown.
  func passage(_ line: Int) -> Passage {
    Passage(bytes: file.bytes, content: content(ofLine: line))
  }

  /// `range` within the file, without the line ends that it may end with: no one means those.
  func trimmed(_ range: ByteRange) -> ByteRange {
    let start = clamped(range.start)
    var end = max(start, clamped(range.end))
    while end > start, [0x0A, 0x0D].contains(file.bytes[Int(end) - 1]) { end -= 1 }
    return ByteRange(start, end)
  }

  private func clamped(_ offset: UInt32) -> UInt32 {
    UInt32(min(Int(offset), file.bytes.count))
  }
}
