import Foundation

/// The texts that are measured, made anew in every run and the same in every run.
///
/// They are written in pieces: what this process once held in memory would count as the peak of every child it starts
/// (Linux carries the mark over `posix_spawn`), so it must stay far below what is measured.
struct Inputs {
  /// The folder that everything is written to.
  let folder: URL

  private static let piece = 1 << 18

  /// The path of a file in the folder.
  func path(_ name: String) -> String {
    folder.appending(path: name).path(percentEncoded: false)
  }

  /// Writes one source file: the declared flow, then `count` messages of some 270 bytes.
  func manyMessages(_ count: Int, as name: String) throws -> String {
    let path = path(name)
    let file = try Self.create(path)
    var text = Self.declaration
    for index in 0..<count {
      text += "\n" + Self.message(index)
      guard text.utf8.count >= Self.piece else { continue }
      try file.write(contentsOf: Data(text.utf8))
      text = ""
    }
    try file.write(contentsOf: Data(text.utf8))
    try file.close()
    return path
  }

  /// Writes `count` source files of one message and its flow, and a list of their paths, each ended by a zero byte, for `xargs -0`.
  func manyFiles(_ count: Int, as name: String) throws -> (folder: String, list: String) {
    let files = folder.appending(path: name)
    try FileManager.default.createDirectory(at: files, withIntermediateDirectories: true)
    let list = path(name + ".list")
    var paths = ""
    for index in 0..<count {
      let file = files.appending(path: "oferta_\(index).flowmsg")
      try Data((Self.declaration + "\n" + Self.message(index)).utf8).write(to: file)
      paths += file.path(percentEncoded: false) + "\0"
    }
    try Data(paths.utf8).write(to: URL(filePath: list))
    return (files.path(percentEncoded: false), list)
  }

  /// Writes one source file with one message and its flow.
  func oneMessage(as name: String) throws -> String {
    let path = path(name)
    try Data((Self.declaration + "\n" + Self.message(1)).utf8).write(to: URL(filePath: path))
    return path
  }

  /// Writes recipients as CSV of three columns.
  func recipients(_ count: Int, as name: String) throws -> String {
    let path = path(name)
    let file = try Self.create(path)
    var text = "to,nome,n\n"
    for index in 0..<count {
      text += "5939\(10_000_000 + index),\(Self.people[index % Self.people.count]),\(index % 10)\n"
      guard text.utf8.count >= Self.piece else { continue }
      try file.write(contentsOf: Data(text.utf8))
      text = ""
    }
    try file.write(contentsOf: Data(text.utf8))
    try file.close()
    return path
  }

  /// Writes the open form that they fill; `render.py` knows the same.
  func openForm(as name: String) throws -> String {
    let path = path(name)
    try Data(Self.form.utf8).write(to: URL(filePath: path))
    return path
  }

  /// Copies lines of JSON to one JSON list of them, which is a Jsonnet program too.
  func list(of lines: String, as name: String) throws -> String {
    let path = path(name)
    let source = try FileHandle(forReadingFrom: URL(filePath: lines))
    let file = try Self.create(path)
    var glue = "["
    while let piece = try source.read(upToCount: Self.piece), !piece.isEmpty {
      var copy = Data(glue.utf8)
      for byte in piece.dropLast() {
        if byte == 0x0A { copy.append(0x2C) }
        copy.append(byte)
      }
      // Whether a comma follows the piece's last byte shows only when there is another piece.
      let endsLine = piece.last == 0x0A
      if !endsLine, let last = piece.last { copy.append(last) }
      glue = endsLine ? ",\n" : ""
      try file.write(contentsOf: copy)
    }
    try file.write(contentsOf: Data("\n]\n".utf8))
    try file.close()
    return path
  }

  private static func create(_ path: String) throws -> FileHandle {
    try Data().write(to: URL(filePath: path))
    return try FileHandle(forWritingTo: URL(filePath: path))
  }
}

extension Inputs {
  private static let declaration = """
    flow carrinho_abandonado {
      screen CART { items: [{ id: string, title: string }](min: 1, max: 10) }
    }

    """

  private static let texts = [
    "Seu carrinho está guardado por *24 horas*.",
    "São só mais alguns passos até a sua coleção. 🎁",
    "Amanhã o preço já não será o mesmo, João.",
    "Não esqueça: frete grátis até domingo! 🚚",
    "A última peça do seu tamanho está à espera.",
  ]
  private static let people = ["Ana", "João", "Zoë", "Luís Inácio", "María José"]
  private static let form = #"""
    {"version": 1, "message": "carrinho",
     "parameters": {"type": "object",
       "properties": {"nome": {"type": "string", "minLength": 1, "maxLength": 20},
         "n": {"type": "integer", "minimum": 0, "maximum": 9}},
       "required": ["nome", "n"], "additionalProperties": false},
     "variants": [{"locale": null,
       "bot": {"name": "br", "provider": "cloud_api", "ids": [{"environment": null, "id": "bot-1"}]}, "type": null,
       "body": {"title": {"$text": ["Olá, ", {"$param": "nome"}, "!"]},
         "text": "Seu carrinho está guardado por *24 horas*.", "caption": "Loja Aurora",
         "parameters": {"flow_name": "carrinho_abandonado", "flow_cta": "Ver carrinho",
           "flow_action_payload": {"screen": "CART", "data": {"n": {"$param": "n"}}}}}}]}

    """#
  private static let products = ["Camiseta azul", "Tênis de corrida", "Relógio à prova d'água", "Boné"]

  /// One message; neighbours differ in name, texts and data, so nothing can be looked up from the one before.
  private static func message(_ index: Int) -> String {
    """
    message oferta_\(index) {
      title "Oferta número \(index) para você"
      text "\(texts[index % texts.count])"
      caption "Loja Aurora"
      flow carrinho_abandonado
      cta "Ver carrinho"
      screen CART { items: [{ id: "sku_\(index)", title: "\(products[index % products.count])" }] }
      payload { wave: \(index % 7) }
    }

    """
  }
}
