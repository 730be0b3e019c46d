package import FlowMsgText

/// A Flow JSON file.
package struct FlowFile: Sendable {
  package var file: FileID
  package var bytes: [UInt8]

  package init(file: FileID, bytes: [UInt8]) {
    self.file = file
    self.bytes = bytes
  }
}
