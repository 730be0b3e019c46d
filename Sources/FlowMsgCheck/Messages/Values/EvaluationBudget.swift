import FlowMsgModel
import FlowMsgText

/// How much may still be put together: the references that are followed for a body and for all bodies of a declaration, how
/// many values are followed into each other, and how large a body becomes.
final class EvaluationBudget {
  private let tape: ValueTape
  /// How many values are followed into each other.
  @exclusivity(unchecked) private var depth = 0
  /// How many references were followed for the body.
  @exclusivity(unchecked) private(set) var steps = 0
  /// How many were followed for the declaration's bodies before it.
  @exclusivity(unchecked) private var stepsBefore = 0
  /// Whether they became too many for all its bodies together.
  @exclusivity(unchecked) private(set) var isOutOfSteps = false
  /// Whether values were left out because the body is too large already.
  @exclusivity(unchecked) private(set) var isTooLarge = false
  /// The name at which that was found, if not by size.
  @exclusivity(unchecked) private(set) var tooLargeAt: SourceLocation?

  init(_ tape: ValueTape) { self.tape = tape }

  // MARK: Where it begins anew

  /// Begins with another declaration.
  func beginDeclaration() { (steps, stepsBefore, isOutOfSteps, isTooLarge) = (0, 0, false, false) }

  /// Begins with the declaration's bodies that are filled: those with holes do not count.
  func beginFilled() { (steps, stepsBefore) = (0, 0) }

  /// Begins with another body of the declaration.
  func beginBody() {
    stepsBefore = stepsBefore.addingSaturating(steps)
    (steps, isTooLarge, tooLargeAt) = (0, false, nil)
  }

  // MARK: References

  /// Counts one more reference.
  func step() { steps += 1 }

  /// Whether `more` references may be followed beyond those that were: for the body, and for all those of the declaration.
  /// If not, the body is too large at `place`.
  func mayFollow(_ more: Int, at place: @autoclosure () -> SourceLocation) -> Bool {
    if fits(more) { return true }
    isTooLarge = true
    if tooLargeAt == nil { tooLargeAt = place() }
    return false
  }

  private func fits(_ more: Int) -> Bool {
    if steps.addingSaturating(more) > Limits.steps { return false }
    if steps.addingSaturating(more).addingSaturating(stepsBefore) <= Limits.stepsOfAll { return true }
    isOutOfSteps = true
    return false
  }

  /// Goes into a value that another refers to; says whether that may be gone into. `leave` in either case.
  func enter() -> Bool {
    depth += 1
    return depth < Limits.letChain
  }

  /// Comes back from it.
  func leave() { depth -= 1 }

  // MARK: Size

  /// Whether there is room for more: a body that is too large is not put together to its end.
  func hasRoom() -> Bool {
    guard tape.pool.count + tape.nodes.count > Limits.bodySize else { return true }
    isTooLarge = true
    return false
  }
}
