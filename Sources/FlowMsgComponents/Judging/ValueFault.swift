/// What a component does not accept of a value.
package struct ValueFault: Sendable {
  /// What is wrong.
  package enum Kind: UInt8, Sendable {
    /// A text of which nothing can be seen, where one is asked for.
    case blank
    /// A text of which nothing can be seen, where that is not said to be refused.
    case unseen
    /// A text of which the end is not shown; `count` is its length.
    case long
    /// A list with too few or too many items; `count` is how many.
    case few, many
    /// A list that may have too few items, as a parameter fills it; `count` is how many.
    case maybeFew
    /// A text that is no day.
    case day
    /// A text that is none of the words.
    case word
    /// A number that is not whole, or less than 0.
    case whole
    /// A text that is no picture of a kind that is shown.
    case picture
    /// A picture of more than the recommended size, `count` bytes; and one that older phones do not show.
    case heavyPicture, newPicture
    /// A text that is no colour.
    case color
    /// A value of another kind than the property's.
    case kind
    /// An object without a part that it needs; the row is the part's.
    case missing
    /// An action that is none of those that are possible, `other` its `name` or -1 where there is none.
    case action
    /// An action that leads to no screen of the Flow, `other` its screen's name or -1.
    case screen
    /// An action that the component has already.
    case secondAction
    /// An id that another item has, `other`.
    case repeatedID
    /// A second badge in a list; `other` has the first.
    case secondBadge
    /// A part that is not shown beside large pictures.
    case besideLarge
    /// A value above the one that it cannot be above; `other` is that one's node or -1, `count` the number of the order.
    case order
  }

  /// What is wrong.
  package var kind: Kind
  /// The value's node; of what is missing the object's.
  package var node: Int
  /// The row of the property, or of its part.
  package var row: Int
  /// A number that goes with it; see `Kind`.
  package var count = 0
  /// Another node that goes with it, or -1; see `Kind`.
  package var other = -1

  /// A fault.
  package init(_ kind: Kind, _ node: Int, row: Int, count: Int = 0, other: Int = -1) {
    (self.kind, self.node, self.row, self.count, self.other) = (kind, node, row, count, other)
  }
}

extension ValueFault.Kind {
  /// The code of the rule that finds it in a source.
  package var code: Int {
    switch self {
    case .blank: 5201
    case .long: 5202
    case .few: 5203
    case .many: 5204
    case .day: 5205
    case .word: 5206
    case .whole: 5207
    case .order: 5208
    case .picture: 5209
    case .heavyPicture, .newPicture: 5210
    case .missing, .kind, .color: 5211
    case .action, .screen, .secondAction: 5212
    case .repeatedID: 5213
    case .secondBadge: 5214
    case .besideLarge: 5215
    case .unseen: 5216
    case .maybeFew: 5217
    }
  }

  /// Whether the value is refused; else it is cut, or not shown.
  package var isError: Bool {
    switch self {
    case .unseen, .long, .many, .maybeFew, .heavyPicture, .newPicture, .repeatedID, .secondBadge: false
    default: true
    }
  }
}
