import FlowMsgText

/// Where to say what is wrong in statements that declarations inherit.
///
/// A fault is said once, at the declaration furthest up that shows it: where the statement is if it is wrong there,
/// else at the `like` that makes it wrong. One that is provisional in a base counts where a message shows the very same,
/// or where no message builds on the base. Where it counts, nothing is said of the values that such a type lets through.
struct Inheritance {
  /// What makes two findings the same fault: of a provisional one also its wording, which names the parameters and their
  /// bounds, and its labels, which are at their types.
  private struct Fault: Hashable {
    var cause: Cause
    var message = ""
    var label = ""
    var labels: [DiagnosticLabel] = []

    init(_ diagnostic: Diagnostic) {
      cause = Cause(code: diagnostic.code, location: diagnostic.subject)
      guard diagnostic.isProvisional else { return }
      (message, label, labels) = (diagnostic.message, diagnostic.label, diagnostic.labels)
    }
  }

  /// What is said of a place, whatever the wording.
  private struct Cause: Hashable {
    var code: DiagnosticCode
    var location: SourceLocation
  }

  /// The declarations that others build on and that show a fault.
  private var baseMessages: [Fault: Set<FileID>] = [:]
  /// Those of them from which a message has it.
  private var confirmed: [Fault: Set<FileID>] = [:]
  /// The declarations at which a type is said to be too wide for a place.
  private var tooWide: [Cause: Set<FileID>] = [:]

  private let all: BaseMessages

  /// What of `findings` is to be reported beside `diagnostics`, each at its place; `baseMessages` are those of the program.
  static func settle(_ findings: [InheritedFinding], among diagnostics: [Diagnostic], _ baseMessages: BaseMessages)
    -> [Diagnostic]
  {
    guard !findings.isEmpty else { return [] }
    let known = Set(diagnostics.lazy.filter { !$0.isProvisional }.map(Fault.init))
    let all = Inheritance(findings, baseMessages)
    return findings.compactMap { finding in
      if finding.isSaidWhereFound || known.contains(Fault(finding.diagnostic)) { return nil }
      return all.isSaid(finding) && !all.isLetThrough(finding) ? finding.moved : nil
    }
  }

  private init(_ findings: [InheritedFinding], _ all: BaseMessages) {
    self.all = all
    for finding in findings {
      guard let baseMessage = finding.baseMessage else { continue }
      baseMessages[Fault(finding.diagnostic), default: []].insert(baseMessage)
    }
    for finding in findings where !finding.isBase {
      let fault = Fault(finding.diagnostic)
      guard let root = root(of: fault, finding.parent) else { continue }
      confirmed[fault, default: []].insert(root)
    }
    for finding in findings where finding.diagnostic.isProvisional && isSaid(finding) {
      guard let baseMessage = finding.baseMessage else { continue }
      tooWide[Fault(finding.diagnostic).cause, default: []].insert(baseMessage)
    }
  }

  /// The declaration furthest up from which a fault comes to what builds on `parent`.
  private func root(of fault: Fault, _ parent: FileID?) -> FileID? {
    guard let shown = baseMessages[fault], let parent, shown.contains(parent), let baseMessage = all[parent] else {
      return nil
    }
    var root = parent
    for one in baseMessage.bases {
      guard shown.contains(one.id) else { break }
      root = one.id
    }
    return root
  }

  /// Whether the fault is this declaration's and counts.
  private func isSaid(_ finding: InheritedFinding) -> Bool {
    let fault = Fault(finding.diagnostic)
    guard root(of: fault, finding.parent) == nil else { return false }
    guard finding.diagnostic.isProvisional, finding.isBase, let base = finding.baseMessage.flatMap({ all[$0] }),
      base.hasMessages
    else { return true }
    return confirmed[fault]?.contains(base.id) == true
  }

  // MARK: Values that a type lets through

  /// What is said of a text, and what is said of types that allow such texts.
  private static let causes: [DiagnosticCode: DiagnosticCode] = [
    TooLongRule.kind.code: LongWithParametersRule.kind.code, EmptyTextRule.kind.code: PossiblyEmptyRule.kind.code,
  ]

  /// Whether something further up is reported of a type that allows such a value.
  private func isLetThrough(_ finding: InheritedFinding) -> Bool {
    var causes = finding.routes.map { Cause(code: ParameterTypeRule.kind.code, location: $0) }
    if let code = Inheritance.causes[finding.diagnostic.code] {
      causes.append(Cause(code: code, location: finding.diagnostic.subject))
    }
    if finding.diagnostic.code == FlowTokenRule.kind.code, !finding.diagnostic.isProvisional {
      // The rule says both, of a value and of a type.
      causes += (finding.routes + [finding.diagnostic.subject]).map {
        Cause(code: FlowTokenRule.kind.code, location: $0)
      }
    }
    let told = causes.reduce(into: Set<FileID>()) { $0.formUnion(tooWide[$1] ?? []) }
    guard !told.isEmpty, let parent = finding.parent else { return false }
    if told.contains(parent) { return true }
    return all[parent].map { $0.bases.contains { told.contains($0.id) } } ?? false
  }
}

extension InheritedFinding {
  /// The finding at the place where it is said.
  fileprivate var moved: Diagnostic {
    guard let like else { return diagnostic }
    var diagnostic = diagnostic
    let text = diagnostic.label.isEmpty ? "inherited from here" : diagnostic.label
    diagnostic.labels.insert(DiagnosticLabel(diagnostic.location, text), at: 0)
    (diagnostic.location, diagnostic.label) = (like, "")
    return diagnostic
  }
}
