import Analytics
import Dataset

/// A report folder as its e-mail sees it. Of its files nothing is taken that is not, byte for byte, what the manifest
/// lists: a mail cannot be called back.
public struct DigestSource: Sendable {
  /// The report with its past.
  let report: PublishedReport
  let zone: TimeZoneRules
  /// All records that have a page, by type and id.
  let records: [PublishedRecord]
  /// What has changed since the report before; nil if there is none.
  let changes: ChangeSet?
  private let files: VerifiedFiles

  var asOf: CivilDate { report.asOf }
  var title: String { report.title }
  /// The names of the owners of records by their ids.
  var owners: [String: String] { report.owners }
  /// The tag of the language that the report is in.
  public var language: String { report.language }

  private static let kpisPath = "data/kpis.jsonl"

  /// - Parameters:
  ///   - path: the report's folder; may be a link to one.
  ///   - shown: as the user named it, for messages.
  public init(folder path: String, shown: String) throws(PublishedReportError) {
    report = try PublishedReport(folder: path, shown: shown)
    files = try VerifiedFiles(folder: path, shown: shown)
    do {
      zone = try TimeZoneRules.named(report.timeZone)
    } catch {
      throw .damaged(path: files.shown(Manifest.path), reason: "\(error)")
    }
    let kpis = try files.contents(Self.kpisPath)
    do {
      records = try PublishedRecord.lines(kpis, file: files.shown(Self.kpisPath))
      changes = try report.changes()
    } catch {
      throw .damagedLine(error)
    }
  }

  /// All files of the report, the manifest with them, as a zip archive with one folder in it.
  ///
  /// - Parameter name: of the folder, ASCII.
  /// - Throws: `PublishedReportError`, `ZipError`.
  func archive(folder name: String) throws -> [UInt8] {
    let paths = Dictionary(uniqueKeysWithValues: files.paths.map { (name + "/" + $0, $0) })
    return try ZipArchive.pack(Array(paths.keys)) { try files.contents(paths[$0] ?? $0) }
  }
}

/// The files that a manifest lists, each checked against it.
private struct VerifiedFiles {
  private let files: ReportFiles
  /// What the manifest says of each file.
  private let listed: [String: Manifest.File]

  init(folder path: String, shown: String) throws(PublishedReportError) {
    files = try ReportFiles(folder: path, shown: shown)
    let bytes = try files.contents(Manifest.path)
    do {
      listed = Dictionary(try Manifest(decoding: bytes).files.map { ($0.path, $0) }) { $1 }
    } catch {
      throw .damaged(path: files.shown(Manifest.path), reason: error.reason)
    }
  }

  func shown(_ path: String) -> String { files.shown(path) }
  /// All files, the manifest with them.
  var paths: [String] { listed.keys + [Manifest.path] }

  /// - Throws: `PublishedReportError`.
  func contents(_ path: String) throws(PublishedReportError) -> [UInt8] {
    let bytes = try files.contents(path)
    if path == Manifest.path { return bytes }
    guard let listed = listed[path] else {
      throw .damaged(path: files.shown(Manifest.path), reason: "it does not list \(path)")
    }
    guard bytes.count == listed.bytes, ContentHash.hex(bytes) == listed.sha256 else {
      throw .damaged(path: files.shown(path), reason: "it is not the file that \(Manifest.path) lists")
    }
    return bytes
  }
}
