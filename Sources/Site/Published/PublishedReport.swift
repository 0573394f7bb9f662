import Analytics
import Dataset

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A report as it stands in its folder, read back from its data files.
public struct PublishedReport: Sendable {
  /// As the user named the folder.
  public let folder: String
  public let asOf: CivilDate
  /// The IANA name.
  public let timeZone: String
  public let title: String
  /// The tag of the pages' language.
  public let language: String
  public let filter: ReportFilter
  public let history: History
  /// The records that its history keeps of its day, in order.
  public let records: [RecordState]
  /// Names of those who own its records, by their ids.
  public let owners: [String: String]
  /// What its data tells beyond the history.
  private let details: PublishedDetails

  /// - Parameters:
  ///   - path: the folder.
  ///   - shown: as the user named it, for messages.
  public init(folder path: String, shown: String) throws(PublishedReportError) {
    let files = try ReportFiles(folder: path, shown: shown)
    let manifest = try files.manifest()
    guard let asOf = CivilDate(manifest.asOf) else {
      throw .damaged(path: files.shown(Manifest.path), reason: "“as_of” is no date")
    }
    folder = shown
    self.asOf = asOf
    timeZone = manifest.timeZone
    title = manifest.options?.title ?? ""
    language = manifest.options?.language ?? "en"
    filter = manifest.filter
    owners = manifest.owners ?? [:]
    do {
      history = try files.history()
      details = try PublishedDetails(try files.contents("data/kpis.jsonl"), file: files.shown("data/kpis.jsonl"))
      var records = try history.states(on: asOf)
      for index in records.indices { details.complete(&records[index], asOf: asOf) }
      self.records = records
    } catch let error as SidecarError {
      throw .damagedLine(error)
    } catch let error as PublishedReportError {
      throw error
    } catch {
      throw .unreadable(path: shown, reason: "\(error)")
    }
    guard !records.isEmpty || details.isEmpty else {
      throw .damaged(path: files.shown(History.path), reason: "it has no line of \(asOf), the day of the report")
    }
  }

  /// What has changed since the newest earlier report of its history; nil if there is none. The same as its pages say.
  public func changes() throws(SidecarError) -> ChangeSet? {
    guard let base = history.base(of: asOf) else { return nil }
    return try changes(history, since: base, with: try history.states(on: base))
  }

  /// What has changed since another report, which must not be of a later day.
  public func changes(since older: PublishedReport) throws(SidecarError) -> ChangeSet {
    let history = try history.joined(with: older.history, of: older.asOf)
    let past = older.records.map { state in
      var state = state
      // A deal that has come to an end has no page that tells the currency any more.
      state.today.currency = state.today.currency ?? details.currency(of: state.key)
      return state
    }
    return try changes(history, since: older.asOf, with: past)
  }

  /// The path of a record's page below the folder; nil if it has none.
  public func page(of record: RecordState) -> String? { details.page(of: record.key) }

  private func changes(
    _ history: History, since base: CivilDate, with past: [RecordState]
  ) throws(SidecarError) -> ChangeSet {
    let currencies = Dictionary(past.map { ($0.key, $0.today.currency) }) { first, _ in first }
    let now = records.map { state in
      var state = state
      state.today.currency = state.today.currency ?? currencies[state.key] ?? nil
      return state
    }
    let result = try ChangeFinder(history: history, base: base, asOf: asOf).compare(now, with: past)
    return ChangeSet(since: base, asOf: asOf, compared: result.compared)
  }
}

/// The files of a report's folder, opened without following links out of it.
struct ReportFiles {
  private let folder: ReportFolder

  init(folder path: String, shown: String) throws(PublishedReportError) {
    let descriptor = openat(AT_FDCWD, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(path: shown, reason: String(cString: strerror(errno))) }
    folder = ReportFolder(path: shown, descriptor: descriptor, operations: FileOperations())
    let journal = try? folder.operations.status(folder.place(named: ReportPath.journal))
    if journal != nil { throw .unfinished(folder: shown) }
  }

  /// What the manifest says of the report.
  struct ManifestContent: Decodable {
    struct Options: Decodable {
      let title: String?
      let language: String?
    }
    let asOf: String
    let timeZone: String
    let filter: ReportFilter
    let options: Options?
    let owners: [String: String]?

    private enum CodingKeys: String, CodingKey {
      case filter, options, owners
      case asOf = "as_of"
      case timeZone = "time_zone"
    }

    /// nil if it is no manifest.
    init?(decoding bytes: [UInt8]) {
      guard let content = try? JSONDecoder().decode(Self.self, from: Data(bytes)) else { return nil }
      self = content
    }
  }

  func manifest() throws(PublishedReportError) -> ManifestContent {
    guard let bytes = try contentsIfThere(Manifest.path) else { throw .notAReport(folder: folder.path) }
    guard let content = ManifestContent(decoding: bytes) else {
      throw .damaged(path: shown(Manifest.path), reason: "it is not the manifest of a report")
    }
    return content
  }

  func history() throws -> History { try History(try contents(History.path), file: shown(History.path)) }

  func contents(_ path: String) throws(PublishedReportError) -> [UInt8] {
    guard let bytes = try contentsIfThere(path) else {
      throw .unreadable(path: shown(path), reason: "the report has no such file")
    }
    return bytes
  }

  /// The path of a file as the user knows it.
  func shown(_ path: String) -> String { folder.path.hasSuffix("/") ? folder.path + path : folder.path + "/" + path }

  private func contentsIfThere(_ path: String) throws(PublishedReportError) -> [UInt8]? {
    do {
      return try folder.place(of: path).flatMap(folder.operations.contents)
    } catch {
      throw .unreadable(path: shown(path), reason: "\(error)")
    }
  }
}
