import FlowMsgJSON
import FlowMsgText

/// Any bytes as JSON: what is read without a fault is written and read again as the same, and what is wrong has its words
/// and its place.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: data, count: count))
  let document = JSONReader.read(bytes)
  let lines = LineIndex(bytes)
  for fault in document.faults {
    _ = (fault.wording(in: bytes), lines.position(of: UInt32(clamping: fault.offset), in: bytes))
  }
  guard let root = document.root else { return 0 }
  let value = document.jsonValue(root)
  guard document.faults.isEmpty else { return 0 }
  for style in [JSONLayout.compact, .pretty] {
    let again = JSONReader.read(value.bytes(style))
    guard again.faults.isEmpty, let root = again.root else { fatalError("what was written cannot be read") }
    guard again.jsonValue(root) == value else { fatalError("what was written is another value") }
  }
  return 0
}
