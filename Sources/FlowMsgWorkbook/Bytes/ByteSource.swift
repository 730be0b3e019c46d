/// Where bytes come from, in order.
protocol ByteSource: AnyObject {
  /// Fills `target` as far as there are bytes, and says how many it got; 0 is the end.
  func read(into target: UnsafeMutableRawBufferPointer) throws(WorkbookFailure) -> Int
}
