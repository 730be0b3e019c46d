package import FlowMsgText

/// Gives findings about lengths their fix: the bound that is missing at a parameter's type.
///
/// It is made when everything was looked at, since a type goes into several texts, messages and locales: made once, the
/// fix ends the matter everywhere. None is offered that a default, an example or an argument contradicts.
package struct BoundFixes {
  private let places: Places
  private let book: LengthConstraints

  /// Adds the fixes to `diagnostics`. The types that a finding is about are those that its labels are at.
  package static func attach(
    to diagnostics: inout [Diagnostic], _ book: @autoclosure () -> LengthConstraints, _ places: Places
  ) {
    let indices = diagnostics.indices.filter { fix(diagnostics[$0].code) != nil }
    guard !indices.isEmpty else { return }
    let fixes = BoundFixes(places: places, book: book())
    for i in indices { fix(diagnostics[i].code)?(fixes)(&diagnostics[i]) }
  }

  /// What fixes a finding of `code`, if a bound does.
  private static func fix(_ code: DiagnosticCode) -> ((BoundFixes) -> (inout Diagnostic) -> Void)? {
    switch code {
    case UnboundedTextRule.kind.code: { fixes in { fixes.bound(&$0) } }
    case PossiblyEmptyRule.kind.code, BlankShownTextRule.kind.code, FlowTokenRule.kind.code:
      { fixes in { fixes.fill(&$0) } }
    case LongWithParametersRule.kind.code: { fixes in { fixes.lower(&$0) } }
    case LongShownTextRule.kind.code: { fixes in { fixes.shorten(&$0) } }
    case MaybeFewItemsRule.kind.code, ManyShownItemsRule.kind.code: { fixes in { fixes.count(&$0) } }
    default: nil
    }
  }

  private struct Bounded {
    var written: WrittenBounds
    var entry: LengthConstraints.Entry
  }

  /// The string types that a finding is about, each once.
  private func types(_ diagnostic: Diagnostic) -> [Bounded] {
    var seen: Set<SourceLocation> = []
    return diagnostic.labels.compactMap { label in
      guard seen.insert(label.location).inserted else { return nil }
      return WrittenBounds(label.location, in: places).map {
        Bounded(written: $0, entry: book[label.location] ?? LengthConstraints.Entry())
      }
    }
  }

  /// Every type gets the greatest bound with which all its texts fit, or none does.
  private func bound(_ diagnostic: inout Diagnostic) {
    let types = types(diagnostic)
    guard !types.isEmpty, types.allSatisfy({ $0.written.maximum == nil && fits($0.entry.room, $0.written) }) else {
      return
    }
    if let reason = types.lazy.compactMap(contradiction).first { return diagnostic.help.append(reason) }
    let names = Set(types.map(\.entry.room)).sorted(by: >).map { "`max: \($0)`" }
    diagnostic.fixes = [Fix("add \(names.listed())", types.map { $0.written.adding(max: $0.entry.room) })]
  }

  /// The one type that can give way gets a lower bound. That is a guess, since the text might be shortened instead.
  private func lower(_ diagnostic: inout Diagnostic) {
    let types = types(diagnostic)
    guard types.count == 1, let type = types.first, fits(type.entry.room, type.written),
      let edit = type.written.lowering(max: type.entry.room)
    else { return }
    if let reason = contradiction(type) { return diagnostic.help.append(reason) }
    diagnostic.fixes = [Fix("lower `max` to \(type.entry.room)", [edit], isSafe: false)]
  }

  /// The one type of a text that its component cuts gets a bound, or a lower one.
  private func shorten(_ diagnostic: inout Diagnostic) {
    bound(&diagnostic)
    if diagnostic.fixes.isEmpty { lower(&diagnostic) }
  }

  /// A list's type gets the bounds that it lacks: as many items as its component needs, and no more than it shows.
  private func count(_ diagnostic: inout Diagnostic) {
    guard let type = types(diagnostic).first, type.entry.fewest <= type.entry.mostItems else { return }
    let (fewest, most) = (type.entry.fewest, type.entry.mostItems)
    if type.entry.longest > most || type.entry.shortest < fewest {
      return diagnostic.help.append(
        "a default, an example or an argument has another number of items: change that one first")
    }
    let written = type.written
    let isFew = written.minimum.flatMap(written.value) ?? 0 < fewest
    let isMany = written.maximum.flatMap(written.value).map { $0 > most } ?? (most < .max)
    switch (written.minimum, written.maximum) {
    case (nil, nil) where isFew && isMany:
      diagnostic.fixes = [Fix("add `min: \(fewest), max: \(most)`", [written.adding(min: fewest, max: most)])]
    case (_, nil) where isMany && diagnostic.code == ManyShownItemsRule.kind.code,
      (_, nil) where isMany && !isFew:
      diagnostic.fixes = [Fix("add `max: \(most)`", [written.adding(max: most)])]
    case (_, _) where isFew && diagnostic.code == MaybeFewItemsRule.kind.code:
      diagnostic.fixes = [Fix("add `min: \(fewest)`", [written.raising(min: fewest)])]
    case (_, .some) where isMany:
      diagnostic.fixes = written.lowering(max: most).map { [Fix("lower `max` to \(most)", [$0], isSafe: false)] } ?? []
    default: break
    }
  }

  /// Why a bound would contradict what is written, if it would.
  private func contradiction(_ type: Bounded) -> String? {
    guard type.entry.longest > type.entry.room else { return nil }
    return type.entry.longest == .max
      ? "another parameter without a bound is given to it: mend that one first"
      : "what is given to it has up to \(type.entry.longest) characters, and \(type.entry.room) fit: shorten that first"
  }

  private func fits(_ room: Int, _ written: WrittenBounds) -> Bool {
    room < .max && room >= max(1, written.minimum.flatMap(written.value) ?? 0)
  }

  /// One type that may be empty gets a `min`: the text is then never empty.
  private func fill(_ diagnostic: inout Diagnostic) {
    let types = types(diagnostic).filter { !$0.written.isList && $0.written.maximum.map($0.written.value) != 0 }
    guard let type = types.first(where: { $0.entry.shortest > 0 }) else {
      if !types.isEmpty {
        diagnostic.help.append("a default, an example or an argument may be empty: mend that one first")
      }
      return
    }
    diagnostic.fixes = [Fix("add `min: 1`", [type.written.raising(min: 1)])]
  }
}
