import FlowMsgText

/// Words of commands that messages print, so that they can be run as they are.
package enum ShellWord {
  /// A word as a shell takes it.
  package static func quoted(_ word: String) -> String {
    let isPlain = { (byte: UInt8) in
      byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26 || Array("_-./:=,%+@".utf8).contains(byte)
    }
    if !word.isEmpty, word.utf8.allSatisfy(isPlain) { return word }
    if RawText.text(word) == nil {
      let escaped = word.replacing(#"\"#, with: #"\\"#).replacing("'", with: #"\'"#)
      return "$'" + RawText.shown(escaped) + "'"
    }
    return "'" + word.replacing("'", with: #"'\''"#) + "'"
  }
}
