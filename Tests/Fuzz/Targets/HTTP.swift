import FlowMsgSandbox

/// Any bytes as requests: one behind the other, and to the same end in pieces of any size.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var rest = Array(UnsafeBufferPointer(start: data, count: count))
  for _ in 0..<8 {
    let whole = read(rest, by: max(1, rest.count))
    for size in [1, 7] where rest.count < 2_048 {
      guard read(rest, by: size) == whole else { fatalError("in pieces of \(size) it is another request") }
    }
    guard case .request(let count, _, _) = whole, count > 0 else { break }
    rest.removeFirst(count)
  }
  return 0
}

private enum Ending: Equatable {
  case more(head: String?)
  case request(count: Int, head: String, body: [UInt8])
  case fault(HTTPFault)
}

private func read(_ bytes: [UInt8], by size: Int) -> Ending {
  var reader = HTTPRequestReader()
  var (at, hasHead) = (0, false)
  while true {
    at = min(bytes.count, at + size)
    let part = Array(bytes[..<at])
    do throws(HTTPFault) {
      var step = try reader.advance(part.span)
      if step == .head {
        hasHead = true
        step = try reader.advance(part.span)
      }
      if step == .request {
        return .request(count: reader.count, head: "\(reader.head)", body: reader.body(part.span))
      }
    } catch {
      return .fault(error)
    }
    if at == bytes.count { return .more(head: hasHead ? "\(reader.head)" : nil) }
  }
}
