import FlowMsgModel
import FlowMsgText

extension ResolvedMessage {
  /// Forgets the last message and keeps the memory.
  func removeAll(file: FileID, name: ByteRange) {
    self.file = file
    self.name = name
    isUsed = false
    message.removeAll()
    statements.update(repeating: StatementPlace())
    texts.update(repeating: TextFacts())
    isDamaged = false
    flow = .none
    screen = nil
    isDataExchange = false
    if !dataFindings.isEmpty { dataFindings.removeAll(keepingCapacity: true) }
    if !uses.isEmpty { uses.removeAll(keepingCapacity: true) }
    if !pieces.isEmpty { pieces.removeAll(keepingCapacity: true) }
    if !hiddenEmpty.isEmpty { hiddenEmpty.removeAll(keepingCapacity: true) }
  }
}
