import FlowMsg
import FlowMsgCheck
import FlowMsgEmit
import FlowMsgJSON
import FlowMsgReport
import FlowMsgRows
import FlowMsgText

/// One source through the library: its findings and their reports, its bodies with their maps, its open forms.
///
/// A record separator (0x1E) ends it: what comes after is the file that its paths mean, of whatever kind.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = UnsafeBufferPointer(start: data, count: count)
  let end = bytes.firstIndex(of: 0x1E) ?? count
  let compiler = Compiler(provider: Files(source: Array(bytes[..<end]), other: Array(bytes[end...].dropFirst())))
  check(compiler)
  compileBodies(compiler)
  compileForms(compiler)
  return 0
}

private let operands = [SourcePath(canonical: "main.flowmsg", display: "main.flowmsg")]

private func compile(_ compiler: Compiler, _ product: CompilerOptions.Product, maps: Bool = false) -> Compilation {
  var options = CompilerOptions()
  options.product = product
  options.mapsSources = maps
  let result = compiler.compile(operands, options: options)
  if result.hasErrors, !result.chunks.isEmpty || !result.outputs.isEmpty { fatalError("there is output with errors") }
  return result
}

/// Every report can be made, every place lies in its file, and so does what a fix changes.
private func check(_ compiler: Compiler) {
  let result = compile(compiler, .nothing)
  for diagnostic in result.diagnostics {
    hold(diagnostic.location, result.files)
    for label in diagnostic.labels { hold(label.location, result.files) }
    for edit in diagnostic.fixes.flatMap(\.edits) { hold(edit.location, result.files) }
  }
  let report = Report(files: result.files, diagnostics: result.diagnostics, color: true, width: 60)
  for format in ReportFormats.all { _ = format.render(report) }
}

private func hold(_ location: SourceLocation, _ files: [SourceFile]) {
  let bytes = files[Int(location.file.rawValue)].bytes
  guard location.range.start <= location.range.end, Int(location.range.end) <= bytes.count else {
    fatalError("a place lies outside its file")
  }
}

/// Every body is JSON.
private func compileBodies(_ compiler: Compiler) {
  let result = compile(compiler, .bodies(compact: false), maps: true)
  for output in result.outputs {
    guard JSONReader.read(bytes(of: output, result)).faults.isEmpty else { fatalError("a body is no JSON") }
  }
}

/// Every open form can be read.
private func compileForms(_ compiler: Compiler) {
  let result = compile(compiler, .forms)
  for output in result.outputs {
    do throws(OpenFormFailure) {
      _ = try FormProgram(OpenForm(reading: bytes(of: output, result)), frame: .body)
    } catch {
      fatalError("an open form cannot be read: \(error.message)")
    }
  }
}

private func bytes(of output: Output, _ result: Compilation) -> [UInt8] {
  Array(result.chunks[output.chunk].bytes[output.range])
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
