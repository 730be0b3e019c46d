/// What libcurl says of a connection that is not secure. Its results are few and the same for all TLS libraries; what they
/// mean is in the numbers and texts of the library below, of which OpenSSL, GnuTLS and those that speak like them are known.
enum CurlSecurity {
  /// Why there is no secure connection; nil if the connection broke on the way to one.
  ///
  /// - Parameters:
  ///   - result: libcurl's result, one of those about TLS.
  ///   - verification: what OpenSSL found when it looked at the certificate; 0 if that was good.
  ///   - text: what libcurl says, in any case of letters.
  static func cause(result: Int32, verification: Int, text: String) -> Insecurity? {
    let text = text.lowercased()
    let has = { (words: [String]) in words.contains { text.contains($0) } }
    switch result {
    // SSL_CACERT_BADFILE
    case 77: return .noAuthorities
    // PEER_FAILED_VERIFICATION, which was two results once
    case 51, 60:
      if [9, 10].contains(verification) || has(["expired", "expiration", "not yet valid", "activated"]) {
        return .expired
      }
      if has(["does not match", "no alternative", "doesn't match"]) { return .otherName }
      return .unknownIssuer
    // SSL_CONNECT_ERROR
    case 35:
      if has(["wrong version number", "unexpected tls packet", "http request", "packet length too long"]) {
        return .plainText
      }
      if has(["syscall", "reset by peer", "was reset", "broken pipe", "eof", "properly terminated", "timed out"]) {
        return nil
      }
      return .other
    default: return .other
    }
  }
}
