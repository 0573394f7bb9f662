import Synchronization

/// Work on many things by a bounded number of workers.
public enum Parallel {
  /// `transform` of 0 ..< `count`, in order; the result does not depend on `jobs`.
  ///
  /// - Parameters:
  ///   - chunk: how many a worker takes at once, the next when it is done with those; at least 1.
  ///   - jobs: workers, at least 1.
  public static func map<Result: Sendable>(
    _ count: Int, chunk: Int, jobs: Int, _ transform: @escaping @Sendable (Int) -> Result
  ) async -> [Result] {
    await map(count, chunk: chunk, jobs: jobs, worker: { () }, { _, index in transform(index) })
  }

  /// The same with something that each worker makes once and keeps.
  public static func map<Worker, Result: Sendable>(
    _ count: Int, chunk: Int, jobs: Int, worker: @escaping @Sendable () -> Worker,
    _ transform: @escaping @Sendable (inout Worker, Int) -> Result
  ) async -> [Result] {
    let chunks = (count + chunk - 1) / chunk
    let next = Counter()
    return await withTaskGroup(of: [(chunk: Int, results: [Result])].self) { group in
      for _ in 0..<max(1, min(jobs, chunks)) {
        group.addTask {
          var kept = worker()
          var done: [(chunk: Int, results: [Result])] = []
          while case let part = next.next(), part < chunks {
            done.append((part, (part * chunk..<min(count, (part + 1) * chunk)).map { transform(&kept, $0) }))
          }
          return done
        }
      }
      var parts = [[Result]](repeating: [], count: chunks)
      for await done in group {
        for (part, results) in done { parts[part] = results }
      }
      var results: [Result] = []
      results.reserveCapacity(count)
      for part in parts { results += part }
      return results
    }
  }

  /// Counts from 0 for all workers together.
  private final class Counter: Sendable {
    private let value = Atomic(0)

    func next() -> Int { value.add(1, ordering: .relaxed).oldValue }
  }
}
