import FlowMsgText

/// Something that the sandbox does to a share of the requests instead of answering well.
package struct SandboxFault: Hashable, Sendable {
  /// What is done.
  package enum Kind: Hashable, Sendable {
    /// This status is answered, 400 to 599. Below 500 the message is not taken; from 500 on it is, and the client
    /// cannot know.
    case status(Int)
    /// The connection is reset when the head has come, before the content is read.
    case resetBefore
    /// The message is taken, and the connection is reset without an answer.
    case resetAfter
    /// The message is taken and answered, and the connection ends without that being announced.
    case closeAfter
    /// The message is taken, and half of the answer sent.
    case cut
    /// The message is taken and never answered.
    case hang
    /// The message is taken, and answered after so many milliseconds.
    case delay(Int)
  }

  /// What is done.
  package var kind: Kind
  /// To which share of the requests, 0 to 1.
  package var share: Double

  /// A fault.
  package init(_ kind: Kind, share: Double) {
    self.kind = kind
    self.share = share
  }

  /// What the log, the page and the JSON call it.
  package var name: String {
    switch kind {
    case .status(let status): String(status)
    case .resetBefore: "reset-before"
    case .resetAfter: "reset-after"
    case .closeAfter: "close-after"
    case .cut: "cut"
    case .hang: "hang"
    case .delay: "delay"
    }
  }
}

/// Why a text is no fault.
package struct SandboxFaultError: Error, Hashable, Sendable {
  /// What was found and what was expected, in one line.
  package var message: String
  /// What to do, if that can be known.
  package var help: String?
}

extension SandboxFault {
  /// The words for a fault's kind in help and messages.
  package static let words = ["reset-before", "reset-after", "close-after", "cut", "hang", "delay"]

  /// Reads `429:5%`, `reset-after:0.5%`, `delay=200ms:10%`; without a share it is all requests.
  package init(reading text: String) throws(SandboxFaultError) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    // `delay:200ms:10%` reads as well as `delay=200ms:10%`.
    let isSpread = parts.count > 1 && parts[0] == "delay" && !parts[1].hasSuffix("%")
    let kind = isSpread ? parts[0] + "=" + parts[1] : parts.first ?? ""
    let rest = parts.dropFirst(isSpread ? 2 : 1)
    guard rest.count < 2 else {
      throw SandboxFaultError(message: "the fault '\(text)' has a second ':'", help: Self.form)
    }
    self.init(try Self.kind(kind), share: try rest.first.map(Self.share) ?? 1)
  }

  private static let form = "write a kind, ':' and a share, such as 429:5% or delay=200ms:10%"

  private static func kind(_ text: Substring) throws(SandboxFaultError) -> Kind {
    switch text {
    case "reset-before": return .resetBefore
    case "reset-after": return .resetAfter
    case "close-after": return .closeAfter
    case "cut": return .cut
    case "hang": return .hang
    default: break
    }
    if text == "delay" || text.hasPrefix("delay=") { return .delay(try milliseconds(text.dropFirst(6))) }
    guard text.first?.isNumber == true else { throw unknown(text) }
    guard let status = Int(text), 400...599 ~= status else {
      throw SandboxFaultError(message: "'\(text)' is not a status that can be faulted with, expected 400 to 599")
    }
    return .status(status)
  }

  private static func unknown(_ text: Substring) -> SandboxFaultError {
    let near = suggestion(for: String(text), among: words).map { "did you mean '\($0)'?" }
    let all = "it is a status from 400 to 599, or one of " + words.joined(separator: ", ")
    return SandboxFaultError(message: "there is no fault '\(text)'", help: near ?? all)
  }

  private static func milliseconds(_ text: Substring) throws(SandboxFaultError) -> Int {
    let isShort = text.hasSuffix("ms")
    let unit = isShort ? 1 : 1000
    guard isShort || text.hasSuffix("s"), let count = Int(text.dropLast(isShort ? 2 : 1)),
      1...hour / unit ~= count
    else {
      throw SandboxFaultError(
        message: "a delay needs a time of at most an hour, found '\(text)'",
        help: "write it as 'delay=200ms' or 'delay=2s'")
    }
    return count * unit
  }

  private static let hour = 3_600_000

  private static func share(_ text: Substring) throws(SandboxFaultError) -> Double {
    let digits = text.dropLast()
    guard text.hasSuffix("%"), digits.allSatisfy({ $0.isASCII && $0.isNumber || $0 == "." }),
      let percent = Double(digits), 0...100 ~= percent
    else {
      throw SandboxFaultError(message: "a share needs a number from 0 to 100 and '%', found '\(text)'", help: form)
    }
    return percent / 100
  }
}
