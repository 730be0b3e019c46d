import FlowMsgModel
import FlowMsgSyntax
import FlowMsgText

/// What only all files together show: message names used twice, and declarations that nothing uses.
package struct WholeCheck {
  private let program: Program
  private let operandCount: Int
  /// What was found.
  package private(set) var reporter = Reporter()

  /// A check of `program`, the first `operandCount` files of which are emitted.
  package init(program: Program, operandCount: Int) {
    self.program = program
    self.operandCount = operandCount
  }

  /// Reports what nobody uses, given what the workers have seen used.
  package mutating func checkUnused(_ usages: [Usage]) {
    var usage = program.usage
    for other in usages { usage.formUnion(other) }
    checkUnused(usage)
  }

  // MARK: Names

  /// Message names are unique among what is emitted, whatever their case; bases share the file's names with them.
  package mutating func checkNames() {
    var count = 0
    for unit in program.units { count += unit.messages.count }
    guard count > 0 else { return }
    var capacity = 16
    while capacity < count + count / 2 { capacity *= 2 }
    // Slots of (unit, message) packed in 64 bits; all ones is empty.
    var slots = ContiguousArray<UInt64>(repeating: .max, count: capacity)
    for (u, unit) in program.units.enumerated() {
      for m in unit.messages {
        let extent = unit.outline.extents[Int(m)]
        if extent.name.isEmpty { continue }
        checkReserved(extent.name, unit)
        insert(UInt64(u) << 32 | UInt64(m), extent.name, unit, &slots)
      }
    }
  }

  private mutating func insert(_ entry: UInt64, _ name: ByteRange, _ unit: Unit, _ slots: inout ContiguousArray<UInt64>)
  {
    let mask = slots.count - 1
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    unit.bytes.withUnsafeBufferPointer {
      for i in Int(name.start)..<Int(name.end) { hash = (hash ^ UInt64(WholeCheck.folded($0[i]))) &* 0x100_0000_01B3 }
    }
    var slot = Int(truncatingIfNeeded: hash ^ hash >> 31) & mask
    while slots[slot] != .max {
      let other = program.units[Int(slots[slot] >> 32)]
      let first = other.outline.extents[Int(slots[slot] & 0xFFFF_FFFF)].name
      if isSame(first, other, name, unit) {
        // Files that are only imported are not emitted: a clash with them is none.
        let isTogether = other.file == unit.file || max(other.file.rawValue, unit.file.rawValue) < UInt32(operandCount)
        if isTogether { reportRepeated(name, unit, first, other) }
        if isTogether { return }
      }
      slot = (slot + 1) & mask
    }
    slots[slot] = entry
  }

  @inline(__always)
  private static func folded(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

  private func isSame(_ a: ByteRange, _ first: Unit, _ b: ByteRange, _ second: Unit) -> Bool {
    guard a.count == b.count else { return false }
    for i in 0..<a.count
    where WholeCheck.folded(first.bytes[Int(a.start) + i]) != WholeCheck.folded(second.bytes[Int(b.start) + i]) {
      return false
    }
    return true
  }

  private mutating func reportRepeated(_ name: ByteRange, _ unit: Unit, _ first: ByteRange, _ other: Unit) {
    let text = unit.string(name)
    let before = other.string(first)
    reporter.report(
      NameDiagnostics.repeatedMessage,
      text == before
        ? "the message `\(text)` is declared twice" : "the messages `\(before)` and `\(text)` differ in case alone",
      at: SourceLocation(unit.file, name), label: "declared again here",
      labels: [DiagnosticLabel(SourceLocation(other.file, first), "first declared here")],
      help: ["rename one of them: each becomes a file of its name"])
  }

  private mutating func checkReserved(_ name: ByteRange, _ unit: Unit) {
    guard name.count == 3 || name.count == 4 else { return }
    let text = unit.string(name).lowercased()
    let isPort = text.count == 4 && (text.hasPrefix("com") || text.hasPrefix("lpt")) && ("1"..."9").contains(text.last!)
    guard isPort || ["con", "nul", "prn", "aux"].contains(text) else { return }
    reporter.report(
      NameDiagnostics.reservedMessage, "no file can be called `\(unit.string(name))` on Windows",
      at: SourceLocation(unit.file, name), help: ["choose another name: each message becomes a file of its name"])
  }

  // MARK: Use

  private mutating func checkUnused(_ usage: Usage) {
    // What a part that was not understood uses is not known: neither of its file nor of those that it imports.
    var isUnknown = usage.isPartial
    let units = Dictionary(program.units.enumerated().map { ($1.file, $0) }) { first, _ in first }
    for (u, unit) in program.units.enumerated() where usage.isPartial[u] {
      for one in unit.imports { if let target = one.target.flatMap({ units[$0] }) { isUnknown[target] = true } }
    }
    for (u, unit) in program.units.enumerated() where !unit.messages.isEmpty && !usage.isPartial[u] {
      for (i, one) in unit.imports.enumerated()
      where one.target != nil && one.target != unit.file && !usage.isUsed(import: i, of: u) {
        if unit.imports[..<i].contains(where: { $0.target == one.target }) { continue }
        reporter.report(
          NameDiagnostics.unused, "nothing of this import is used", at: SourceLocation(unit.file, one.range),
          help: ["remove it"])
      }
    }
    for (i, symbol) in program.symbols.all.enumerated()
    where !usage.symbols[i] && (symbol.namespace == .value || symbol.namespace == .type) {
      let unit = program.units[symbol.unit]
      guard !unit.messages.isEmpty, !isUnknown[symbol.unit] else { continue }
      reporter.report(
        NameDiagnostics.unused, "the \(symbol.namespace.noun) `\(program.symbols.name(i))` is never used",
        at: SourceLocation(unit.file, symbol.range), help: ["remove it, or use it"])
    }
  }
}
