import FlowMsgModel
import FlowMsgText

/// What rules about texts need of a field: its row of the schema without the words, so that a loop over fields counts
/// no references.
struct TextField: BitwiseCopyable {
  /// The field.
  let id: FieldID
  /// The least number of code points.
  let minimum: Int
  /// The greatest number of code points.
  let maximum: Int
  /// Beyond this many code points some providers cut; `maximum` where none are known to.
  let advised: Int
  /// Whether a message must have it.
  let isRequired: Bool
  /// Whether it has one line.
  let isOneLine: Bool
  /// Whether emoji may be in it.
  let hasEmoji: Bool

  /// Its place in `ResolvedMessage.texts` and `.statements`.
  var index: Int { Int(id.rawValue) }

  /// What people call it: its statement.
  var noun: String { Schema[id].statement ?? Schema[id].wireName }

  /// Every field with a limit.
  static let limited = fields { $0.limit != nil }
  /// Every field with a limit that some providers cut short of.
  static let advised = fields { $0.limit?.advised != nil }
  /// Every text that people read.
  static let prose = fields { $0.traits.contains(.prose) }
  /// Prose in which no emoji may be.
  static let withoutEmoji = fields { $0.traits.contains(.prose) && !$0.traits.contains(.emoji) }
  /// Prose in which marks are drawn.
  static let marked = fields { $0.traits.isSuperset(of: [.prose, .marks]) }
  /// Prose in which marks are shown as they are.
  static let unmarked = fields { $0.traits.contains(.prose) && !$0.traits.contains(.marks) }
  /// Prose in which emoji are shown.
  static let withEmoji = fields { $0.traits.isSuperset(of: [.prose, .emoji]) }
  /// Prose that may have several lines.
  static let manyLines = fields { $0.traits.isSuperset(of: [.prose, .lines]) }
  /// Prose of one line.
  static let oneLine = fields { $0.traits.contains(.prose) && !$0.traits.contains(.lines) }

  /// The statements of `fields`, for a help line: `title`, `text` and `caption`.
  static func list(_ fields: [TextField]) -> String {
    fields.map { "`\($0.noun)`" }.listed()
  }

  private static func fields(where isWanted: (Field) -> Bool) -> [TextField] {
    Schema.fields.indices.filter { isWanted(Schema.fields[$0]) }.map { i in
      let limit = Schema.fields[i].limit
      let maximum = limit?.maximum ?? .max
      return TextField(
        id: FieldID(UInt8(i)), minimum: limit?.minimum ?? 0, maximum: maximum, advised: limit?.advised ?? maximum,
        isRequired: Schema.fields[i].isRequired, isOneLine: !Schema.fields[i].traits.contains(.lines),
        hasEmoji: Schema.fields[i].traits.contains(.emoji))
    }
  }
}
