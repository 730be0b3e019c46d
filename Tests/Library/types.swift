import FlowMsg

// Names each public type of the library, and reads members, with no import but that of the library.

struct Memory: SourceProvider {
  func locate(_ path: String, from importer: SourcePath) throws(ReadFailure) -> SourcePath { throw .notFound }

  func read(_ path: SourcePath) throws(ReadFailure) -> [UInt8] {
    guard path.canonical == "a.flowmsg" else { throw .notFound }
    let source = """
      bot sales { id "sales-1", provider cloud_api }
      message hi { bot sales, title "Hi", text "Hello", caption "C", flow "f", cta "Go", screen S }

      """
    return Array(source.utf8)
  }
}

func path(_ name: String) -> SourcePath { SourcePath(canonical: name, display: name) }

func describe(_ diagnostic: Diagnostic) -> [String] {
  let code: DiagnosticCode = diagnostic.code
  let severity: Severity = diagnostic.severity
  let location: SourceLocation = diagnostic.location
  let range: ByteRange = location.range
  let file: FileID = location.file
  let labels: [DiagnosticLabel] = diagnostic.labels
  let fixes: [Fix] = diagnostic.fixes
  let edits: [TextEdit] = fixes.flatMap(\.edits)
  return ["\(code)", severity.word, "\(range.start) \(range.count)", "\(file.rawValue)"]
    + labels.map(\.message) + fixes.map(\.title) + edits.map(\.replacement)
}

func describe(_ output: Output) -> [String] {
  let kind: Output.Kind = output.kind
  let bot: Bot? = output.bot
  let ids: [BotID] = bot?.ids ?? []
  let mappings: [SourceMapping] = output.mappings
  let steps: [SourceMapping.Step] = mappings.flatMap(\.through)
  let kinds: [SourceMapping.Step.Kind] = steps.map(\.kind)
  let insertions: [SourceMapping.Insertion] = mappings.flatMap(\.insertions)
  return ["\(kind)", bot?.name ?? "", "\(insertions.map(\.value.range.start))"] + ids.map(\.id)
    + kinds.map(\.rawValue) + mappings.map(\.pointer)
}

var options: CompilerOptions = CompilerOptions()
let product: CompilerOptions.Product = .bodies(compact: true)
(options.product, options.mapsSources) = (product, true)
let runner: any Runner = SerialRunner()
let compiler: Compiler = Compiler(provider: Memory(), runner: runner)

let compilation: Compilation = compiler.compile([path("a.flowmsg")], options: options) { false }
precondition(!compilation.hasErrors && !compilation.isCancelled && !compilation.outputs.isEmpty)
for output in compilation.outputs {
  let chunk: OutputChunk = compilation.chunks[output.chunk]
  precondition(chunk.bytes[output.range].first == UInt8(ascii: "{"))
  precondition(describe(output).count > 3)
}
let file: SourceFile = compilation.files[0]
let lines: LineIndex = LineIndex(file.bytes)
let position: LinePosition = lines.position(of: 0, in: file.bytes)
precondition(position.line > 0 || position.column > 0 || !lines.starts.isEmpty)
let dependencies: FileDependencies = compilation.dependencies
precondition(dependencies.all(of: FileID(0)) == [FileID(0)])

let references: References = compilation.references!
let reference: Reference = references.reference(at: 5, in: FileID(0))!
let definition: Definition = reference.definition
let definitionKind: Definition.Kind = definition.kind
precondition(definitionKind == .bot && definition.name == "sales" && definition.location == reference.location)
let expected: Expected = references.expected(at: 0, in: FileID(0))!
let expectedKind: Expected.Kind = expected.kind
precondition(expectedKind == .declaration && expected.location.range.count == 3)
precondition(references.uses(of: definition).filter(\.isDeclaration) == [reference])

let lacking: Compilation = compiler.compile([path("b.flowmsg")], options: options)
precondition(lacking.hasErrors && lacking.unreadable.first?.failure == ReadFailure.notFound)
precondition(lacking.diagnostics.allSatisfy { $0.location.file == .none && describe($0).count >= 4 })
let kinds: [DiagnosticKind] = Compiler.catalogue + Compiler.requestCatalogue
precondition(kinds.allSatisfy { !$0.title.isEmpty })
precondition(compiler.compile([path("a.flowmsg")]) { true }.isCancelled)

// A text that is not saved yet, and the safe fixes of it, in memory.
var overlay: OverlayProvider = OverlayProvider(Memory())
overlay[path("a.flowmsg")] = Array("let a = “A”\nlet b = \"caf\\u00e9\"\n".utf8)
let unsaved: Compiler = Compiler(provider: overlay)
let outcome: FixOutcome = unsaved.fix([path("a.flowmsg")])
let changes: [FixedFile] = outcome.changes
let refused: [RefusedFix] = outcome.refused
precondition(outcome.fixCount == 2 && !outcome.isCancelled && !outcome.compilation.hasErrors)
precondition(changes.map(\.after) == [Array("let a = \"A\"\nlet b = \"caf\\u{00e9}\"\n".utf8)])
precondition(changes.map(\.path.display) == ["a.flowmsg"] && changes.map(\.before) == [overlay[path("a.flowmsg")]])
precondition(refused.map { "\($0.code) \($0.title) \($0.path.display) \($0.position.line)" }.isEmpty)
var edits: EditSet = EditSet()
let found: Compilation = unsaved.compile([path("a.flowmsg")])
precondition(found.diagnostics.flatMap(\.fixes).contains { edits.add($0) } && edits.files == [FileID(0)])
precondition(edits.apply(to: found.files[0].bytes, of: FileID(0)) != found.files[0].bytes)

// Files that are being edited.
let workspace: Workspace = Workspace(provider: Memory(), runner: runner)
let added: [FileDiagnostics] = workspace.add([path("a.flowmsg")])
precondition(added.allSatisfy { $0.path == path("a.flowmsg") && !$0.diagnostics.isEmpty })
let typed: SourceEdit = SourceEdit(0..<0, with: Array("let a = 1\n".utf8))
precondition(workspace.update(path("a.flowmsg"), typed).count == 1 && workspace.files.count == 1)
precondition(workspace.set(path("a.flowmsg"), []).count <= 1 && workspace.paths == workspace.sources)

print("all types")
