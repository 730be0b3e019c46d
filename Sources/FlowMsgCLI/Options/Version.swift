/// The version of the tool, in its one place.
package enum Version {
  /// As `--version` prints it.
  package static let text = "0.1.0"
}
