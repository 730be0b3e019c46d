import FlowMsgReport
import FlowMsgText
import Testing

/// Whatever the bytes and the spans are: every format ends, and text never sends a terminal what it might obey.
struct RobustnessTests {
  /// Numbers that look random and are the same in every run (SplitMix64).
  private struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  private static let scraps: [[UInt8]] =
    [
      "title ", "\n", "\n", "\r\n", "\r", "\t", "é", "e\u{301}", "🇧🇷", "👩‍👧", "标", "\u{202E}", "\u{1B}[2J", "\0",
      "\u{200D}", "\u{2028}", "    ",
    ]
    .map { Array($0.utf8) } + [[0xFF], [0xC3], [0xF0, 0x9F], [0xEF, 0xBB, 0xBF], [0x9B]]

  private func bytes(_ dice: inout Dice) -> [UInt8] {
    (0..<Int.random(in: 0...60, using: &dice)).flatMap { _ in Self.scraps.randomElement(using: &dice) ?? [] }
  }

  private func place(in files: [SourceFile], _ dice: inout Dice) -> FlowMsgText.SourceLocation {
    let file = UInt32.random(in: 0...UInt32(files.count), using: &dice)
    let count = file < files.count ? files[Int(file)].bytes.count : 0
    let ends = (0..<2).map { _ in UInt32.random(in: 0...UInt32(count + 3), using: &dice) }.sorted()
    return FlowMsgText.SourceLocation(FileID(file), ByteRange(ends[0], ends[1]))
  }

  private func diagnostic(in files: [SourceFile], _ dice: inout Dice) -> Diagnostic {
    let texts = (0..<4).map { _ in String(decoding: bytes(&dice).prefix(20), as: UTF8.self) }
    let labels = (0..<Int.random(in: 0...4, using: &dice)).map {
      DiagnosticLabel(place(in: files, &dice), texts[$0 % 4])
    }
    let edits = (0..<Int.random(in: 0...3, using: &dice)).map { TextEdit(place(in: files, &dice), texts[$0 % 4]) }
    return Diagnostic(
      Kinds.error, texts[0], at: place(in: files, &dice), label: texts[1], labels: labels, help: [texts[2]],
      fixes: [Fix(texts[3], edits)])
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func anything(seed: UInt64) {
    var dice = Dice(state: seed)
    for _ in 0..<25 {
      let files = (0..<2).map { SourceFile(name: "\u{1B}\($0)", bytes: bytes(&dice)) }
      let findings = (0..<3).map { _ in diagnostic(in: files, &dice) }
      let report = Report(files: files, diagnostics: findings, width: 40)
      for format in ReportFormats.all {
        let unsafe = format.render(report).unicodeScalars.filter(Self.commandsATerminal)
        #expect(unsafe.isEmpty || Self.jsonFormats.contains(format.name))
      }
    }
  }

  /// JSON has its own way to write what a terminal might obey, and is not for one.
  private static let jsonFormats = ["json", "sarif", "gitlab", "rdjson"]

  private static func commandsATerminal(_ scalar: Unicode.Scalar) -> Bool {
    if scalar == "\n" { return false }
    return scalar.properties.generalCategory == .control || scalar.properties.isBidiControl
      || scalar.properties.generalCategory == .lineSeparator
  }
}
