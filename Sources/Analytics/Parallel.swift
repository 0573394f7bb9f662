/// Work on many things by a bounded number of workers.
enum Parallel {
  /// `transform` of 0 ..< `count`, in order; the result does not depend on `jobs`.
  ///
  /// - Parameters:
  ///   - chunk: how many a worker takes at once, at least 1.
  ///   - jobs: workers, at least 1.
  static func map<Result: Sendable>(
    _ count: Int, chunk: Int, jobs: Int, _ transform: @escaping @Sendable (Int) -> Result
  ) async -> [Result] {
    await map(count, chunk: chunk, jobs: jobs, worker: { () }, { _, index in transform(index) })
  }

  /// The same with something that each worker makes once and keeps.
  static func map<Worker, Result: Sendable>(
    _ count: Int, chunk: Int, jobs: Int, worker: @escaping @Sendable () -> Worker,
    _ transform: @escaping @Sendable (inout Worker, Int) -> Result
  ) async -> [Result] {
    let chunks = (count + chunk - 1) / chunk
    let results = Results<Result>(count: count)
    await withTaskGroup { group in
      let workers = max(1, min(jobs, chunks))
      for first in 0..<workers {
        group.addTask {
          var kept = worker()
          for part in stride(from: first, to: chunks, by: workers) {
            for index in part * chunk..<min(count, (part + 1) * chunk) {
              results.memory.initializeElement(at: index, to: transform(&kept, index))
            }
          }
        }
      }
    }
    return results.taken()
  }

  /// Room for results, each of which one worker puts into its place, so that they are moved but once.
  ///
  /// The compiler cannot see that workers may share it: no two of them have a place in common, and nothing is read before
  /// all have ended.
  private struct Results<Result>: @unchecked Sendable {
    let memory: UnsafeMutableBufferPointer<Result>

    init(count: Int) { memory = .allocate(capacity: count) }

    /// All of them, when every place has one.
    func taken() -> [Result] {
      defer { memory.deallocate() }
      // All empty arrays share their memory, to which this would write.
      if memory.isEmpty { return [] }
      return [Result](unsafeUninitializedCapacity: memory.count) { array, count in
        count = memory.count
        _ = array.moveInitialize(fromContentsOf: memory)
      }
    }
  }
}
