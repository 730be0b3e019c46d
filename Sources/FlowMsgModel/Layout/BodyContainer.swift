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

/// Where a field goes in the request.
public enum FieldPlace: Hashable, Sendable {
  /// A member of the body, or of an object in it.
  case member(BodyContainer, String)
  /// An object whose members become further members of the container.
  case members(BodyContainer)
  /// A query item.
  case query(String)
  /// A part of the path.
  case path(String)

  /// What it is in; nil if that is not the body.
  public var container: BodyContainer? {
    switch self {
    case .member(let container, _), .members(let container): container
    case .query, .path: nil
    }
  }

  /// The keys from the body to the value, for further members of a container those to the container; nil if it is not in
  /// the body.
  public var keys: [String]? {
    switch self {
    case .member(let container, let name): container.keys + [name]
    case .members(let container): container.keys
    case .query, .path: nil
    }
  }

  /// How many objects are around the members of an object at this place, with it; 1 if it is not in the body.
  public var depth: Int {
    switch self {
    case .member(let container, _): container.depth + 1
    case .members(let container): container.depth
    case .query, .path: 1
    }
  }
}
