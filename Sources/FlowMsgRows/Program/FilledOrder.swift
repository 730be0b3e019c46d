import FlowMsgComponents
import FlowMsgModel

/// One of two values in order: where its amount comes from.
struct FilledSide: Sendable {
  /// Where its amount comes from: the source or the Flow, one parameter, parts of a text (a range of
  /// `FormProgram.parts`), or the filled body.
  enum Source: Sendable {
    case literal(Int?)
    case node(Int)
    case text(TableRange)
    case body([String])
  }

  /// What people call it.
  let noun: String
  let source: Source
}

/// Two values of which one cannot be above the other.
struct FilledOrder: Sendable {
  let lower: FilledSide
  let upper: FilledSide
  let screen: String

  /// Whether it is looked at in the filled body.
  var readsBody: Bool {
    [lower, upper].contains { if case .body = $0.source { true } else { false } }
  }

  /// The fault of a row that has them the other way round.
  var fault: RowFault {
    RowFault("the \(lower.noun) of \(screen) is above the \(upper.noun)", code: ValueFault.Kind.order.code)
  }
}

/// One of two values as every row looks at it first.
struct QuickSide: BitwiseCopyable {
  var amount = 0
  /// The node whose text has the amount, or -1.
  var node = -1
}

/// The same as every row looks at it first: two amounts, each known or that of one parameter.
struct QuickOrder: BitwiseCopyable {
  var lower = QuickSide()
  var upper = QuickSide()
  /// Whether both sides are of that kind.
  var isWhole = true

  init(_ order: FilledOrder) {
    lower = side(order.lower)
    upper = side(order.upper)
  }

  private mutating func side(_ side: FilledSide) -> QuickSide {
    switch side.source {
    case .literal(let amount?): return QuickSide(amount: amount)
    case .node(let node): return QuickSide(node: node)
    case .literal(nil), .text, .body:
      isWhole = false
      return QuickSide()
    }
  }
}
