package import FlowMsgModel

/// Holds one text to what a component accepts; the one place for texts of sources, of examples and of rows.
package struct TextJudge {
  private let traits: PropertyUse.Traits

  /// A judge for a component with `traits`.
  package init(_ traits: PropertyUse.Traits) { self.traits = traits }

  /// What is wrong with `text`, if anything is; `count` goes with it as `ValueFault.Kind` says.
  package func fault(
    in text: UnsafeBufferPointer<UInt8>, _ rule: ValueRule
  ) -> (kind: ValueFault.Kind, count: Int)? {
    switch rule {
    case .text(let most, let blank): return length(text, most, blank)
    case .day:
      let isDay = DayText.isDay(text) || (traits.contains(.takesMilliseconds) && DayText.isMilliseconds(text))
      return isDay ? nil : (.day, 0)
    case .word(let words): return words.contains { text.elementsEqual($0.utf8) } ? nil : (.word, 0)
    case .picture(let place): return picture(text, place)
    case .color: return Self.isColor(text) ? nil : (.color, 0)
    case .flag: return (.kind, 0)
    case .anything, .list, .object, .whole, .action: return nil
    }
  }

  /// Whether a rule asks for a text of which something can be seen.
  package func refusesBlank(_ rule: ValueRule) -> Bool {
    guard case .text(_, let blank) = rule else { return false }
    return blank == .refused || (blank == .refusedSinceSix && !traits.contains(.takesBlanks))
  }

  private func length(
    _ text: UnsafeBufferPointer<UInt8>, _ most: Int, _ blank: ValueRule.Blank
  ) -> (ValueFault.Kind, Int)? {
    if blank != .accepted, TextLook.isBlank(text) {
      if refusesBlank(.text(most: most, blank)) { return (.blank, 0) }
      return traits.contains(.takesBlanks) ? nil : (.unseen, 0)
    }
    guard text.count > most else { return nil }
    let count = text.count { $0 & 0xC0 != 0x80 }
    return count > most ? (.long, count) : nil
  }

  private static func isColor(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    text.count == 6 && text.allSatisfy { $0 &- 0x30 < 10 || ($0 | 0x20) &- 0x61 < 6 }
  }

  // MARK: Pictures

  private func picture(_ text: UnsafeBufferPointer<UInt8>, _ place: ValueRule.Picture) -> (ValueFault.Kind, Int)? {
    let picture = PictureText(text)
    switch picture.kind {
    case .blank, .address, .dataURI, .noBase64, .other: return (.picture, 0)
    case .webp where place == .whole: return (.picture, 0)
    case .webp, .jpeg, .png: break
    }
    if picture.size > greatestSize(place) { return (.heavyPicture, picture.size) }
    if case .webp = picture.kind { return (.newPicture, 0) }
    return nil
  }

  /// How many bytes a picture has at most, or is advised to have.
  package func greatestSize(_ place: ValueRule.Picture) -> Int {
    switch place {
    case .whole: 300 << 10
    case .option: traits.contains(.takesLargerPictures) ? 300 << 10 : 100 << 10
    case .entry: 100 << 10
    }
  }
}
