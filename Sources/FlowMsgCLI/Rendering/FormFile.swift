import FlowMsg
import FlowMsgEmit
import FlowMsgJSON
import FlowMsgRows
import FlowMsgSandbox
import FlowMsgText

/// What `render` fills: an open form, ready.
struct FormFile {
  let program: FormProgram
  /// The form as it was read.
  let bytes: [UInt8]
  /// Where its fields are written; nil where no one asks, or no one wrote them.
  let places: FieldPlaces?
  /// What the source's `example` gives its parameters, an object in compact JSON; nil where there is none.
  let example: [UInt8]?

  /// Nil where a source has errors, which are shown.
  init?(_ invocation: Invocation, _ environment: Environment, frame: FormFrame) throws(Failure) {
    let name = invocation.operands.first ?? ""
    let isTraced = if case .parts = frame { true } else { false }
    guard let text = try Self.text(name, invocation, environment, isTraced: isTraced) else { return nil }
    (bytes, example) = (text.bytes, text.output?.example)
    if text.isFile { try Self.judge(name, bytes) }
    let entry = text.isFile ? try CompiledFolder.entry(ofBody: name, environment.fileSystem) : nil
    let form = try Self.form(name, bytes, entry, invocation)
    places = isTraced ? text.places(form, name) : nil
    do throws(OpenFormFailure) {
      program = try FormProgram(form, frame: frame)
    } catch {
      throw Self.failure(name, error)
    }
  }

  /// The form in `bytes`, with what `--set` gives. Of a plain body `entry` says for whom it is and who sends it.
  private static func form(
    _ name: String, _ bytes: [UInt8], _ entry: ManifestEntry?, _ invocation: Invocation
  ) throws(Failure) -> OpenForm {
    var form: OpenForm
    do throws(OpenFormFailure) {
      form = try OpenForm(reading: bytes)
    } catch {
      throw failure(name, error)
    }
    if let entry, form.isPlain, !form.variants.isEmpty {
      form.message = entry.message
      form.variants[0].tags = entry.tags + [entry.locale].compactMap { $0 }
      (form.variants[0].bot, form.variants[0].plainType) = (entry.bot, entry.type)
    }
    for (path, value) in try invocation.pairs(.set) {
      do throws(RowsFailure) { try form.set(path, to: value) } catch { throw Failure(error) }
    }
    return form
  }

  /// A plain body is judged by the table by which the sandbox judges: what that refuses, the API does too.
  private static func judge(_ name: String, _ bytes: [UInt8]) throws(Failure) {
    guard let form = try? OpenForm(reading: bytes), form.isPlain, let problem = BodyJudge.problem(of: bytes) else {
      return
    }
    throw Failure(
      "'\(RawText.shown(name))' is no body that the API takes: \(problem)", help: "compile the message again")
  }

  private static func failure(_ name: String, _ failure: OpenFormFailure) -> Failure {
    Failure("\(name):\(failure.line):\(failure.column): \(failure.message)", help: failure.help)
  }

  /// A form's bytes; of one that was compiled also what it was compiled from.
  private struct Text {
    var bytes: [UInt8]
    var isFile = false
    var output: Output?
    var files: [SourceFile] = []

    func places(_ form: OpenForm, _ name: String) -> FieldPlaces? {
      let count = form.variants.count
      if let output { return FieldPlaces(output, files, variants: count) }
      return isFile ? FieldPlaces(bytes, name: RawText.shown(name), isPlain: form.isPlain, variants: count) : nil
    }
  }

  private static func text(
    _ name: String, _ invocation: Invocation, _ environment: Environment, isTraced: Bool
  ) throws(Failure) -> Text? {
    guard name.hasSuffix(".json") else {
      if let folder = CompiledFolder(name, environment.fileSystem) {
        return Text(bytes: try folder.form(invocation.value(.message)))
      }
      return try openForm(invocation, environment, isTraced: isTraced)
    }
    do throws(SystemError) {
      return Text(bytes: try environment.fileSystem.read(name), isFile: true)
    } catch {
      throw Failure("cannot read '\(name)': \(error.description)")
    }
  }

  /// The open form that a source compiles to: the one place where the compiler comes in. Nil where the source has errors,
  /// which are shown.
  private static func openForm(
    _ invocation: Invocation, _ environment: Environment, isTraced: Bool
  ) throws(Failure) -> Text? {
    let project = try Project(invocation, environment)
    var options = CompilerOptions()
    options.product = .forms
    options.reportsNotes = false
    options.mapsSources = isTraced
    options.message = invocation.value(.message)
    let compilation = project.compile(options)
    project.complain(about: compilation)
    let exit = project.exitCode(of: compilation)
    if exit == .sourcesAreWrong { return nil }
    guard exit == .done else { throw Failure("there is no message to fill") }
    // Without its choices, which are those of `compile`.
    if let failure = compilation.requestFailures.first { throw Failure(failure.message) }
    guard let output = compilation.outputs.first else { throw Failure("the sources declare no message") }
    guard compilation.outputs.count == 1 else {
      let names = compilation.outputs.prefix(20).map { "--message \($0.message)" }.joined(separator: ", ")
      throw Failure("there are \(compilation.outputs.count) messages", help: "choose one: \(names)")
    }
    return Text(
      bytes: Array(compilation.chunks[output.chunk].bytes[output.range]), output: output, files: compilation.files)
  }
}
