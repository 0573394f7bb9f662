import Analytics
import Dataset
import Markup

/// Renders every file of a report and hands it to the publisher.
public struct ReportWriter: Sendable {
  private let context: ReportContext
  private let problems: [DataProblem]
  private let history: History

  /// Pages that a worker takes at once.
  private static let chunk = 16

  /// - Parameters:
  ///   - problems: what was wrong with the input, for `data/issues.jsonl`.
  ///   - history: what this report carries over, after `makeRoom`.
  public init(_ context: ReportContext, problems: [DataProblem], history: History) {
    self.context = context
    self.problems = problems
    self.history = history
  }

  /// The records that have a page, in order.
  public var pages: [RecordID] { context.dataset.records.filter { context.paths[$0] != nil } }

  /// Writes all pages and data files. The bytes do not depend on `jobs`.
  ///
  /// - Parameter jobs: workers, at least 1.
  /// - Throws: `PublishError`; `CancellationError` if the task was cancelled.
  public func write(to publisher: Publisher, jobs: Int) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      var running = 0
      for part in parts(max(1, jobs)) {
        if running == max(1, jobs) {
          try await group.next()
          running -= 1
        }
        running += 1
        group.addTask {
          try Task.checkCancellation()
          let own = ReportWriter(ReportContext(copying: context), problems: problems, history: history)
          try own.write(part, to: publisher)
        }
      }
      try await group.waitForAll()
    }
  }

  /// What one worker makes at a time.
  private enum Part {
    case kpis, tables, team, history
    case pages(ArraySlice<RecordID>)
  }

  /// The largest files first, so that no worker is left with one when the others are done. Then pages from as many places
  /// of the report as there are workers, in turn: who makes files in one folder waits for whoever does so, too.
  private func parts(_ jobs: Int) -> [Part] {
    let pages = pages
    let chunks = stride(from: 0, to: pages.count, by: Self.chunk).map { first in
      Part.pages(pages[first..<min(pages.count, first + Self.chunk)])
    }
    let run = max(1, (chunks.count + jobs - 1) / jobs)
    return [.kpis, .tables, .history, .team]
      + (0..<run).flatMap { first in stride(from: first, to: chunks.count, by: run).map { chunks[$0] } }
  }

  private func write(_ part: Part, to publisher: Publisher) throws {
    switch part {
    case .kpis:
      let kpis = KPIsFile(
        context.dataset, context.analysis, hidesSubjects: context.settings.hidesSubjects,
        changes: context.settings.changes, page: page)
      try publisher.write("data/kpis.jsonl", pieces: kpis.write)
    case .tables:
      let tables = TableFiles(context.dataset, context.analysis, page: page)
      try publisher.write("data/kpis.csv", pieces: tables.kpis)
      try publisher.write("data/activities.csv", pieces: tables.activities)
      try publisher.write("data/issues.jsonl", IssuesFile.bytes(problems, privacy: context.settings.issuePrivacy))
    case .history:
      let lines = context.settings.changes.lines(on: context.asOf)
      try publisher.write(History.path, history.encoded(adding: lines, on: context.asOf))
    case .team:
      // A row takes about 1 KB; room that is not used takes no memory, and growing would take twice as much.
      var html = HTMLWriter(capacity: min(256 * 1024 + pages.count * 1280, 64 << 20))
      TeamPage.render(context, to: &html)
      try html.withBytes { _ = try publisher.write(PagePath.team, $0) }
      if let styleSheet = context.frame.externalStyleSheet {
        try publisher.write(PageFrame.styleSheetPath, styleSheet)
      }
      if let script = context.frame.externalScript { try publisher.write(PageFrame.scriptPath, script) }
      try writeImages(to: publisher)
    case .pages(let records):
      var html = HTMLWriter(capacity: 1 << 17)
      for record in records {
        guard let path = context.paths[record] else { continue }
        html.removeAll()
        RecordPage.render(record, context, to: &html)
        try html.withBytes { _ = try publisher.write(path, $0) }
      }
    }
  }

  /// The images of all commentary that stand beside the pages, each once.
  private func writeImages(to publisher: Publisher) throws {
    var images: [String: [UInt8]] = [:]
    for record in pages.map(Optional.some) + [nil] {
      images.merge(context.settings.commentary(record)?.images ?? [:]) { first, _ in first }
    }
    for (path, bytes) in images { try publisher.write(path, bytes) }
  }

  private var page: (RecordID) -> String? {
    let paths = context.paths
    return { paths[$0] }
  }
}
