import Synchronization

/// Gives the blocks of a file to workers, each to one.
final class SharedCSVReader: Sendable {
  private struct State: ~Copyable {
    var reader: CSVReader
    /// Bytes that may still be taken; the last block may have more.
    var allowed = 0
    /// What the reader gave when it gave no block.
    var end: Result<Void, IngestError>?

    mutating func nextAllowed(reusing old: CSVBlock?) -> CSVBlock? {
      guard allowed > 0, end == nil else { return nil }
      do throws(IngestError) {
        if let block = try reader.next(reusing: old) {
          allowed -= block.count
          return block
        }
        end = .success(())
      } catch { end = .failure(error) }
      return nil
    }
  }

  /// Held while a block is read and split, by a worker that waits for nobody; the others need the next block anyway.
  private let state: Mutex<State>

  init(_ reader: consuming sending CSVReader) { state = Mutex(State(reader: reader)) }

  /// - Throws: what `CSVReader.next` throws.
  func next(reusing old: CSVBlock?) throws(IngestError) -> CSVBlock? {
    try state.withLock { state throws(IngestError) in try state.reader.next(reusing: old) }
  }

  /// Allows so many bytes to be taken by `nextAllowed`; gives how much of the file has been read before them.
  func allow(bytes: Int) -> Double {
    state.withLock { state in
      state.allowed = bytes
      return state.reader.shareRead
    }
  }

  /// The next block; `nil` when no more are allowed or there are.
  func nextAllowed(reusing old: CSVBlock?) -> CSVBlock? { state.withLock { $0.nextAllowed(reusing: old) } }

  /// Whether there may be more blocks.
  ///
  /// - Throws: what was wrong with the file behind those that were taken.
  func goesOn() throws(IngestError) -> Bool {
    guard let end = state.withLock({ $0.end }) else { return true }
    try end.get()
    return false
  }
}
