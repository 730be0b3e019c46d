/// The types of some contracts in memory of their own: what many threads read and none writes.
package final class TypeMemory: Sendable {
  /// The types; valid as long as this object.
  package let view: TypeView

  /// A copy of the types of `contracts`.
  package init(_ contracts: borrowing Contracts) {
    view = contracts.withView {
      TypeView(types: copy($0.types), fields: copy($0.fields), choices: copy($0.choices), pool: copy($0.pool))
    }
  }

  deinit {
    view.types.deallocate()
    view.fields.deallocate()
    view.choices.deallocate()
    view.pool.deallocate()
  }
}

private func copy<Element: BitwiseCopyable>(_ elements: UnsafeBufferPointer<Element>) -> UnsafeBufferPointer<Element> {
  let memory = UnsafeMutableBufferPointer<Element>.allocate(capacity: elements.count)
  _ = memory.initialize(fromContentsOf: elements)
  return UnsafeBufferPointer(memory)
}
