import FlowMsg

/// A file of 1,000 messages in which somebody types: what a keystroke costs is measured from outside, as
/// `Tests/Benchmarks/keystrokes.py` does.
package struct Keystrokes {
  private var random = SeededGenerator(1)
  private var text: [UInt8]
  private let workspace = Workspace(provider: MemoryFiles([:]))
  private let path = MemoryFiles.path("main.flowmsg")

  /// Messages by themselves, or with parameters and `locales`.
  package init(locales: Bool) {
    let head = "flow f { screen S { nome: string } }\n" + (locales ? "locales pt-BR, es\n" : "")
    text = Array(head.utf8)
    for i in 0..<1000 { text += Array(Keystrokes.message(i, locales).utf8) }
    workspace.set(path, text)
    workspace.add([path])
  }

  private static func message(_ i: Int, _ locales: Bool) -> String {
    let parameters = locales ? "(nome: string(min: 1, max: 20))" : ""
    let name = locales ? "{nome}" : "Ana"
    let translation = "  in es { title \"Pedido \(i)\", text \"Hola, \(name): tu pedido está listo.\", cta \"Ver\" }\n"
    return """

      // Message \(i).
      message m\(i)\(parameters) {
        title "Pedido \(i)"
        text "Olá, \(name): o seu pedido está pronto."
        caption "Loja"
        flow f
        cta "Ver"
        screen S { nome: \(locales ? "nome" : "\"Ana\"") }
      \(locales ? translation : "")}

      """
  }

  /// Types a few words at `count` keystrokes, somewhere in a text, and now and then anywhere, and takes them back.
  package mutating func type(_ count: Int) -> Int {
    var found = 0
    var left = count
    while left > 0 {
      let words = Array((random.pick(["boa tarde", "Olá", "mais 2 dias", "\"a\"", "{nome}", "cta \"Ir\""]) ?? "").utf8)
      var at = random.below(text.count)
      while random.below(8) > 0, at < text.count, text[at] != 0x2E { at += 1 }
      for (i, byte) in words.enumerated() where left > 0 {
        found += oneKeystroke(SourceEdit((at + i)..<(at + i), with: [byte]))
        left -= 1
      }
      text.insert(contentsOf: words, at: min(at, text.count))
      workspace.set(path, text)
      text.removeSubrange(min(at, text.count)..<min(at + words.count, text.count))
      workspace.set(path, text)
    }
    return found
  }

  /// What is measured.
  @inline(never)
  private func oneKeystroke(_ edit: SourceEdit) -> Int { workspace.update(path, edit).count }
}
