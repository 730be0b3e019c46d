import FlowMsgSend

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A thread that puts a file on the disk while others go on: one wait at a time.
final class SyncThread: @unchecked Sendable {
  private let descriptor: Int32
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  // All behind the mutex.
  private var isAsked = false
  private var isOver = false
  private var isStarted = false
  private var failure: StoreFailure?

  /// A thread for this file, which is started when it is first asked.
  init(_ descriptor: Int32) {
    self.descriptor = descriptor
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(condition, nil)
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  /// Asks for what was written so far to be put on the disk.
  func begin() {
    locked {
      isAsked = true
      if !isStarted { isStarted = start() }
      pthread_cond_broadcast(condition)
    }
  }

  /// Whether nothing is asked that is not done.
  var isIdle: Bool { locked { !isAsked } }

  /// Waits until it is done; where the system granted no thread, does it here.
  func end() throws(StoreFailure) {
    let failure: StoreFailure? = locked {
      if isAsked, !isStarted { finish() }
      while isAsked { pthread_cond_wait(condition, mutex) }
      defer { self.failure = nil }
      return self.failure
    }
    if let failure { throw failure }
  }

  /// Ends the thread, once it has done what it was asked.
  func stop() {
    locked {
      isOver = true
      pthread_cond_broadcast(condition)
    }
  }

  /// Puts the file on the disk.
  static func sync(_ descriptor: Int32) -> StoreFailure? {
    #if canImport(Darwin)
      let result = fcntl(descriptor, F_FULLFSYNC)
    #else
      let result = fdatasync(descriptor)
    #endif
    return result == 0 ? nil : StoreFailure(SystemError.last.description)
  }

  private func finish() {
    failure = Self.sync(descriptor)
    isAsked = false
  }

  private func work() {
    pthread_mutex_lock(mutex)
    while true {
      while !isAsked, !isOver { pthread_cond_wait(condition, mutex) }
      if !isAsked { break }
      pthread_mutex_unlock(mutex)
      let failure = Self.sync(descriptor)
      pthread_mutex_lock(mutex)
      self.failure = failure
      isAsked = false
      pthread_cond_broadcast(condition)
    }
    pthread_mutex_unlock(mutex)
  }

  private func locked<R>(_ body: () -> R) -> R {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body()
  }

  private func start() -> Bool {
    let context = Unmanaged.passRetained(self)
    #if canImport(Darwin)
      var thread: pthread_t?
    #else
      var thread = pthread_t()
    #endif
    let number = pthread_create(&thread, nil, Self.entry, context.toOpaque())
    if number != 0 { context.release() }
    #if canImport(Darwin)
      if let thread { pthread_detach(thread) }
    #else
      if number == 0 { pthread_detach(thread) }
    #endif
    return number == 0
  }

  #if canImport(Darwin)
    private static let entry: @convention(c) (UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? = { context in
      Unmanaged<SyncThread>.fromOpaque(context).takeRetainedValue().work()
      return nil
    }
  #else
    private static let entry: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { context in
      if let context { Unmanaged<SyncThread>.fromOpaque(context).takeRetainedValue().work() }
      return nil
    }
  #endif
}
