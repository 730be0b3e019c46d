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
    if let journal = try? journal() {
      put("journal", journal)
      put("exclusion", journal)
      // Without its checksums, which the target makes.
      let claims = [4096, 8192].flatMap { journal[$0..<$0 + 116] }
      let records = stride(from: 12_288, to: journal.count, by: 32).flatMap {
        journal[$0..<min($0 + 28, journal.count)]
      }
      put("journal", [0x46] + claims + records)
    }
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

  /// The bytes of a journal of three people: one sent, one not processed, one on the way.
  private static func journal() throws(StoreFailure) -> [UInt8] {
    let digest = SHA256.digest(of: [])
    let identity = JournalIdentity(
      isSandbox: false, message: digest, endpoint: digest, bot: digest, environment: digest, type: digest)
    let header = JournalHeader(identity, start: 1)
    let store = MemoryStore()
    let claim = JournalClaim(mark: 1, list: SHA256.digest(of: [1]), rowCount: 24, people: 24)
    let journal = try Journal.begin(store, header, claim, reserve: 64)
    let people = (0..<3).map { PersonDigest(key: header.key)(593_987_000_000 + $0) }
    for (row, person) in people.enumerated() { journal.intend(person, row: UInt32(row), at: 2) }
    try journal.commit()
    journal.add(RowState(.sent, .answer, status: 200), people[0], at: 3)
    journal.add(RowState(.unsent, .answer, status: 429), people[1], at: 3)
    try journal.commit()
    return store.bytes
  }
}

/// A journal's bytes in memory.
private final class MemoryStore: JournalStore {
  private(set) var bytes: [UInt8] = []
  var size: Int { bytes.count }

  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(StoreFailure) -> Int {
    let part = bytes.dropFirst(offset).prefix(buffer.count)
    buffer.copyBytes(from: part)
    return part.count
  }

  func write(_ more: [UInt8], at offset: Int) throws(StoreFailure) {
    try reserve(offset + more.count)
    bytes.replaceSubrange(offset..<offset + more.count, with: more)
  }

  func reserve(_ size: Int) throws(StoreFailure) { bytes += repeatElement(0, count: max(0, size - bytes.count)) }
  func truncate(_ size: Int) throws(StoreFailure) { bytes.removeLast(max(0, bytes.count - size)) }
  func sync() throws(StoreFailure) {}
  func publish() throws(StoreFailure) {}
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
