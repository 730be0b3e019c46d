import FlowMsg
import FlowMsgEmit
import FlowMsgJSON
import FlowMsgText

/// Writes down where the members of a compilation's outputs came from, with files as the project names them.
struct SourceMapBuilder {
  private let compilation: Compilation
  private let provider: DiskProvider
  private var indices: [FileID: PlaceIndex] = [:]
  private var names: [FileID: String] = [:]

  /// A builder for the outputs of `compilation`.
  init(_ compilation: Compilation, _ provider: DiskProvider) {
    (self.compilation, self.provider) = (compilation, provider)
  }

  /// The entries of `output`, which is written as `entry` says.
  mutating func output(_ output: Output, _ entry: ManifestEntry) -> SourceMap.Output {
    var mappings: [JSONValue] = []
    mappings.reserveCapacity(output.mappings.count)
    for mapping in output.mappings { mappings.append(json(mapping)) }
    return SourceMap.Output(file: entry.file, sha256: entry.sha256.hex, mappings: mappings)
  }

  private mutating func json(_ mapping: SourceMapping) -> JSONValue {
    var through: [JSONValue] = []
    for step in mapping.through {
      through.append(["by": .string(step.kind.rawValue), "place": .object(place(step.location))])
    }
    var inserted: [JSONValue] = []
    for one in mapping.insertions {
      inserted.append(["name": .object(place(one.name)), "value": .object(place(one.value))])
    }
    return .object(
      [.init("pointer", .string(mapping.pointer))] + place(mapping.location)
        + [.init("through", .array(through)), .init("inserted", .array(inserted))])
  }

  private mutating func place(_ location: SourceLocation) -> [JSONValue.Member] {
    let file = location.file
    let index = indices[file] ?? PlaceIndex(compilation.files[Int(file.rawValue)].bytes)
    indices[file] = index
    let name = names[file] ?? provider.projectPath(of: compilation.paths[Int(file.rawValue)])
    names[file] = name
    let range: JSONValue = ["start": json(location.range.start, index), "end": json(location.range.end, index)]
    return [.init("file", .string(name)), .init("range", range)]
  }

  private func json(_ offset: UInt32, _ index: PlaceIndex) -> JSONValue {
    let position = index.position(of: offset)
    return [
      "offset": JSONValue(Int(offset)), "line": JSONValue(position.line), "column": JSONValue(position.column),
    ]
  }
}
