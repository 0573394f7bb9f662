import Markup
import Synchronization

/// One line on standard error that says what is being done: `[2/5] reading activities.csv`.
///
/// Shown on a terminal only, and rewritten in place. Safe to use from several tasks.
public final class Progress: Sendable {
  private struct State {
    var step = 0
    var isShown = false
  }

  private let stream: Console.Stream
  private let steps: Int
  private let isOn: Bool
  private let state = Mutex(State())

  /// - Parameter steps: how many steps there will be, at least 1.
  public init(console: Console, steps: Int, isWanted: Bool) {
    stream = console.errors
    self.steps = max(steps, 1)
    isOn = isWanted && console.errors.isTerminal
  }

  /// Begins the next step.
  public func step(_ name: String) {
    guard isOn else { return }
    state.withLock { state in
      state.step += 1
      state.isShown = true
      let line = "[\(state.step)/\(max(steps, state.step))] \(name)"
      stream.write("\r\u{1B}[K" + Escape.plain(line))
    }
  }

  /// Takes the line away, before a message or at the end. The next step brings it back.
  public func clear() {
    state.withLock { state in
      guard state.isShown else { return }
      state.isShown = false
      stream.write("\r\u{1B}[K")
    }
  }
}
