/// How a body is laid out: its containers, and the fields in them, in the order in which they are written.
///
/// It is the one description of that. Bodies and open forms are written, measured and mapped by running it (`run`), read and
/// checked by walking it (`parts`), and described by it; nothing else knows what is in what.
public struct BodyLayout: Sendable {
  /// A field of the body.
  public struct Step: Sendable, BitwiseCopyable {
    /// The field.
    public var field: FieldID
    /// The container that it, or its members, are members of.
    public var container: BodyContainer
    /// Whether the members of its value are here and not the value under a key.
    public var isSpread: Bool
  }

  /// What a container has at one place.
  public enum Part: Hashable, Sendable {
    /// A field under its key.
    case field(FieldID)
    /// The members of a field's value.
    case members(FieldID)
    /// Another container.
    case container(BodyContainer)

    /// Its key; nil for members that have keys of their own.
    public var name: String? {
      switch self {
      case .field(let field): Schema[field].wireName
      case .members: nil
      case .container(let inner): inner.name
      }
    }
  }

  /// The fields of the body in the order in which they are written: those of one container without others between them.
  public let steps: ContiguousArray<Step>
  private let containers: [[Part]]

  /// The layout of a table: a container is where the first field in it is.
  public init(_ fields: [Field]) {
    var containers = [[Part]](repeating: [], count: BodyContainer.allCases.count)
    for (index, field) in fields.enumerated() {
      let id = FieldID(UInt8(truncatingIfNeeded: index))
      switch field.place {
      case .member(let container, _): Self.add(.field(id), to: container, &containers)
      case .members(let container): Self.add(.members(id), to: container, &containers)
      case .query, .path: break
      }
    }
    self.containers = containers
    steps = ContiguousArray(Self.steps(in: .body, containers))
  }

  /// What `container` has, in order.
  public func parts(of container: BodyContainer) -> [Part] { containers[Int(container.rawValue)] }

  /// Whether `container` may have members that are no row of the table.
  public func hasFurtherMembers(_ container: BodyContainer) -> Bool {
    parts(of: container).contains { if case .members = $0 { true } else { false } }
  }

  private static func add(_ part: Part, to container: BodyContainer, _ containers: inout [[Part]]) {
    if let parent = container.parent, containers[Int(container.rawValue)].isEmpty {
      add(.container(container), to: parent, &containers)
    }
    containers[Int(container.rawValue)].append(part)
  }

  private static func steps(in container: BodyContainer, _ containers: [[Part]]) -> [Step] {
    containers[Int(container.rawValue)].flatMap { part in
      switch part {
      case .field(let field): [Step(field: field, container: container, isSpread: false)]
      case .members(let field): [Step(field: field, container: container, isSpread: true)]
      case .container(let inner): steps(in: inner, containers)
      }
    }
  }
}

extension Schema {
  /// The layout of the rows that are in the body.
  public static let layout = BodyLayout(fields)
}
