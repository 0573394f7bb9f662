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
    let workers = max(1, min(jobs, chunks))
    return await withTaskGroup(of: (first: Int, parts: [[Result]]).self) { group in
      for first in 0..<workers {
        group.addTask {
          var kept = worker()
          let parts = stride(from: first, to: chunks, by: workers).map { part in
            (part * chunk..<min(count, (part + 1) * chunk)).map { transform(&kept, $0) }
          }
          return (first, parts)
        }
      }
      var ofWorkers = [[[Result]]](repeating: [], count: workers)
      for await (first, parts) in group { ofWorkers[first] = parts }
      var results: [Result] = []
      results.reserveCapacity(count)
      for part in 0..<chunks { results += ofWorkers[part % workers][part / workers] }
      return results
    }
  }
}
