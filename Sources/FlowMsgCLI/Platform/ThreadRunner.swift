import FlowMsg
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Runs work on as many threads as the machine has processors for us, at most eight; the calling thread is one of them.
///
/// Plain threads rather than Dispatch or tasks: both cost milliseconds of start-up in a static binary.
package struct ThreadRunner: Runner {
  /// How many threads work at a time, the caller included.
  package let width: Int

  /// A runner of `width` threads; by default one a processor, at most eight.
  package init(width: Int = min(Self.processorCount, 8)) {
    self.width = max(1, width)
  }

  /// The processors that are switched on. (Those that `taskset` leaves us are not told by any call the C modules
  /// offer.)
  package static var processorCount: Int { Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// Hands out `0..<count` one by one to whichever thread is free.
  package func run(_ count: Int, _ work: @escaping @Sendable (Int) -> Void) {
    let helpers = min(width, count) - 1
    guard helpers > 0 else { return (0..<max(0, count)).forEach(work) }
    let crew = Crew(count, work)
    let threads = (0..<helpers).compactMap { _ in start(crew) }
    crew.toil()
    for thread in threads { pthread_join(thread, nil) }
  }

  /// Starts a thread that takes part; nil if the system grants none, and then the others do its share.
  private func start(_ crew: Crew) -> pthread_t? {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, 4 << 20)
    let context = Unmanaged.passRetained(crew)
    #if canImport(Darwin)
      var thread: pthread_t?
    #else
      var thread = pthread_t()
    #endif
    let failure = pthread_create(&thread, &attributes, Crew.entry, context.toOpaque())
    if failure != 0 { context.release() }
    return failure == 0 ? thread : nil
  }
}

/// The work that several threads share.
private final class Crew: Sendable {
  private let count: Int
  private let work: @Sendable (Int) -> Void
  private let next = Atomic<Int>(0)

  init(_ count: Int, _ work: @escaping @Sendable (Int) -> Void) {
    self.count = count
    self.work = work
  }

  /// Takes pieces until none is left.
  func toil() {
    while true {
      let piece = next.add(1, ordering: .relaxed).oldValue
      guard piece < count else { return }
      work(piece)
    }
  }

  #if canImport(Darwin)
    static let entry: @convention(c) (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? = { context in
      Unmanaged<Crew>.fromOpaque(context).takeRetainedValue().toil()
      return nil
    }
  #else
    static let entry: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { context in
      context.map { Unmanaged<Crew>.fromOpaque($0).takeRetainedValue().toil() }
      return nil
    }
  #endif
}
