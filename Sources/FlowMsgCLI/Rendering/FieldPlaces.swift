import FlowMsg
import FlowMsgEmit
import FlowMsgJSON
import FlowMsgModel
import FlowMsgReport
import FlowMsgText

/// Where the fields of a message are written, in its source or in the file of JSON that is sent: what an answer that names
/// a field is shown at.
struct FieldPlaces {
  private let files: [SourceFile]
  /// The places by JSON Pointer (RFC 6901).
  private let places: [String: SourceLocation]
  /// What comes before the pointers into a body, for each variant.
  private let roots: [String]

  /// The places in the sources of an open form.
  init(_ output: Output, _ files: [SourceFile], variants: Int) {
    self.files = files
    places = Dictionary(output.mappings.map { ($0.pointer, $0.location) }) { first, _ in first }
    roots = (0..<variants).map { "/variants/\($0)/body" }
  }

  /// The places in a file of JSON: of an open form, or of a body.
  init(_ bytes: [UInt8], name: String, isPlain: Bool, variants: Int) {
    files = [SourceFile(name: name, bytes: bytes)]
    roots = isPlain ? [""] : (0..<variants).map { "/variants/\($0)/body" }
    let document = JSONReader.read(bytes)
    var places: [String: SourceLocation] = [:]
    for (variant, root) in roots.enumerated() {
      for field in Schema.fields.indices {
        guard let pointer = Self.pointer(field, root, variant) else { continue }
        places[pointer] = Self.value(at: pointer, document).map { SourceLocation(FileID(0), document[$0].range) }
      }
    }
    self.places = places
  }

  /// The lines of the source on which a field is written; nil where it is not.
  func drawing(field: Int, variant: Int, color: Bool) -> String? {
    guard roots.indices.contains(variant), let pointer = Self.pointer(field, roots[variant], variant),
      let place = places[pointer]
    else { return nil }
    return PlaceDrawing.text(place, label: "refused by the API", files: files, color: color)
  }

  private static func pointer(_ field: Int, _ root: String, _ variant: Int) -> String? {
    if let pointer = BodyPointers.pointer(to: FieldID(UInt8(truncatingIfNeeded: field))) { return root + pointer }
    guard case .query(let name) = Schema.fields[field].place, !root.isEmpty else { return nil }
    return "/variants/\(variant)/\(name)"
  }

  private static func value(at pointer: String, _ document: JSONDocument) -> Int? {
    guard let root = document.root, let steps = JSONPointer.steps(of: pointer) else { return nil }
    return JSONPointer.node(steps, in: document, from: root)
  }
}
