extension TypeBuilder {
  /// A builder of further types for messages of `program`, for one thread.
  convenience init(of program: Program) {
    self.init(ProgramDraft(program.units, program.symbols, program.contracts, program.unused), program.types)
  }
}
