import FlowMsgModel

import FlowMsgCSV

/// What the name of a column shows, and how it is shown.
enum ColumnName {
  /// What a column of phone numbers is called where it is not called `to`.
  static let ofNumbers = ["telefone", "telefono", "celular", "movil", "whatsapp", "fone", "phone"]

  /// Whether a cell is a phone number as people paste them, good or bad: enough digits, and nothing that a name would have.
  static func isNumber(_ cell: [UInt8]) -> Bool {
    let text = trimmed(cell)
    if text.withUnsafeBufferPointer({ NumberAdvice.isScientific($0) }) { return true }
    var digits = 0
    for byte in text {
      if byte &- 0x30 < 10 { digits += 1 } else if !separators.contains(byte) { return false }
    }
    return digits >= 7
  }

  /// `+`, blanks, hyphens, parentheses, and the bytes of a no-break space.
  private static let separators: [UInt8] = [0x20, 0x28, 0x29, 0x2B, 0x2D, 0x2E, 0x2F, 0xA0, 0xC2]

  /// The name of a column for a message: a number is masked.
  static func shown(_ name: String) -> String {
    let bytes = Array(name.utf8)
    return isNumber(bytes) ? bytes.withUnsafeBufferPointer { PhoneNumber.masked($0) } : FlowMsgRows.shown(bytes)
  }
}
