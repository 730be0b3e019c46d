/// Bytes that were received and not yet used up.
struct InputBuffer {
  /// The least room that is offered to the system.
  private static let room = 16 << 10

  private var storage: [UInt8] = []
  private var start = 0
  private var end = 0

  /// Whether there are none.
  var isEmpty: Bool { start == end }

  /// Looks at the bytes.
  func withBytes<Result, Failure>(
    _ look: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try look(storage.span.extracting(start..<end))
  }

  /// Receives into the room behind the bytes; see `Sockets.receive`.
  mutating func receive(_ descriptor: Int32) -> Int? {
    makeRoom()
    let from = end
    let count = storage.withUnsafeMutableBytes { buffer in
      Sockets.receive(descriptor, into: UnsafeMutableRawBufferPointer(rebasing: buffer[from...]))
    }
    if let count, count > 0 { end += count }
    return count
  }

  /// Lets go of the first `count` bytes.
  mutating func drop(_ count: Int) {
    start += count
    if start == end { (start, end) = (0, 0) }
  }

  /// Lets go of all bytes.
  mutating func dropAll() { drop(end - start) }

  private mutating func makeRoom() {
    guard storage.count - end < Self.room else { return }
    if start > 0 {
      storage.withUnsafeMutableBytes { buffer in
        buffer.baseAddress?.copyMemory(from: buffer.baseAddress! + start, byteCount: end - start)
      }
      (start, end) = (0, end - start)
    }
    if storage.count - end < Self.room {
      storage += [UInt8](repeating: 0, count: max(Self.room, storage.count))
    }
  }
}

/// A client, as far as it has come.
final class Connection {
  /// What is going on.
  enum Phase: Equatable {
    /// Requests are read and answered.
    case open
    /// The answer is held back until this time.
    case waiting(until: Int)
    /// There will be no answer.
    case hanging
    /// What is left is sent, and then the connection ends.
    case ending
    /// All is sent; what the client still sends is thrown away until this time, as closing at once would make the system
    /// reset the connection and the client lose the answer.
    case lingering(until: Int)
    /// The descriptor is to be closed.
    case closed
  }

  /// How much may wait to be sent before no more requests are read.
  private static let mostWaiting = 256 << 10

  let descriptor: Int32
  var phase = Phase.open
  var input = InputBuffer()
  var reader = HTTPRequestReader()
  var output: [UInt8] = []
  private var sent = 0
  /// What to do to the request that is being read.
  var fault: SandboxFault?
  /// Whether the client waits for `100 Continue`.
  var awaitsContinue = false
  /// What the connection does once the held answer is out.
  var endsAfterWait = false
  /// Whether requests were left unread since too much waits to be sent.
  var isHeldUp = false
  /// Whether a request of the client was answered.
  var isUsed = false
  /// Since when the client has its time: it became idle, its request began, or it took something.
  private(set) var since: Int
  /// When the client has had its time.
  private(set) var deadline: Int

  init(_ descriptor: Int32, now: Int, time: Int) {
    self.descriptor = descriptor
    (since, deadline) = (now, now + time)
  }

  /// Gives the client `time` from now on.
  func grant(_ time: Int, now: Int) { (since, deadline) = (now, now + time) }

  /// How readily it is given up for a client that waits, the lowest first: a request of which a part has come, a client that
  /// never said anything, one that need only close, an idle one, one that does not read. Nil where a fault has to take its
  /// course.
  var rank: Int? {
    switch phase {
    case .open where hasOutput: 4
    case .open where reader.hasBegun: 0
    case .open: isUsed ? 3 : 1
    case .lingering: 2
    case .ending: 4
    case .waiting, .hanging, .closed: nil
    }
  }

  /// Whether something is to be sent and may be.
  var hasOutput: Bool {
    switch phase {
    case .waiting, .closed: false
    case .open, .hanging, .ending, .lingering: sent < output.count
    }
  }

  /// Whether it makes sense to read.
  var wantsInput: Bool {
    switch phase {
    case .open: output.count - sent < Self.mostWaiting
    case .hanging, .lingering: true
    case .waiting, .ending, .closed: false
    }
  }

  /// Sends as much as goes. Says whether anything went out.
  func flush() -> Bool {
    let before = sent
    while sent < output.count {
      let count = output.withUnsafeBytes {
        Sockets.transmit(descriptor, UnsafeRawBufferPointer(rebasing: $0[sent...]))
      }
      guard let count else { return sent > before }
      if count < 0 {
        phase = .closed
        return false
      }
      sent += count
    }
    let isDone = sent > 0
    output.removeAll(keepingCapacity: true)
    sent = 0
    return isDone
  }

  /// Breaks the connection off.
  func reset() {
    Sockets.resetOnClose(descriptor)
    phase = .closed
  }
}
