package import FlowMsgJSON
package import FlowMsgModel

/// Finds the fields of a body that is JSON, or of an open form's.
package struct BodyReader {
  private let document: JSONDocument
  private let root: Int

  /// A reader of the body at `root`; nil where that is no object.
  package init?(_ document: JSONDocument, root: Int?) {
    guard let root, document[root].kind == .object else { return nil }
    (self.document, self.root) = (document, root)
  }

  /// The node of a field's value, of further members of a container that of the container; nil where there is none, and
  /// for what is not in the body.
  package func node(_ field: FieldID) -> Int? {
    Schema[field].place.keys.flatMap { JSONPointer.node($0, in: document, from: root) }
  }

  /// The text of a field that is one.
  package func text(_ field: FieldID) -> String? { node(field).flatMap { document.stringValue($0) } }

  /// Whether it is meant as a body, be it right or wrong: it has what every body begins with.
  package var looksLikeBody: Bool {
    document.value(BodyContainer.parameters.name, of: root) != nil && node(Schema.title) != nil
  }

  /// Whether it has what every body has and, in the body itself, nothing else.
  package var isBody: Bool { hasAll(of: .body, at: root) && isClosed }

  private var isClosed: Bool {
    let names = Schema.layout.parts(of: .body).compactMap(\.name)
    return document.members(of: root).allSatisfy { names.contains(document.string(of: $0)) }
  }

  private func hasAll(of container: BodyContainer, at node: Int) -> Bool {
    document[node].kind == .object
      && Schema.layout.parts(of: container).allSatisfy { part in
        switch part {
        case .field(let field): !Schema[field].isInEveryBody || document.value(Schema[field].wireName, of: node) != nil
        case .members: true
        case .container(let inner):
          document.value(inner.name, of: node).map { hasAll(of: inner, at: $0) } ?? !inner.isRequired
        }
      }
  }
}
