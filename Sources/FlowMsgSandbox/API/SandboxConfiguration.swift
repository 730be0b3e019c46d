/// How a sandbox is set up.
package struct SandboxConfiguration: Sendable {
  /// The port on the loopback interface; 0 lets the system choose.
  package var port: UInt16 = 0
  /// What is done to which share of the requests; the shares together are at most 1.
  package var faults: [SandboxFault] = []
  /// What the choice of faulted requests starts from: the same seed and order of requests give the same faults.
  package var seed: UInt64 = 1
  /// How many messages are kept with their bodies, the last ones; the others are only counted.
  package var kept = 10_000
  /// The file to which a line is added for each request, if there is one.
  package var log: String?

  /// How long a client may take for one request, in milliseconds.
  var requestTime = 30_000
  /// How long a connection may be idle, in milliseconds.
  var idleTime = 120_000

  /// How many connections there are at most; fewer where the system does not grant the process that many descriptors.
  var mostConnections = 900
  /// How long a connection is let be, in milliseconds, before it may be given up for a client that waits.
  var patience = 1000

  /// The default: any port, no faults.
  package init() {}

  /// Says what is wrong, if anything is.
  func check() throws(SandboxError) {
    let sum = faults.reduce(0) { $0 + $1.share }
    // A tenth of a millionth for shares that are no binary fractions.
    guard sum <= 1 + 1e-7 else {
      throw SandboxError("the faults take more than all requests", help: "their shares together are at most 100%")
    }
  }
}
