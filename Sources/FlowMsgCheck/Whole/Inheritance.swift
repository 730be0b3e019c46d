package import FlowMsgText

/// Something found in a statement that a declaration inherits, or that is provisional in one that others build on.
package struct InheritedFinding: Sendable {
  var diagnostic: Diagnostic
  /// The `like` of the declaration in which it shows; nil where it stands in the declaration's own bytes.
  var like: SourceLocation?
  /// The declaration, if others build on it.
  var template: Template?
  /// What the declaration builds on.
  var parent: Template?
}

/// Where to say what is wrong in statements that declarations inherit.
///
/// A fault is said once, at the declaration furthest up that shows it: where the statement stands if it is wrong there,
/// else at the `like` that makes it wrong. One that is provisional in a base counts where a message shows the very same,
/// or where no message builds on the base.
package struct Inheritance {
  /// What makes two findings the same fault: of a provisional one also its wording, which names the parameters and their
  /// bounds, and its labels, which stand at their types.
  private struct Fault: Hashable {
    var code: DiagnosticCode
    var location: SourceLocation
    var message = ""
    var label = ""
    var labels: [DiagnosticLabel] = []

    init(_ diagnostic: Diagnostic) {
      (code, location) = (diagnostic.code, diagnostic.location)
      guard diagnostic.isProvisional else { return }
      (message, label, labels) = (diagnostic.message, diagnostic.label, diagnostic.labels)
    }
  }

  /// The declarations that others build on and that show a fault.
  private var templates: [Fault: Set<ObjectIdentifier>] = [:]
  /// Those of them from which a message has it.
  private var confirmed: [Fault: Set<ObjectIdentifier>] = [:]

  /// What of `findings` is to be said besides `diagnostics`, each at its place.
  package static func settle(_ findings: [InheritedFinding], among diagnostics: [Diagnostic]) -> [Diagnostic] {
    guard !findings.isEmpty else { return [] }
    let known = Set(diagnostics.lazy.filter { !$0.isProvisional }.map(Fault.init))
    let all = Inheritance(findings)
    return findings.compactMap { known.contains(Fault($0.diagnostic)) ? nil : all.diagnostic($0) }
  }

  private init(_ findings: [InheritedFinding]) {
    for finding in findings {
      guard let template = finding.template else { continue }
      templates[Fault(finding.diagnostic), default: []].insert(ObjectIdentifier(template))
    }
    for finding in findings where finding.template?.isBase != true {
      let fault = Fault(finding.diagnostic)
      guard let root = root(of: fault, finding.parent) else { continue }
      confirmed[fault, default: []].insert(ObjectIdentifier(root))
    }
  }

  /// The declaration furthest up from which a fault comes to what builds on `parent`.
  private func root(of fault: Fault, _ parent: Template?) -> Template? {
    guard let shown = templates[fault] else { return nil }
    var root: Template?
    var at = parent
    while let one = at, shown.contains(ObjectIdentifier(one)) {
      root = one
      at = one.parent
    }
    return root
  }

  private func diagnostic(_ finding: InheritedFinding) -> Diagnostic? {
    let fault = Fault(finding.diagnostic)
    guard root(of: fault, finding.parent) == nil else { return nil }
    if finding.diagnostic.isProvisional, let base = finding.template, base.isBase, base.hasMessages,
      confirmed[fault]?.contains(ObjectIdentifier(base)) != true
    {
      return nil
    }
    if let like = finding.like { return moved(finding.diagnostic, to: like) }
    // A message's own was said where it was found.
    return finding.template?.isBase == true ? finding.diagnostic : nil
  }

  private func moved(_ diagnostic: Diagnostic, to like: SourceLocation) -> Diagnostic {
    var diagnostic = diagnostic
    let text = diagnostic.label.isEmpty ? "inherited from here" : diagnostic.label
    diagnostic.labels.insert(DiagnosticLabel(diagnostic.location, text), at: 0)
    (diagnostic.location, diagnostic.label) = (like, "")
    return diagnostic
  }
}
