import FlowMsgModel
import FlowMsgText

extension ResolvedMessage {
  /// Forgets the last message and keeps the memory.
  func removeAll(file: FileID, name: ByteRange) {
    nameLocation = SourceLocation(file, name)
    isUsed = false
    message.removeAll()
    written.removeAll()
    isDamaged = false
    opened = OpenedFlow()
    if !dataFindings.isEmpty { dataFindings.removeAll(keepingCapacity: true) }
    provenance.removeAll()
  }
}
