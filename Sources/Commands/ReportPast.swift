import Dataset
import Site

/// Reads what a report is compared with.
struct ReportPast {
  let options: ReportOptions
  /// The folder that the report is written into, as the user named it.
  let out: String
  /// What is not carried over as it is.
  let privacy: PastPrivacy?

  /// The history to go on with, the day of this report left open.
  ///
  /// - Throws: `CommandLineError.failed`, or what the publisher throws.
  func history(_ publisher: Publisher) throws -> History {
    var history = try read(publisher)
    history.makeRoom(for: options.asOf)
    guard let privacy else { return history }
    do { return try history.mapped { privacy.shown($0) } } catch { throw CommandLineError(line: error) }
  }

  private func read(_ publisher: Publisher) throws -> History {
    if case .directory(let folder) = options.previous {
      do { return try History(ofReportIn: folder.absolute, shown: folder.shown) } catch {
        throw CommandLineError(report: error)
      }
    }
    guard let bytes = try publisher.current(History.path) else { return History() }
    let file = out.hasSuffix("/") ? out + History.path : out + "/" + History.path
    // Without a comparison nothing is asked of the past but that it stays.
    do { return try History(bytes, file: file, lenient: options.previous == .none) } catch {
      throw CommandLineError(line: error)
    }
  }
}

extension CommandLineError {
  /// A data file of a report that cannot be read: 65.
  init(line error: SidecarError) {
    self = .failed(
      .data,
      [
        Diagnostic(
          .error, file: error.file, line: error.line, column: error.column, message: "the report\u{2019}s past",
          found: error.found, expected: error.expected,
          help: "restore the file from a copy, or take this line out; with --previous none the report is compared with "
            + "nothing, and the file keeps all its lines")
      ])
  }

  /// A folder that cannot be read as a report: 66, or 65 where it is damaged.
  init(report error: PublishedReportError) {
    switch error {
    case .damagedLine(let error): self.init(line: error)
    case .unreadable(let path, let reason):
      self = .failed(.unreadableSource, [Diagnostic(.error, file: path, message: "cannot be read: \(reason)")])
    case .notAReport(let folder):
      self = .failed(
        .unreadableSource,
        [
          Diagnostic(
            .error, file: folder, message: "the folder", found: "no data/manifest.json in it",
            expected: "the folder of a report, as rapport generate makes it")
        ])
    case .unfinished(let folder):
      self = .failed(
        .unreadableSource,
        [
          Diagnostic(
            .error, file: folder, message: "a run is writing to this report, or was broken off",
            help: "wait until it has ended, or run rapport generate again, which finishes it")
        ])
    case .damaged(let path, let reason):
      self = .failed(
        .data,
        [
          Diagnostic(
            .error, file: path, message: "the report is damaged: \(reason)", help: "make it anew with rapport generate")
        ])
    }
  }
}
