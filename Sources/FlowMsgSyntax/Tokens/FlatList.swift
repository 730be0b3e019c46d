/// Memory that is filled front to back, read by index, and emptied for the next declaration without being given back.
///
/// Two costs of an array that showed in profiles are not there: the check before each append whether somebody else holds
/// it, and the check of each index. The owner of a list frees it; indices come from the list itself.
public struct FlatList<Element: BitwiseCopyable> {
  @usableFromInline var base: UnsafeMutablePointer<Element>
  /// How many elements are there.
  public var count = 0
  @usableFromInline var capacity: Int

  /// An empty list with room for `capacity` elements.
  package init(capacity: Int) {
    self.capacity = capacity
    base = .allocate(capacity: max(1, capacity))
  }

  /// A list of the same elements, with room for no more.
  init(copying other: borrowing FlatList) {
    self.init(capacity: other.count)
    base.update(from: other.base, count: other.count)
    count = other.count
  }

  /// Gives the memory back.
  package func free() { base.deallocate() }

  /// Adds an element at the end.
  @inlinable @inline(__always)
  package mutating func append(_ element: Element) {
    if _slowPath(count == capacity) { grow(to: capacity &* 2) }
    base[count] = element
    count &+= 1
  }

  /// The element at `index`, one of those that are there.
  @inlinable package subscript(index: Int) -> Element {
    @inline(__always) get { base[index] }
    @inline(__always) nonmutating set { base[index] = newValue }
  }

  /// Makes room for `more` elements.
  mutating func reserve(_ more: Int) {
    if capacity &- count < more { grow(to: max(capacity &* 2, count &+ more)) }
  }

  @usableFromInline @inline(never)
  mutating func grow(to wanted: Int) {
    let next = UnsafeMutablePointer<Element>.allocate(capacity: max(16, wanted))
    next.update(from: base, count: count)
    base.deallocate()
    (base, capacity) = (next, max(16, wanted))
  }
}
