import Dispatch

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What happens when the user or the system ends the program: Control-C, `kill`.
public enum Interruption {
  /// From now on SIGINT and SIGTERM run `cleanUp`, on a thread of its own, and then end the process with the
  /// exit code 130. Called once, at the start; `cleanUp` is where `Publisher.discard` belongs.
  public static func handle(_ cleanUp: @escaping @Sendable () -> Void) {
    let queue = DispatchQueue(label: "interruption")
    for number in [SIGINT, SIGTERM] {
      // The source sees the signal also when it is ignored; by default it would end the process before.
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        // The handler keeps the source alive, and the source the handler, for as long as the process lives.
        withExtendedLifetime(source) {
          cleanUp()
          _exit(PublishError.interrupted.exitCode)
        }
      }
      source.activate()
    }
  }
}
