/// Why a connection could not be made secure.
package enum Insecurity: Sendable, CaseIterable {
  /// No one who is trusted vouches for the host's certificate.
  case unknownIssuer
  /// The certificate is for another name.
  case otherName
  /// The certificate's time is over, or has not begun.
  case expired
  /// There are no certificates of issuers that could be trusted.
  case noAuthorities
  /// What answers does not speak TLS.
  case plainText
  /// Another reason: no version or cipher in common, for example.
  case other

  /// Whether a file with the issuer's certificate would help.
  package var isAboutIssuers: Bool { self == .unknownIssuer || self == .noAuthorities }

  /// What is wrong, for a sentence, in lower case.
  package var wording: String {
    switch self {
    case .unknownIssuer: "the issuer of the host's certificate is not known to this machine"
    case .otherName: "the host's certificate is for another name"
    case .expired: "the host's certificate has expired, or this machine's date is wrong"
    case .noAuthorities: "this machine has no certificates of issuers to check the host's with"
    case .plainText: "the host does not speak TLS there, perhaps plain HTTP"
    case .other: "the host and this machine agree on no way"
    }
  }
}
