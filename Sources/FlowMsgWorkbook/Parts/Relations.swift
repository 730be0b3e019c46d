/// What a part of a workbook refers to.
struct Relation {
  var id: String
  /// The last step of its type, such as `worksheet`; what is before it differs between the standard's two editions.
  var type: String
  /// The name of the other part.
  var target: String
  var isExternal: Bool

  private static let element = XMLName("Relationship")

  /// The relations of the part of this name, or of the whole for an empty name; none if it has none.
  static func all(of part: String, in archive: Archive) throws(WorkbookFailure) -> [Relation] {
    let steps = part.split(separator: "/")
    let name = (steps.dropLast() + ["_rels", (steps.last ?? "") + ".rels"]).joined(separator: "/")
    guard archive.directory.entry(name) != nil else { return [] }
    var reader = try archive.reader(name)
    var relations: [Relation] = []
    while true {
      switch try reader.next() {
      case .start where reader.depth == 2 && reader.name == element:
        relations.append(try Relation(reader, of: part))
      case .finished: return relations
      default: break
      }
    }
  }

  private init(_ reader: borrowing XMLReader, of part: String) throws(WorkbookFailure) {
    id = try reader.string(XMLName("Id")) ?? ""
    type = try reader.string(XMLName("Type"))?.split(separator: "/").last.map { String($0) } ?? ""
    isExternal = try reader.string(XMLName("TargetMode")) == "External"
    target = Relation.resolve(try reader.string(XMLName("Target")) ?? "", from: part)
  }

  /// The name of the part that a target means: from the root if it begins with `/`, or else from the folder of `part`.
  static func resolve(_ target: String, from part: String) -> String {
    var steps = target.hasPrefix("/") ? [] : Array(part.split(separator: "/").dropLast())
    for step in target.split(separator: "/") where step != "." {
      if step == ".." { _ = steps.popLast() } else { steps.append(step) }
    }
    return steps.joined(separator: "/")
  }
}
