/// What is wrong with a request body, for a caller that sends one: judged as the sandbox judges what arrives.
package enum BodyJudge {
  /// What is wrong with `body`, in one line: lower case, no final stop; nil if nothing is.
  package static func problem(of body: [UInt8]) -> String? {
    do throws(Refusal) {
      try BodyCheck.check(body)
      return nil
    } catch {
      return error.message
    }
  }
}
