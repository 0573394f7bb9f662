import Analytics
import Dataset
import Markup

/// Renders every file of a report and hands it to the publisher.
public struct ReportWriter: Sendable {
  private let context: ReportContext
  private let problems: [DataProblem]

  /// Pages that a worker takes at once.
  private static let chunk = 16

  /// - Parameter problems: what was wrong with the input, for `data/issues.jsonl`.
  public init(_ context: ReportContext, problems: [DataProblem]) {
    self.context = context
    self.problems = problems
  }

  /// The records that have a page, in order.
  public var pages: [RecordID] { context.dataset.records.filter { context.paths[$0] != nil } }

  /// Writes all pages and data files. The bytes do not depend on `jobs`.
  ///
  /// - Parameter jobs: workers, at least 1.
  /// - Throws: `PublishError`; `CancellationError` if the task was cancelled.
  public func write(to publisher: Publisher, jobs: Int) async throws {
    try await writePages(to: publisher, jobs: jobs)
    var html = HTMLWriter(capacity: 1 << 20)
    TeamPage.render(context, to: &html)
    try publisher.write(PagePath.team, html.bytes)
    if let styleSheet = context.frame.externalStyleSheet {
      try publisher.write(PageFrame.styleSheetPath, styleSheet)
    }
    try Task.checkCancellation()
    try writeData(to: publisher)
  }

  private func writePages(to publisher: Publisher, jobs: Int) async throws {
    let pages = pages
    let chunks = (pages.count + Self.chunk - 1) / Self.chunk
    let workers = max(1, min(jobs, chunks))
    try await withThrowingTaskGroup(of: Void.self) { group in
      for worker in 0..<workers {
        group.addTask {
          var html = HTMLWriter(capacity: 1 << 17)
          for chunk in stride(from: worker, to: chunks, by: workers) {
            try Task.checkCancellation()
            for record in pages[chunk * Self.chunk..<min(pages.count, (chunk + 1) * Self.chunk)] {
              guard let path = context.paths[record] else { continue }
              html.removeAll()
              RecordPage.render(record, context, to: &html)
              try publisher.write(path, html.bytes)
            }
          }
        }
      }
      try await group.waitForAll()
    }
  }

  private func writeData(to publisher: Publisher) throws {
    let paths = context.paths
    let page: (RecordID) -> String? = { paths[$0] }
    let kpis = KPIsFile(context.dataset, context.analysis, hidesSubjects: context.hidesSubjects, page: page)
    try publisher.write("data/kpis.jsonl", kpis.bytes())
    let tables = TableFiles(context.dataset, context.analysis, page: page)
    try publisher.write("data/kpis.csv", tables.kpis())
    try publisher.write("data/activities.csv", tables.activities())
    try publisher.write("data/issues.jsonl", IssuesFile.bytes(problems))
  }
}
