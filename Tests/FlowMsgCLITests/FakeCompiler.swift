import FlowMsgText

@testable import FlowMsg
@testable import FlowMsgJSON

/// A stand-in for the compiler: a source is text; every `e` is an error whose safe fix writes `o`, every `w` a warning
/// whose safe fix drops it, every `x` a warning whose safe fix writes `y`; what is emitted is the text without `w`.
struct FakeCompiler {
  static let kind = DiagnosticKind(1000, .error, "e", why: "", bad: "", good: "")
  static let warning = DiagnosticKind(1001, .warning, "w", why: "", bad: "", good: "")
  var safe = true

  func compile(_ paths: [SourcePath], _ provider: any SourceProvider) -> Compilation {
    var result = Compilation()
    for (index, path) in paths.enumerated() {
      guard let bytes = try? provider.read(path) else { continue }
      result.files.append(SourceFile(name: path.display, bytes: bytes))
      result.paths.append(path)
      for (offset, byte) in bytes.enumerated() {
        let place = FlowMsgText.SourceLocation(FileID(UInt32(index)), ByteRange(UInt32(offset), UInt32(offset) + 1))
        result.diagnostics += diagnostic(byte, place).map { [$0] } ?? []
      }
      emit(bytes.filter { $0 != UInt8(ascii: "w") }, path.display, FileID(UInt32(index)), into: &result)
    }
    result.operandCount = result.files.count
    return result
  }

  private func diagnostic(_ byte: UInt8, _ place: FlowMsgText.SourceLocation) -> Diagnostic? {
    let fix = { (text: String) in [Fix("write '\(text)'", [TextEdit(place, text)], isSafe: safe)] }
    switch byte {
    case UInt8(ascii: "e"): return Diagnostic(Self.kind, "e", at: place, fixes: fix("o"))
    case UInt8(ascii: "w"): return Diagnostic(Self.warning, "w", at: place, fixes: fix(""))
    case UInt8(ascii: "x"): return Diagnostic(Self.warning, "x", at: place, fixes: fix("y"))
    default: return nil
    }
  }

  private func emit(_ bytes: [UInt8], _ name: String, _ file: FileID, into result: inout Compilation) {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes.count, alignment: 1)
    bytes.withUnsafeBytes { memory.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(memory), byteCount: $0.count) }
    result.chunks.append(OutputChunk(adopting: memory, count: bytes.count))
    result.outputs.append(
      Output(
        message: name, locale: nil, source: file, bot: nil, type: nil, chunk: result.chunks.count - 1,
        range: 0..<bytes.count))
  }
}
