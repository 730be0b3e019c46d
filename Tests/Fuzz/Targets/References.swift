import FlowMsg
import FlowMsgCheck
import FlowMsgText

/// One source: what is named at its bytes, where that is declared, who uses it, and what may be written there.
///
/// A record separator (0x1E) ends it: what is behind is the file that its paths mean, of whatever kind.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = UnsafeBufferPointer(start: data, count: count)
  let end = bytes.firstIndex(of: 0x1E) ?? count
  let provider = Files(source: Array(bytes[..<end]), other: Array(bytes[end...].dropFirst()))
  let result = Compiler(provider: provider)
    .compile([SourcePath(canonical: "main.flowmsg", display: "main.flowmsg")])
  guard let references = result.references else { fatalError("there are no references") }
  for (i, file) in result.files.enumerated() { ask(references, FileID(UInt32(i)), file.bytes.count, result) }
  return 0
}

/// So many places of a file are asked about.
private let places = 64

private func ask(_ references: References, _ file: FileID, _ count: Int, _ result: Compilation) {
  for offset in stride(from: 0, through: count + 1, by: max(1, count / places)) {
    let offset = UInt32(offset)
    if let expected = references.expected(at: offset, in: file) { hold(expected.location, result) }
    guard let found = references.reference(at: offset, in: file) else { continue }
    hold(found.location, result)
    let uses = references.uses(of: found.definition)
    for use in uses { hold(use.location, result) }
    guard uses.contains(found) || found.definition.kind == .file else { fatalError("a use is not found") }
    guard uses.filter(\.isDeclaration).count <= 1 else { fatalError("there are two declarations") }
  }
}

/// Every place lies in its file.
private func hold(_ location: SourceLocation, _ result: Compilation) {
  let count = result.files[Int(location.file.rawValue)].bytes.count
  guard location.range.start <= location.range.end, Int(location.range.end) <= count else {
    fatalError("a place lies outside its file")
  }
}

/// The source, the files that examples name, and one more for every other path.
private struct Files: SourceProvider {
  var source: [UInt8]
  var other: [UInt8]

  func locate(_ path: String, from importer: SourcePath) throws(ReadFailure) -> SourcePath {
    guard path.utf8.contains(0x2E), !path.contains("..") else { throw .notFound }
    return SourcePath(canonical: path, display: path)
  }

  func read(_ path: SourcePath) throws(ReadFailure) -> [UInt8] {
    if path.canonical == "main.flowmsg" { return source }
    return RuleExampleFiles.files[path.canonical].map { Array($0.utf8) } ?? other
  }
}
