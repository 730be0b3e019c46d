import FlowMsgCheck
import FlowMsgSyntax

/// The messages of a program in pieces, and who checks and emits them.
struct Crew: Sendable {
  let program: Program
  let work: [Work]
  let operandCount: Int
  let isCancelled: @Sendable () -> Bool

  /// Checks and emits everything as `options` say, and does `first` beside that; the workers, in order.
  func run(_ options: CompilerOptions, on runner: any Runner, beside first: @escaping @Sendable () -> Void = {})
    -> [Worker]
  {
    let slots = Slots<Worker>(count: work.count)
    // A thread costs more than a small file.
    let runner: any Runner = work.count > 1 ? runner : SerialRunner()
    runner.run(work.count + 1) { i in
      if i == 0 { return first() }
      var worker = Worker(program: program, options: options, operandCount: operandCount, isCancelled: isCancelled)
      worker.run(work[i - 1])
      slots[i - 1] = worker
    }
    return (0..<work.count).compactMap { slots[$0] }
  }
}
