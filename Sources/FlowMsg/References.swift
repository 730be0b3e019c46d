public import FlowMsgCheck

extension Compilation {
  /// Answers about the names in `files`; nil where the compilation was cancelled before all were read.
  ///
  /// Made when it is asked for, at a cost that grows with the number of files: keep it for several questions.
  public var references: References? { program.map(References.init) }
}
