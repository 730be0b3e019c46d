import FlowMsg
import FlowMsgText
import Synchronization
import Testing

/// What was asked for and cannot be done is an error of the compilation, as it is one of the command.
struct RequestFailureTests {
  private static let source = """
    message hi {
      title "Hi", text "Hello", caption "C", flow "f", cta "Go", screen S
      in es { title "Hola" }
    }
    message reminder(name: string(min: 1, max: 10)) {
      title "Hi {name}", text "Hello", caption "C", flow "f", cta "Go", screen S
    }

    """

  private func compile(
    _ operands: [String] = ["a.flowmsg"], runner: any Runner = SerialRunner(),
    _ change: (inout CompilerOptions) -> Void = { _ in },
    isCancelled: @escaping @Sendable () -> Bool = { Task.isCancelled }
  ) -> Compilation {
    var options = CompilerOptions()
    options.product = .bodies(compact: true)
    change(&options)
    return Compiler(provider: MemoryProvider(["a.flowmsg": Self.source]), runner: runner).compile(
      operands.map { SourcePath(canonical: $0, display: $0) }, options: options, isCancelled: isCancelled)
  }

  private func expect(_ compilation: Compilation, _ code: DiagnosticCode, _ message: String) {
    #expect(compilation.hasErrors)
    #expect(compilation.outputs.isEmpty && compilation.chunks.isEmpty)
    let found = compilation.diagnostics.filter { $0.severity == .error }
    #expect(found.map(\.code) == [code], "\(found)")
    #expect(found.map(\.message) == [message])
    #expect(found.allSatisfy { $0.location.file == .none })
    #expect(Compiler.requestCatalogue.contains { $0.code == code })
  }

  @Test func whatCanBeDoneIsNoFailure() {
    let compilation = compile()
    #expect(compilation.diagnostics.filter { $0.severity == .error }.isEmpty)
    #expect(compilation.outputs.count == 3)
    for locale in ["es", "base"] { #expect(compile { $0.locale = locale }.outputs.count == 1) }
    #expect(!compile { ($0.product, $0.message, $0.locale) = (.nothing, "hi", "es") }.hasErrors)
    #expect(!compile { ($0.product, $0.message) = (.forms, "reminder") }.hasErrors)
  }

  @Test func operandThatTheProviderLacks() {
    expect(compile(["a.flowmsg", "b.flowmsg"]), 9007, "cannot read 'b.flowmsg': there is no such file")
  }

  @Test(arguments: [CompilerOptions.Product.nothing, .lines, .bodies(compact: false), .forms])
  func unknownMessage(_ product: CompilerOptions.Product) {
    let compilation = compile { ($0.product, $0.message) = (product, "hu") }
    expect(compilation, 9002, "there is no message 'hu'")
    #expect(
      compilation.requestFailures.first?.help == [
        "did you mean 'hi'?", "choose from: --message hi, --message reminder",
      ])
  }

  @Test(arguments: [CompilerOptions.Product.nothing, .bodies(compact: false), .forms])
  func unknownLocale(_ product: CompilerOptions.Product) {
    expect(compile { ($0.product, $0.locale) = (product, "pt") }, 9003, "no message has the locale 'pt'")
    expect(
      compile { ($0.product, $0.message, $0.locale) = (product, "hi", "pt") }, 9003,
      "message 'hi' has no locale 'pt'")
  }

  @Test func unknownLocaleOfOpenLines() {
    let compilation = compile { ($0.product, $0.opensLines, $0.locale) = (.lines, true, "pt") }
    expect(compilation, 9003, "no message has the locale 'pt'")
  }

  @Test func unknownSetting() {
    let compilation = compile { ($0.message, $0.settings) = ("reminder", [("nome", "Ana")]) }
    #expect(compilation.hasErrors && compilation.outputs.isEmpty)
    #expect(compilation.requestFailures.map(\.code).allSatisfy { $0 == 9004 })
    #expect(
      compilation.diagnostics.contains {
        $0.message == "message 'reminder' has no open parameter 'nome'; did you mean 'name'?"
      })
  }

  @Test func settingTwice() {
    let compilation = compile { ($0.message, $0.settings) = ("reminder", [("name", "Ana"), ("name", "Bea")]) }
    expect(compilation, 9004, "'name' is set twice")
  }

  @Test func messageThatNeedsParameters() {
    let compilation = compile { $0.product = .lines }
    expect(compilation, 9005, "a message needs parameters, and have no body without them")
    #expect(compilation.requestFailures.first?.help.first == "'reminder' needs 'name'")
  }

  @Test(arguments: [1, 2])
  func cancelledWhenever(_ width: Int) {
    // At which question the answer is yes first: there are some for the file and one for each message.
    let runner: any Runner = width == 1 ? SerialRunner() : TaskRunner(width: width)
    for last in 0...3 {
      let question = Question(last)
      let compilation = compile(runner: runner, isCancelled: { question.ask() })
      #expect(compilation.isCancelled, "\(last)")
      expect(compilation, 9006, "the compilation was cancelled")
    }
    let question = Question(1000)
    #expect(!compile(runner: runner, isCancelled: { question.ask() }).isCancelled)
  }

  /// A question that is answered with no so often, and then with yes.
  private final class Question: Sendable {
    private let count = Atomic<Int>(0)
    private let last: Int

    init(_ last: Int) { self.last = last }

    func ask() -> Bool { count.add(1, ordering: .relaxed).oldValue >= last }
  }

  @Test func cancelledTask() async {
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return compile().isCancelled
    }
    #expect(await task.value)
  }
}
