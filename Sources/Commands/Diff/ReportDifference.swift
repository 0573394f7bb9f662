import Analytics
import Dataset
import Markup
import Site

/// What changed from one report to another, to be written in one of three ways.
struct ReportDifference {
  private let new: PublishedReport
  private let changes: ChangeSet
  private let wording: ChangeWords
  /// What the user should know about the two reports.
  let notes: [Diagnostic]

  /// - Throws: `CommandLineError.failed` if a folder cannot be read as a report.
  init(old: ResolvedPath, new: ResolvedPath) throws(CommandLineError) {
    try self.init(old: Self.report(old), new: Self.report(new))
  }

  private static func report(_ folder: ResolvedPath) throws(CommandLineError) -> PublishedReport {
    do { return try PublishedReport(folder: folder.absolute, shown: folder.shown) } catch {
      throw CommandLineError(report: error)
    }
  }

  private init(old: PublishedReport, new: PublishedReport) throws(CommandLineError) {
    var (old, new) = (old, new)
    var notes: [Diagnostic] = []
    if old.asOf > new.asOf {
      notes.append(
        Diagnostic(
          .note, file: old.folder,
          message: "is of \(old.asOf) and \(new.folder) of \(new.asOf); what follows is from the earlier to the later"))
      swap(&old, &new)
    }
    if old.filter != new.filter {
      notes.append(
        Diagnostic(
          .warning, file: old.folder,
          message: "was made with \(old.filter), \(new.folder) with \(new.filter)",
          help: "records that only one of them is of show as new or gone"))
    }
    do { changes = try new.changes(since: old) } catch { throw CommandLineError(line: error) }
    self.new = new
    self.notes = notes
    wording = try Self.wording(of: new, old)
  }

  /// In the language of the later report; in English where this program does not have it.
  private static func wording(
    of new: PublishedReport, _ old: PublishedReport
  ) throws(CommandLineError) -> ChangeWords {
    let templates = TemplateSource()
    let words: Words
    do {
      words = try (try? templates.words(language: new.language)) ?? templates.words(language: "en")
    } catch {
      throw .failed(.usage, [Diagnostic(.error, message: "\(error)")])
    }
    let zone = (try? TimeZoneRules.named(new.timeZone)) ?? .utc
    let names = old.owners.merging(new.owners) { $1 }
    return ChangeWords(words: words, formats: Formats(words: words, zone: zone)) { names[$0] ?? $0 }
  }

  private var heading: String {
    wording.heading(title: new.title, from: changes.since, to: changes.asOf)
  }

  /// The sentence that says how much has changed.
  private var summary: String { wording.totals(of: changes) ?? wording.nothing(since: changes.since) }

  /// “Opportunity Nordwind fleet renewal (Ines Meyer)”.
  private func owner(of record: RecordState) -> String { record.ownerID.map { " (\(wording.ownerName($0)))" } ?? "" }

  /// For a terminal.
  var text: String {
    var lines = [heading, summary]
    for record in changes.records {
      let state = record.record
      lines += ["", "\(wording.type(of: state)) \(state.name)\(owner(of: state))"]
      lines += record.changes.map { "  " + wording.plain($0, of: state) }
    }
    return lines.map { Escape.plain($0) + "\n" }.joined()
  }

  /// For the notes of a meeting.
  var markdown: String {
    var lines = ["## " + Escape.markdown(heading), "", Escape.markdown(summary)]
    for (index, record) in changes.records.enumerated() {
      if index == 0 { lines.append("") }
      let state = record.record
      lines.append(
        "- **\(Escape.markdown(state.name))** (\(Escape.markdown(wording.type(of: state)))"
          + (state.ownerID.map { ", " + Escape.markdown(wording.ownerName($0)) } ?? "") + ")")
      lines += record.changes.map { "  - " + Escape.markdown(wording.plain($0, of: state)) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// For another program.
  var json: String {
    var json = JSONWriter()
    json.object { json in
      json.string("since", changes.since.description)
      json.string("as_of", changes.asOf.description)
      json.array("records", of: changes.records) { json, record in
        json.object { json in
          json.string("type", record.record.type.code)
          json.string("id", record.record.id)
          json.string("name", record.record.name)
          json.string("page", new.page(of: record.record))
          json.string("owner_id", record.record.ownerID)
          ChangesJSON.members(record, &json)
        }
      }
    }
    json.endLine()
    return String(decoding: json.bytes, as: UTF8.self)
  }
}
