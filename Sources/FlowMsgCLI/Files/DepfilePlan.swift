import FlowMsg
import FlowMsgEmit
import FlowMsgText

/// Which rules a run of `compile` has, and the file that they go to.
struct DepfilePlan {
  private let file: String
  private let compilation: Compilation
  private let operands: Operands
  private let provider: DiskProvider
  /// What each source's outputs were made of.
  private var known: [FileID: [String]] = [:]

  /// The plan for `--depfile FILE`.
  init(_ file: String, _ compilation: Compilation, _ operands: Operands, _ provider: DiskProvider) {
    (self.file, self.compilation, self.operands, self.provider) = (file, compilation, operands, provider)
  }

  /// The rules of files in a folder. `whole` are those that are made of everything: the manifest comes first, as it is the
  /// one file that every such run makes, and ninja holds the first one against a build's first output.
  mutating func rules(in folder: OutputFolder, whole: [String]) -> Depfile {
    var rules = whole.map { Depfile.Rule(target: folder.path($0), sources: everything) }
    for output in compilation.outputs {
      rules.append(Depfile.Rule(target: folder.path(output.name + ".json"), sources: sources(of: output.source)))
    }
    return Depfile(rules: rules)
  }

  /// The rule for what goes to standard output, which is `printed`, or everything. Only who redirects it knows where to:
  /// `NAME.json.d` says `NAME.json`, as `--depfile $@.d` in make and `depfile = $out.d` in ninja do; else it is the name
  /// that the body's file would have.
  mutating func rules(printing printed: Output?) -> Depfile {
    guard let target = Self.target(namedBy: file) ?? printed.map({ $0.name + ".json" }) else {
      return Depfile(rules: [])
    }
    return Depfile(rules: [.init(target: target, sources: printed.map { sources(of: $0.source) } ?? everything)])
  }

  /// `dist/a.json` of `dist/a.json.d`; nil of `a.d` and `deps`.
  static func target(namedBy file: String) -> String? {
    guard file.hasSuffix(".d") else { return nil }
    let target = String(file.dropLast(2))
    return Path.name(of: target).dropFirst().contains(".") ? target : nil
  }

  /// Fails where the depfile would take the place of a source or of something that it speaks of.
  func check(_ depfile: Depfile, _ fileSystem: any FileSystem) throws(Failure) {
    let here = fileSystem.workingDirectory ?? "/"
    let written = Path.normalized(Path.join(here, file))
    let real = (try? fileSystem.realPath(file)) ?? written
    let isSource = compilation.paths.contains { $0.canonical == real || $0.canonical == written }
    let isTarget = depfile.rules.contains { Path.normalized(Path.join(here, $0.target)) == written }
    if isSource || isTarget {
      throw Failure(
        "'--depfile \(file)' would overwrite \(isSource ? "a source" : "an output")", help: "name another file for it")
    }
  }

  private var everything: [String] { paths(compilation.files.indices.map { FileID(UInt32($0)) }) }

  private mutating func sources(of file: FileID) -> [String] {
    if let paths = known[file] { return paths }
    let paths = paths(compilation.dependencies.all(of: file))
    known[file] = paths
    return paths
  }

  /// The paths of files, each once; standard input is no file.
  private func paths(_ files: [FileID]) -> [String] {
    var seen: Set<PathKey> = []
    return files.compactMap { file in
      let path = compilation.paths[Int(file.rawValue)]
      if path.canonical == operands.standardInput?.canonical { return nil }
      let name = provider.spelling(of: path)
      return seen.insert(PathKey(name)).inserted ? name : nil
    }
  }
}
