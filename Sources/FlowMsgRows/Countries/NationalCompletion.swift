/// Numbers of one country that are written without its country code, made international.
package struct NationalCompletion: BitwiseCopyable, Hashable, Sendable {
  /// What became of a number.
  package enum Completion: BitwiseCopyable, Hashable, Sendable {
    /// It stays as it is: international, or no complete national number.
    case asIs
    /// The international number that it is.
    case completed(UInt64)
    /// It is a complete national number, and also the country code with one behind it: no one can tell.
    case ambiguous
  }

  /// The country that numbers without a country code are of.
  package let country: Country

  /// The completion for numbers of `country`.
  package init(country: Country) { self.country = country }

  /// What the digits are; `hasPlus` says that `+` or `00` was before them, which is never completed. A trunk digit that
  /// the country dials before national numbers is dropped.
  package func complete(_ digits: PhoneDigits, hasPlus: Bool) -> Completion {
    guard !hasPlus, 1...15 ~= digits.count else { return .asIs }
    if country.isNational(digits) { return completed(digits, readAs: digits) }
    guard let trunk = country.plan.trunk, digits.first == trunk else { return .asIs }
    let national = digits.dropping(first: trunk)
    return country.isNational(national) ? completed(national, readAs: digits) : .asIs
  }

  /// `national` with the country code before it, unless `written` has it and is complete.
  private func completed(_ national: PhoneDigits, readAs written: PhoneDigits) -> Completion {
    let plan = country.plan
    let rest = country.behindCode(written)
    let hasCode = written.zeros == 0 && written.value / PhoneDigits.power(rest.count) == UInt64(plan.code)
    if hasCode, country.isNational(rest, isBehindCode: true) { return .ambiguous }
    guard plan.codeCount &+ national.count <= 15 else { return .asIs }
    return .completed(UInt64(plan.code) &* PhoneDigits.power(national.count) &+ national.value)
  }
}
