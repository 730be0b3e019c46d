extension ProgramBuilder {
  /// A builder of further types for messages of `program`, for one thread.
  init(of program: Program) {
    self.init(units: program.units, flowFiles: [:], foreign: [:])
    symbols = program.symbols
    contracts = program.contracts
    types = program.types
    usage = program.unused
  }
}
