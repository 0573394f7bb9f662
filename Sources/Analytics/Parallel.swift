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
    var parts = [[Result]](repeating: [], count: chunks)
    await withTaskGroup(of: [(Int, [Result])].self) { group in
      let workers = max(1, min(jobs, chunks))
      for first in 0..<workers {
        group.addTask {
          var kept = worker()
          return stride(from: first, to: chunks, by: workers).map { part in
            (part, (part * chunk..<min(count, (part + 1) * chunk)).map { transform(&kept, $0) })
          }
        }
      }
      for await done in group {
        for (part, results) in done { parts[part] = results }
      }
    }
    return parts.flatMap { $0 }
  }

  /// `transform` of 0 ..< `count` in ranges of `chunk`, in order.
  static func chunks<Result: Sendable>(
    _ count: Int, chunk: Int, jobs: Int, _ transform: @escaping @Sendable (Range<Int>) -> Result
  ) async -> [Result] {
    await map((count + chunk - 1) / chunk, chunk: 1, jobs: jobs) { part in
      transform(part * chunk..<min(count, (part + 1) * chunk))
    }
  }
}
