/// An object of the request's body that fields are members of.
///
/// To add one: a case, its rows in `parent`, `name`, `fact` and `isRequired`, and a field of `Schema.fields` that is in it.
public enum BodyContainer: UInt8, CaseIterable, Hashable, Sendable, BitwiseCopyable {
  /// The body itself.
  case body
  /// Its `parameters`.
  case parameters
  /// `flow_action_payload` in `parameters`.
  case actionPayload

  /// The container that it is a member of; nil for the body itself.
  @inlinable public var parent: BodyContainer? {
    switch self {
    case .body: nil
    case .parameters: .body
    case .actionPayload: .parameters
    }
  }

  /// Its key in its parent; empty for the body itself.
  public var name: String {
    switch self {
    case .body: ""
    case .parameters: "parameters"
    case .actionPayload: "flow_action_payload"
    }
  }

  /// What it is for, with where that is said; nil where its fields say it all.
  public var fact: Fact<String>? {
    switch self {
    case .body, .parameters: nil
    case .actionPayload: Fact(name, "the screen, and data for it", .jelou)
    }
  }

  /// Whether every body has it.
  public var isRequired: Bool { self != .actionPayload }

  /// The keys from the body to it, none for the body itself.
  public var keys: [String] { (parent?.keys ?? []) + (parent == nil ? [] : [name]) }

  /// How many objects are around its members, with it: 1 for the body's.
  public var depth: Int { keys.count + 1 }

  /// Whether it is `other` or lies in it, at whatever depth.
  @inlinable
  public func isInside(_ other: BodyContainer) -> Bool {
    var container = self
    while container != other {
      guard let parent = container.parent else { return false }
      container = parent
    }
    return true
  }
}
