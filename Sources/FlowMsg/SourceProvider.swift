import FlowMsgText

/// A file that a provider knows. Two are equal if their paths have the same bytes.
public struct SourcePath: Hashable, Sendable {
  /// What tells two files apart: the same file has the same one, through whatever link it was reached.
  public var canonical: String
  /// What reports show.
  public var display: String

  /// A file.
  public init(canonical: String, display: String) {
    self.canonical = canonical
    self.display = display
  }

  /// Whether both have the same paths, byte for byte.
  public static func == (a: SourcePath, b: SourcePath) -> Bool {
    PathKey(a.canonical) == PathKey(b.canonical) && PathKey(a.display) == PathKey(b.display)
  }

  /// Hashes what tells two files apart.
  public func hash(into hasher: inout Hasher) { PathKey(canonical).hash(into: &hasher) }
}

/// Why a file could not be read.
public enum ReadFailure: Error, Hashable, Sendable {
  /// There is no such file.
  case notFound
  /// It is a folder.
  case isFolder
  /// The system does not let us read it.
  case notPermitted
  /// The path leaves the project root, by its spelling or through a symbolic link.
  case outsideRoot(root: String)
  /// It is larger than 32-bit offsets reach.
  case tooLarge
  /// Anything else, in the system's words.
  case other(String)

  /// What happened, for a sentence: `there is no such file`.
  public var description: String {
    switch self {
    case .notFound: "there is no such file"
    case .isFolder: "it is a folder, not a file"
    case .notPermitted: "there is no permission to read it"
    case .outsideRoot(let root): "it lies outside the project root \(root)"
    case .tooLarge: "it is larger than 4 GiB, the most a source file can be"
    case .other(let text): text
    }
  }
}

/// Where the compiler gets files from. The library itself reads none: a command, an editor and a test each bring theirs.
///
/// Functions are called from several threads at once.
public protocol SourceProvider: Sendable {
  /// The file that `path` means when it is written in the file `importer`: relative to it, never outside the root.
  func locate(_ path: String, from importer: SourcePath) throws(ReadFailure) -> SourcePath

  /// The bytes of a file.
  func read(_ path: SourcePath) throws(ReadFailure) -> [UInt8]
}

/// Runs pieces of work, in parallel if it can.
public protocol Runner: Sendable {
  /// How many pieces it runs at a time, at least 1.
  var width: Int { get }

  /// Calls `work(0)` … `work(count - 1)`, each once, and returns when all have ended.
  func run(_ count: Int, _ work: @escaping @Sendable (Int) -> Void)
}

/// Runs one piece after the other.
public struct SerialRunner: Runner {
  /// A runner without threads.
  public init() {}
  /// 1.
  public var width: Int { 1 }
  /// Calls `work` in order.
  public func run(_ count: Int, _ work: @escaping @Sendable (Int) -> Void) {
    for i in 0..<count { work(i) }
  }
}
