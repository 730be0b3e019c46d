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
