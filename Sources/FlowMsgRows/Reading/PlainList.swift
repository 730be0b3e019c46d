/// A list of plain values that threads share: read-only memory whose holders are not counted.
final class PlainList<Element: BitwiseCopyable>: @unchecked Sendable {
  let values: UnsafeBufferPointer<Element>

  init(_ elements: [Element]) {
    let memory = UnsafeMutableBufferPointer<Element>.allocate(capacity: elements.count)
    _ = memory.initialize(fromContentsOf: elements)
    values = UnsafeBufferPointer(memory)
  }

  deinit { values.deallocate() }

  subscript(index: Int) -> Element { values[index] }
}
