import FlowMsgText

/// What the names of parameters are bound to along a chain, and which of them are used.
final class ParameterBindings {
  private let chain: Chain
  /// Which parameters of what others build on were used, by their numbers in the program; and which these are.
  @exclusivity(unchecked) private var isUsed: ContiguousArray<Bool> = []
  @exclusivity(unchecked) private var used: [Int] = []

  init(_ chain: Chain) { self.chain = chain }

  /// Forgets which parameters were used, and gives them.
  func takeUsed() -> Set<Int> {
    defer {
      for id in used { isUsed[id] = false }
      used = []
    }
    return Set(used)
  }

  /// What a parameter's name means in the declaration `level`; nil if no parameter has the name there.
  func binding(_ name: String, in level: Int, isArgument: Bool = false) -> Binding? {
    guard let found = chain.names.find(name, in: level, isArgument: isArgument) else { return nil }
    chain.names.mark(found) { level, parameter in
      noteUse(of: chain.levels[level].parameters[parameter].id)
    }
    guard let (k, argument) = found.closing else {
      guard let i = chain.names.open(id: found.name) else { return nil }
      chain.openParameters[i].isUsed = true
      return .open(i)
    }
    if chain.levels[k].refused.arguments.contains(name) { return .refused }
    return .closed(Place(source: chain.levels[k].argumentSource, node: chain.levels[k].shape.arguments[argument].value))
  }

  private func noteUse(of id: Int) {
    guard id >= 0 else { return }
    while isUsed.count <= id { isUsed.append(false) }
    if isUsed[id] { return }
    isUsed[id] = true
    used.append(id)
  }

  /// What the name at `range` of `source` is bound to.
  func binding(_ range: ByteRange, _ source: TreeContext) -> Binding? {
    binding(source.string(range), in: source.scope, isArgument: source.isArgument)
  }
}

/// What a name of a parameter is bound to.
enum Binding {
  case open(Int)
  case closed(Place)
  /// What closes it is not of its type, which is reported.
  case refused
}
