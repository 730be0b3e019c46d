import FlowMsg
import FlowMsgCheck
import FlowMsgEmit
import FlowMsgJSON
import FlowMsgSend
import FlowMsgText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Prints what the fuzz targets begin with, each with a line before it that names its target and how many bytes it has: the
/// examples of all diagnostics, the sources that are its arguments, what they compile to, and a journal.
@main
struct Seeds {
  static func main() {
    let arguments = CommandLine.arguments.dropFirst()
    for kind in Compiler.catalogue {
      let isFlow = (5100..<5200).contains(kind.code.number)
      for text in [kind.bad, kind.good] where !text.isEmpty {
        if isFlow { put("json", text) }
        put("source", isFlow ? "flow f from \"x.json\"\nmessage m { flow f, screen A { a: 1 } }\n\u{1E}" + text : text)
        if !isFlow { putForms(text) }
      }
    }
    for text in arguments {
      put("source", text)
      putForms(text)
    }
    put("journal", [UInt8](journal))
  }

  private static func put(_ target: String, _ text: String) { put(target, Array(text.utf8)) }

  private static func put(_ target: String, _ bytes: [UInt8]) {
    let all = Array("\(target) \(bytes.count)\n".utf8) + bytes
    var rest = all[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
      guard count > 0 else { exit(1) }
      rest.removeFirst(count)
    }
  }

  private static func putForms(_ text: String) {
    var options = CompilerOptions()
    options.product = .forms
    let path = SourcePath(canonical: "main.flowmsg", display: "main.flowmsg")
    let result = Compiler(provider: Examples(source: text)).compile([path], options: options)
    for output in result.outputs {
      let bytes = Array(result.chunks[output.chunk].bytes[output.range])
      put("json", bytes)
      put("form", bytes + Array("\u{1E}to,nome,n\n593987654321,Ana,1\n\"593987654322\",\"a \"\"b\"\"\",2\n".utf8))
      put("form", bytes + Array("\u{1E}{\"to\":\"593987654321\",\"nome\":\"Ana\",\"n\":[{\"id\":1}]}\n".utf8))
    }
  }

  /// A header and nothing behind it.
  private static var journal: [UInt8] {
    let digest = SHA256.digest(of: [])
    return JournalHeader(rowCount: 40, isSandbox: false, recipients: digest, message: digest, target: digest).bytes
  }
}

private struct Examples: SourceProvider {
  var source: String

  func locate(_ path: String, from importer: SourcePath) throws(ReadFailure) -> SourcePath {
    guard RuleExampleFiles.files[path] != nil else { throw .notFound }
    return SourcePath(canonical: path, display: path)
  }

  func read(_ path: SourcePath) throws(ReadFailure) -> [UInt8] {
    Array((path.canonical == "main.flowmsg" ? source : RuleExampleFiles.files[path.canonical] ?? "").utf8)
  }
}
