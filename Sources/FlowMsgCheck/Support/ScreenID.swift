import FlowMsgModel

/// The ids that screens of a Flow have.
enum ScreenID {
  /// Whether a Flow can have a screen of this id.
  static func isLegal(_ id: String) -> Bool {
    Schema.isScreenID(id.utf8)
      && (id.utf8.count != reservedCount || id.uppercased() != Schema.FlowJSON.reservedScreen.value.uppercased())
  }

  private static let reservedCount = Schema.FlowJSON.reservedScreen.value.utf8.count
}
