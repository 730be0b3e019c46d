import FlowMsgModel
package import FlowMsgText

/// Where a finding is reported, and where the value is written that it is about.
///
/// A value that a name brings (a let, a default, a part of a file) is reported at the name, as that is what the message
/// writes; the label at the value's own place is added by `Reporter.report`, and no fix is offered: it would replace the
/// name, or change a value that others use.
package struct FoundPlace: Sendable {
  /// What the message writes: the value itself, or the name that brings it.
  package var location: SourceLocation
  /// Whether that is a name.
  package var isName = false
  /// Where the value behind the name is written; nil for what is written in no file, and where there is no name.
  package var value: SourceLocation?

  /// What is written at `location`.
  init(_ location: SourceLocation) { self.location = location }

  /// What the name at `name` brings, written at `value`.
  init(name: SourceLocation, value: SourceLocation?) {
    (location, isName, self.value) = (name, true, value)
  }

  /// The label at the value's own place, if that is another.
  var labels: [DiagnosticLabel] { value.map { [DiagnosticLabel($0, "the value")] } ?? [] }
}

extension Reporter {
  /// Adds a finding of `kind` at `place`, with what `FoundPlace` says of labels and fixes.
  package mutating func report(
    _ kind: DiagnosticKind, _ message: String, at place: FoundPlace, label: String = "",
    labels: [DiagnosticLabel] = [], help: [String] = [], fixes: [Fix] = [], isProvisional: Bool = false,
    whole: SourceLocation? = nil
  ) {
    report(
      kind, message, at: place.location, label: label, labels: labels + place.labels, help: help,
      fixes: place.isName ? [] : fixes, isProvisional: isProvisional, whole: whole)
  }
}

extension ResolvedMessage {
  /// Notes that `name` brought the nodes from `first` on. What names inside brought is then part of that.
  func use(_ name: Origin, from first: Int, isWritten: Bool) {
    while let last = uses.last, last.first >= first { uses.removeLast() }
    uses.append(NameUse(first: first, end: message.tape.nodes.count, name: name, isWritten: isWritten))
  }

  /// The place of the value at `node`.
  package func place(of node: Int) -> FoundPlace {
    let origin = message.tape.nodes[node].origin
    guard let use = use(around: node) else { return FoundPlace(SourceLocation(origin)) }
    return FoundPlace(name: SourceLocation(use.name), value: use.isWritten ? foreign.location(origin) : nil)
  }

  /// The place at which a label shows the value at `node`: its own.
  package func ownLocation(of node: Int) -> SourceLocation {
    let place = place(of: node)
    return place.value ?? place.location
  }

  /// The name that brought `node`. Names are in the order of their nodes, and those of two have none in common.
  private func use(around node: Int) -> NameUse? {
    var low = 0
    var high = uses.count
    while low < high {
      let middle = (low + high) / 2
      if uses[middle].end <= node { low = middle + 1 } else { high = middle }
    }
    return low < uses.count && uses[low].first <= node ? uses[low] : nil
  }
}
