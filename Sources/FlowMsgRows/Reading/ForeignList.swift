import FlowMsgEmit
import FlowMsgJSON

/// Files that people give in the place of a list of recipients.
enum ForeignList {
  /// What to do about a text that begins so.
  static func help(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    if bytes.first == 0x50 {
      return "'send --recipients FILE.xlsx' reads a workbook by its name; elsewhere save it as CSV"
    }
    if bytes.first == 0xD0 { return "open it in Excel and save it as 'Excel workbook (.xlsx)' or as CSV" }
    return "give CSV with a column 'to', or a line of JSON for each person"
  }

  /// What the text is, for a sentence, if it is none of the ways in which recipients are written.
  static func noun(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return "a workbook, or another ZIP archive" }
    if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { return "a workbook of an older Excel, or one with a password" }
    if bytes.starts(with: "%PDF".utf8) { return "a PDF document" }
    guard bytes.first(where: { $0 > 0x20 }) == 0x7B, bytes.count <= 1 << 22 else { return nil }
    let document = JSONReader.read(Array(bytes))
    guard document.syntaxFault == nil, let root = document.root, document[root].kind == .object else { return nil }
    let has = { (name: String) in document.value(name, of: root) != nil }
    if has("to"), !has("messaging_product") { return nil }
    if has("messaging_product") { return "a body of WhatsApp's Cloud API" }
    if has("screens") { return "Flow JSON" }
    if BodyReader(document, root: root)?.looksLikeBody == true { return "a body of this API" }
    return has("variants") ? "an open form" : nil
  }
}
