import FlowMsgCSV
import FlowMsgModel

/// A phone number as a row gives it.
package struct ReadNumber: BitwiseCopyable, Sendable {
  /// How it was written, and what was done to it.
  package struct Traits: OptionSet, BitwiseCopyable, Sendable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }
    /// With more than its digits.
    package static let cleaned = Traits(rawValue: 1)
    /// Without the country code, which was written before it.
    package static let completed = Traits(rawValue: 2)
    /// With a `(0)` behind the country code, which was left out.
    package static let trunkZero = Traits(rawValue: 4)
  }

  /// The number: at most 15 digits, the first of which is not 0.
  package var value: UInt64
  /// How it was written.
  package var traits: Traits
}

/// Phone numbers as people paste them.
package enum PhoneNumber {
  /// The number with all digits but the last two hidden, for messages.
  package static func masked(_ number: UInt64) -> String {
    var text = String(number)
    return text.withUTF8 { masked($0) }
  }

  /// The number that a text is, as recipients write it.
  package static func number(_ text: String, country: CountryChoice? = nil) throws(RowFault) -> UInt64 {
    let bytes = Array(text.utf8)
    return try bytes.withUnsafeBufferPointer { (bytes) throws(RowFault) in
      let range = trimmedRange(bytes, 0, bytes.count)
      return try read(UnsafeBufferPointer(rebasing: bytes[range]), country) { _ in }.value
    }
  }

  /// The number that a text is; `country` completes national ones. `see` is handed what the digits are before anything is
  /// judged, if they could be read and nothing says that they are international.
  static func read(
    _ text: UnsafeBufferPointer<UInt8>, _ country: CountryChoice?, _ see: (PhoneDigits) -> Void
  ) throws(RowFault) -> ReadNumber {
    let found: PhoneText
    do throws(PhoneTextFault) {
      found = try PhoneText.read(text, keepsZeros: true)
    } catch {
      throw fault(text, error.sentence)
    }
    if !found.hasPlus { see(found.digits) }
    let (value, isCompleted) = try completed(found, country, text)
    if let problem = Countries.problem(value) { throw fault(text, problem.sentence) }
    var traits: ReadNumber.Traits = found.wasCleaned ? .cleaned : []
    if isCompleted { traits.insert(.completed) }
    if found.trunkZeroDropped { traits.insert(.trunkZero) }
    return ReadNumber(value: value, traits: traits)
  }

  private static func completed(
    _ found: PhoneText, _ country: CountryChoice?, _ text: UnsafeBufferPointer<UInt8>
  ) throws(RowFault) -> (UInt64, Bool) {
    if case .country(let country)? = country {
      switch NationalCompletion(country: country).complete(found.digits, hasPlus: found.hasPlus) {
      case .completed(let number): return (number, true)
      case .ambiguous:
        throw fault(
          text,
          "it is a complete number of \(country.name) with its country code and without: write '+' before it if it has it"
        )
      case .asIs: break
      }
    }
    if found.digits.zeros > 0 { throw fault(text, PhoneTextFault.leadingZero.sentence) }
    return (found.digits.value, false)
  }

  private static func fault(_ text: UnsafeBufferPointer<UInt8>, _ sentence: String) -> RowFault {
    RowFault("the phone number '\(masked(text))': \(sentence)")
  }

  /// The number with all digits but the last two hidden, for messages; of a long text its end.
  static func masked(_ text: UnsafeBufferPointer<UInt8>) -> String {
    let scalars = String(decoding: text, as: UTF8.self).unicodeScalars
    var left = scalars.count { $0.properties.numericType != nil } - 2
    var shown = ""
    for scalar in scalars.prefix(40) {
      let isDigit = scalar.properties.numericType != nil
      shown.unicodeScalars.append(isDigit && left > 0 ? "•" : scalar.isShown ? scalar : "\u{FFFD}")
      left -= isDigit ? 1 : 0
    }
    return scalars.count > 40 ? shown + "…" : shown
  }
}

extension Unicode.Scalar {
  /// Whether a terminal shows it and nothing else happens.
  var isShown: Bool {
    switch properties.generalCategory {
    case .control, .format, .surrogate, .lineSeparator, .paragraphSeparator: false
    default: true
    }
  }
}

/// A value for a message: short, on one line, harmless on a terminal.
func shown(_ text: some Collection<UInt8>) -> String {
  let scalars = String(decoding: text.prefix(200), as: UTF8.self).unicodeScalars
  var result = ""
  for scalar in scalars.prefix(40) { result.unicodeScalars.append(scalar.isShown ? scalar : "\u{FFFD}") }
  return scalars.count > 40 || text.count > 200 ? result + "…" : result
}
