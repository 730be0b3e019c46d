import FlowMsg
import FlowMsgCheck
import FlowMsgEmit
import FlowMsgModel
import TestSupport
import Testing

/// What messages compile to, as values without the sources.
@Suite struct CompiledMessageTests {
  private static let source = """
    flow compra { screen CART { items: [{ id: string, title: string }] } }
    bot loja { provider cloud_api, id "1" }

    message oferta(nome: string(max: 20), vezes: integer(min: 1, max: 9) = 3, itens: [{ id: string, title: string }]) {
      locales es, pt-BR
      title "Hola, {nome}"
      text "Son {vezes}"
      caption "Jelou"
      bot loja
      flow compra
      cta "Ver"
      screen CART { items: itens }
      in pt-BR { title "Olá, {nome}", text "São {vezes}", cta "Ver agora" }
      example { nome: "Ana", itens: [] }
    }

    message aviso {
      title "Hola"
      text "Nada"
      caption "Jelou"
      flow compra
      cta "Ver"
      screen CART { items: [] }
    }
    """

  private static func compile(_ change: (inout CompilerOptions) -> Void) -> Compilation {
    var options = CompilerOptions()
    options.reportsNotes = false
    change(&options)
    return Compiler(provider: MemoryProvider(["m.flowmsg": source]))
      .compile([SourcePath(canonical: "m.flowmsg", display: "m.flowmsg")], options: options)
  }

  @Test func aMessageIsItsParametersAndVariants() throws {
    let compilation = Self.compile { $0.keepsMessages = true }
    #expect(compilation.diagnostics.isEmpty)
    #expect(compilation.outputs.isEmpty)
    #expect(compilation.messages.map(\.name) == ["oferta", "aviso"])
    let message = try #require(compilation.messages.first)
    #expect(message.parameters.map(\.name) == ["nome", "vezes", "itens"])
    #expect(message.parameters.map { message.types.types[$0.type].kind } == [.string, .integer, .list])
    #expect(message.required == ["nome", "itens"])
    #expect(message.variants.map { $0.locale?.text } == [nil, "pt-BR"])
    #expect(message.variants.map { $0.listed?.text } == ["es", "pt-BR"])
    #expect(message.variants.map { $0.bot?.ids.first?.id } == ["1", "1"])
    #expect(message.variants.map { $0.choices } == [[], []])
    let tape = try #require(message.variants.first).values.tape
    #expect(message.parameters[1].defaultNode.map { tape.string(of: $0) } == "3")
    #expect(message.example?.map(\.name) == ["nome", "itens"])
    #expect(compilation.messages[1].parameters.isEmpty && compilation.messages[1].variants.count == 1)
  }

  /// Each variant has values of its own, which nothing overwrites, and the types of what fills its holes.
  @Test func everyVariantHasItsValues() throws {
    let message = try #require(Self.compile { $0.keepsMessages = true }.messages.first)
    let titles = try message.variants.map { variant in
      let title = try #require(variant.values[Schema.title])
      return variant.values.tape.string(of: title)
    }
    #expect(titles == ["Hola, x", "Olá, x"])
    for variant in message.variants {
      let holes = variant.values.holes.map { hole in
        "\(variant.values.tape.string(of: hole.node)) \(TypeNouns.noun(hole.type, in: message.types))"
      }
      #expect(
        holes == [
          "nome a string of at most 20 characters", "vezes an integer from 1 to 9", "itens a list of objects",
        ])
    }
  }

  /// A form is made of the value alone.
  @Test func formsAreMadeOfValues() throws {
    let values = Self.compile { $0.keepsMessages = true }.messages
    let forms = Self.compile { $0.product = .forms }
    #expect(values.count == forms.outputs.count)
    for (value, form) in zip(values, forms.outputs) {
      let bytes = Array(forms.chunks[form.chunk].bytes[form.range])
      #expect(OpenFormWriter.document(value).bytes(.compact) == bytes)
    }
  }
}
