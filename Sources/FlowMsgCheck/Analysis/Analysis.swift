package import FlowMsgText

/// What checking messages found: everything that the rest of the program needs of them. Of one message it can be kept, as
/// all places in it count from declarations; what is wrong in the whole program is a fold over all of them (`Merge`).
package struct Analysis: Sendable {
  /// What is wrong with the messages, whatever else there is.
  package internal(set) var diagnostics: [Diagnostic] = []
  /// What was found in statements that they inherit, or that others inherit.
  var inherited: [InheritedFinding] = []
  /// Translations that are hidden in what they build on.
  var hiddenTranslations: [LostTranslation] = []
  /// What is known of the string types of parameters.
  var bounds = LengthConstraints()
  /// Which parameters of what others build on were used, by their numbers in the program.
  var usedParameters: Set<Int> = []
  /// Which `in` blocks of bases they read.
  var readLayers: Set<ReadLayer> = []
  /// What they use.
  var uses = UseList()

  /// Whether nothing was found but what they use.
  var isSilent: Bool {
    diagnostics.isEmpty && inherited.isEmpty && hiddenTranslations.isEmpty && bounds.isEmpty && usedParameters.isEmpty
      && readLayers.isEmpty
  }
}
