import FlowMsgModel
import FlowMsgSyntax
package import FlowMsgText

/// What only all files together show: message names used twice, and declarations that nothing uses.
package struct WholeCheck {
  private var program: Program
  private let operandCount: Int
  /// What was found.
  package private(set) var reporter = Reporter()
  /// Messages and bases whose names are refused: nobody can use them under such a name.
  private var refused: Set<MessageEntry> = []

  /// A check of `program`, the first `operandCount` files of which are emitted.
  package init(program: Program, operandCount: Int) {
    self.program = program
    self.operandCount = operandCount
  }

  /// What is reported of declarations, or of parts of them, that nothing uses.
  package static var unusedCodes: [DiagnosticCode] { [NameDiagnostics.unused.code, LocaleDiagnostics.unread.code] }

  /// Goes on with `program`, in which all messages have the names that they had, and everything has its number.
  package mutating func follow(_ program: Program) { self.program = program }

  /// Whether nothing is wrong with any message's name.
  package var namesAreClear: Bool { reporter.diagnostics.isEmpty }

  // MARK: Names

  /// Message names are unique among what is emitted, whatever their case. Bases become no files: their names are unique in
  /// their file, among those of its messages.
  package mutating func checkNames() {
    var count = 0
    for unit in program.units { count += unit.messages.count }
    guard count > 0 else { return }
    var capacity = 16
    while capacity < count + count / 2 { capacity *= 2 }
    var table = NameTable(capacity: capacity)
    for (u, unit) in program.units.enumerated() {
      if unit.outline.hasBuilt { checkBases(u, unit) }
      for m in unit.messages where unit.outline.extents[Int(m)].kind == .message {
        let name = unit.outline.extents[Int(m)].name
        if name.isEmpty { continue }
        let entry = MessageEntry(unit: UInt32(u), extent: m)
        if isReserved(name, entry, unit) { refused.insert(entry) }
        insert(entry, name, unit, &table)
      }
    }
  }

  /// Names that a base has and another base or message of its file, too.
  private mutating func checkBases(_ u: Int, _ unit: SourceUnit) {
    let bases = baseNames(unit)
    if bases.isEmpty { return }
    var seen = SeenNames()
    var messages: [SourceLocation: UInt32] = [:]
    for m in unit.messages {
      let extent = unit.extents[Int(m)]
      let name = UnsafeBufferPointer(rebasing: unit.text[Int(extent.name.start)..<Int(extent.name.end)])
      // A message shares its name with a base or with none that counts here.
      guard !name.isEmpty, extent.kind == .base || bases.contains(name) else { continue }
      let location = unit.nameLocation(of: Int(m))
      guard let first = seen.insert(name, at: location) else {
        messages[location] = m
        continue
      }
      // Two messages are compared whatever their files and case.
      guard let other = messages[first],
        extent.kind == .base || unit.outline.extents[Int(other)].kind == .base
      else { continue }
      refused.formUnion([MessageEntry(unit: UInt32(u), extent: m), MessageEntry(unit: UInt32(u), extent: other)])
      reporter.report(
        NameDiagnostics.repeatedMessage, "the name `\(unit.string(extent.name))` is declared twice",
        at: location, label: "declared again here",
        labels: [DiagnosticLabel(first, "first declared here")],
        help: ["rename one of them: bases and messages of a file share their names"])
    }
  }

  /// The names of a file's bases.
  private func baseNames(_ unit: SourceUnit) -> SeenNames {
    var names = SeenNames()
    for m in unit.messages where unit.extents[Int(m)].kind == .base {
      let extent = unit.extents[Int(m)]
      let name = UnsafeBufferPointer(rebasing: unit.text[Int(extent.name.start)..<Int(extent.name.end)])
      _ = names.insert(name, at: unit.nameLocation(of: Int(m)))
    }
    return names
  }

  private mutating func insert(_ entry: MessageEntry, _ name: ByteRange, _ unit: SourceUnit, _ table: inout NameTable) {
    let hash = NameTable.hash(unit.text, name)
    var slot = table.first(hash)
    while let other = table.entry(at: slot) {
      // Only a name of the same hash is looked at: the names of a million messages are in no cache.
      if table.hash(at: slot) == hash, clashes(other, entry, name, unit) {
        refused.formUnion([entry, other])
        return
      }
      slot = table.next(slot)
    }
    table.put(entry, hash, at: slot)
  }

  /// Whether the message `first` has the same name and would be emitted beside `entry`, the one of `name`; that is reported.
  private mutating func clashes(_ first: MessageEntry, _ entry: MessageEntry, _ name: ByteRange, _ unit: SourceUnit)
    -> Bool
  {
    let other = program.units[Int(first.unit)]
    let before = other.outline.extents[Int(first.extent)].name
    guard isSame(before, other, name, unit) else { return false }
    // Files that are only imported are not emitted: a clash with them is none.
    guard other.file == unit.file || max(other.file.rawValue, unit.file.rawValue) < UInt32(operandCount) else {
      return false
    }
    reportRepeated(entry, unit, first, other)
    return true
  }

  @inline(__always)
  private static func folded(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

  private func isSame(_ a: ByteRange, _ first: SourceUnit, _ b: ByteRange, _ second: SourceUnit) -> Bool {
    guard a.count == b.count else { return false }
    for i in 0..<a.count
    where WholeCheck.folded(first.bytes[Int(a.start) + i]) != WholeCheck.folded(second.bytes[Int(b.start) + i]) {
      return false
    }
    return true
  }

  private mutating func reportRepeated(
    _ entry: MessageEntry, _ unit: SourceUnit, _ first: MessageEntry, _ other: SourceUnit
  ) {
    let text = unit.string(unit.outline.extents[Int(entry.extent)].name)
    let before = other.string(other.outline.extents[Int(first.extent)].name)
    reporter.report(
      NameDiagnostics.repeatedMessage,
      text == before
        ? "the message `\(text)` is declared twice" : "the messages `\(before)` and `\(text)` differ in case alone",
      at: unit.nameLocation(of: Int(entry.extent)), label: "declared again here",
      labels: [DiagnosticLabel(other.nameLocation(of: Int(first.extent)), "first declared here")],
      help: ["rename one of them: each becomes a file of its name"])
  }

  /// Whether Windows keeps the name for itself; that is reported.
  private mutating func isReserved(_ name: ByteRange, _ entry: MessageEntry, _ unit: SourceUnit) -> Bool {
    guard name.count == 3 || name.count == 4 else { return false }
    let text = unit.string(name).lowercased()
    let isPort = text.count == 4 && (text.hasPrefix("com") || text.hasPrefix("lpt")) && ("1"..."9").contains(text.last!)
    guard isPort || ["con", "nul", "prn", "aux"].contains(text) else { return false }
    reporter.report(
      NameDiagnostics.reservedMessage, "no file can be called `\(unit.string(name))` on Windows",
      at: unit.nameLocation(of: Int(entry.extent)),
      help: ["choose another name: each message becomes a file of its name"])
    return true
  }

  // MARK: Use

  /// Reports the parameters of messages that others build on, and of `bases` where all that build on them are in sight, that
  /// none of these uses.
  mutating func checkUnusedParameters(_ used: Set<Int>, bases: Bool) {
    for baseMessage in program.baseMessages.all where baseMessage.owner.declaresMessages && !baseMessage.shape.isDamaged
    {
      if baseMessage.isBase, !bases { continue }
      for parameter in baseMessage.parameters where !used.contains(parameter.id) {
        if baseMessage.shape.argument(parameter.name) != nil { continue }
        reporter.report(
          ParameterDiagnostics.unusedParameter(
            parameter.name, parameter.location, closed: baseMessage.closing(parameter.name)))
      }
    }
  }

  /// Reports the `in` blocks of bases that no message reads for any of its locales, given those that are `read`. All that
  /// build on the bases have to be in sight. A base that no message builds on is reported as that.
  mutating func checkUnreadLayers(_ read: Set<ReadLayer>, _ usage: Usage) {
    let isUnknown = unknownUnits(usage)
    for base in program.baseMessages.all where base.isBase && base.hasMessages && base.owner.declaresMessages {
      if base.shape.isDamaged || isUnknown[base.unit] { continue }
      let first = (base.shape.locales ?? base.owner.locales)?.first?.tag
      for (i, layer) in base.shape.layers.enumerated() where !read.contains(ReadLayer(base, i)) {
        // A block for the first locale is an error already.
        guard let tag = layer.tag, tag.tag != first else { continue }
        reporter.report(LocaleDiagnostics.unreadOfBase(tag.tag, tag.location))
      }
    }
  }

  /// For each unit, whether it is not known what uses its declarations: part of it, or of a file that imports it, was not
  /// understood.
  private func unknownUnits(_ usage: Usage) -> ContiguousArray<Bool> {
    var isUnknown = usage.isPartial
    let units = UnitsByFile(program.units)
    for (u, unit) in program.units.enumerated() where usage.isPartial[u] {
      for one in unit.imports { if let target = units[one.target] { isUnknown[target] = true } }
    }
    return isUnknown
  }

  /// Whether a declaration of this kind is for nothing where nobody uses it: a base is, a message is not.
  private func isUnusable(_ symbol: Symbol) -> Bool {
    switch symbol.namespace {
    case .value, .type: true
    case .message: program.units[symbol.unit].outline.extents[symbol.tree].kind == .base
    case .bot, .flow: false
    }
  }

  /// Whether something is wrong with the declaration itself, which is reported.
  private func isBroken(_ index: Int, _ symbol: Symbol) -> Bool {
    switch symbol.namespace {
    case .value: program.lets[index].state == .broken
    case .type: program.isBrokenType(index)
    case .message: refused.contains(MessageEntry(unit: UInt32(symbol.unit), extent: UInt32(symbol.tree)))
    case .bot, .flow: false
    }
  }

  /// Reports what nothing uses, given what is used: imports, and `declarations` where all files that may use them are
  /// in sight.
  mutating func checkUnused(_ usage: Usage, declarations: Bool) {
    let isUnknown = unknownUnits(usage)
    for (u, unit) in program.units.enumerated() where unit.declaresMessages && !usage.isPartial[u] {
      var seen: Set<FileID> = []
      for (i, one) in unit.imports.enumerated() {
        guard let target = one.target, seen.insert(target).inserted, target != unit.file,
          !usage.isUsed(import: i, of: u)
        else { continue }
        reporter.report(
          NameDiagnostics.unused, "nothing of this import is used", at: one.location,
          help: ["remove it"])
      }
    }
    guard declarations else { return }
    for (i, symbol) in program.symbols.all.enumerated()
    where !usage.symbols[i] && isUnusable(symbol) && !isBroken(i, symbol) {
      let unit = program.units[symbol.unit]
      guard unit.declaresMessages, !isUnknown[symbol.unit] else { continue }
      reporter.report(
        NameDiagnostics.unused,
        "the \(symbol.namespace == .message ? "base" : symbol.namespace.noun) `\(program.symbols.name(i))` is never used",
        at: symbol.location, help: ["remove it, or use it"])
    }
  }
}

/// A message: its unit, and its extent there.
private struct MessageEntry: Hashable, BitwiseCopyable {
  var unit: UInt32
  var extent: UInt32
}

/// An open-addressing table of the messages' names, whatever their case: hashes and messages side by side.
private struct NameTable {
  private struct Slot: BitwiseCopyable {
    var hash: UInt32 = 0
    var entry = MessageEntry(unit: .max, extent: 0)
  }

  private var slots: ContiguousArray<Slot>

  /// A table of `capacity` slots, a power of two.
  init(capacity: Int) { slots = ContiguousArray(repeating: Slot(), count: capacity) }

  func first(_ hash: UInt32) -> Int { Int(hash) & (slots.count - 1) }
  func next(_ slot: Int) -> Int { (slot + 1) & (slots.count - 1) }
  func entry(at slot: Int) -> MessageEntry? { slots[slot].entry.unit == .max ? nil : slots[slot].entry }
  func hash(at slot: Int) -> UInt32 { slots[slot].hash }
  mutating func put(_ entry: MessageEntry, _ hash: UInt32, at slot: Int) {
    slots[slot] = Slot(hash: hash, entry: entry)
  }

  /// The hash of a name, eight bytes at a time; letters of either case are the same, and so are some other bytes.
  static func hash(_ bytes: UnsafeBufferPointer<UInt8>, _ name: ByteRange) -> UInt32 {
    let raw = UnsafeRawBufferPointer(bytes)
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    var at = Int(name.start)
    let end = Int(name.end)
    while at < end {
      var word: UInt64 = 0
      if end - at >= 8 {
        word = raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)
      } else {
        for i in at..<end { word = word << 8 | UInt64(bytes[i]) }
      }
      hash = (hash ^ (word | 0x2020_2020_2020_2020)) &* 0xFF51_AFD7_ED55_8CCD
      hash ^= hash >> 32
      at += 8
    }
    return UInt32(truncatingIfNeeded: hash ^ hash >> 29)
  }
}
