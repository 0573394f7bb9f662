#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What the caller knows of a report, for `data/manifest.json`. Nothing of it may depend on when, where or by whom the
/// run was made, and no secret belongs into it: the file is published.
public struct ManifestInfo: Equatable, Sendable {
  /// The generator's name and version: `rapport 1.0.0`.
  public var generator: String
  /// The date of the report, `YYYY-MM-DD`.
  public var asOf: String
  /// The IANA name of the report's time zone.
  public var timeZone: String
  /// The options that change what is written, by name.
  public var options: [String: OptionValue]

  /// The names of those who own records of the report, by their ids, which are all that its data files have.
  public var owners: [String: String]

  public init(
    generator: String, asOf: String, timeZone: String, options: [String: OptionValue] = [:],
    owners: [String: String] = [:]
  ) {
    self.generator = generator
    self.asOf = asOf
    self.timeZone = timeZone
    self.options = options
    self.owners = owners
  }

  /// The value of an option.
  public enum OptionValue: Equatable, Sendable {
    case text(String)
    case number(Int)
    case flag(Bool)
    /// In the given order.
    case list([String])
  }
}

/// `data/manifest.json`: what a report is made of (`spec/3-report.md`, The folder). The manifest itself is not in it.
struct Manifest: Equatable {
  static let path = "data/manifest.json"

  struct File: Equatable, Decodable {
    let path: String
    let sha256: String
    let bytes: Int
  }

  let filter: ReportFilter
  let files: [File]

  /// The paths of the report's files, with the manifest's own.
  var paths: Set<String> { Set(files.map(\.path)).union([Self.path]) }
}

extension Manifest {
  /// The file's bytes: one datum a line, options by name, owners by id, files by path.
  func encoded(_ info: ManifestInfo) -> [UInt8] {
    let filter = [("only", filter.only), ("owner", filter.owner), ("team", filter.team)]
    let options = info.options.sorted { $0.key < $1.key }
    let owners = info.owners.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
    let files = files.sorted { $0.path < $1.path }
    var text = "{\n"
    text += "\"generator\": \(Self.json(info.generator)),\n"
    text += "\"as_of\": \(Self.json(info.asOf)),\n"
    text += "\"time_zone\": \(Self.json(info.timeZone)),\n"
    text += "\"filter\": {\n\(Self.lines(filter.map { "\(Self.json($0)): \(Self.json(.list($1)))" }))},\n"
    text += "\"options\": {\n\(Self.lines(options.map { "\(Self.json($0.key)): \(Self.json($0.value))" }))},\n"
    text += "\"owners\": {\n\(Self.lines(owners.map { "\(Self.json($0.key)): \(Self.json($0.value))" }))},\n"
    text += "\"files\": [\n"
    text += Self.lines(
      files.map { "{\"path\": \(Self.json($0.path)), \"sha256\": \(Self.json($0.sha256)), \"bytes\": \($0.bytes)}" })
    text += "]\n}\n"
    return Array(text.utf8)
  }

  /// Reads what the next run needs to know; every path in it is one that a report can have.
  init(decoding bytes: [UInt8]) throws(FileDamage) {
    struct Content: Decodable {
      let filter: ReportFilter
      let files: [File]
    }
    guard let content = try? JSONDecoder().decode(Content.self, from: Data(bytes)) else {
      throw FileDamage(reason: "it is not the manifest of a report")
    }
    if let file = content.files.first(where: { !ReportPath.isValid($0.path) }) {
      throw FileDamage(reason: "it lists \"\(file.path)\", which cannot be a file of a report")
    }
    self.init(
      filter: ReportFilter(only: content.filter.only, owner: content.filter.owner, team: content.filter.team),
      files: content.files)
  }

  private static func lines(_ data: [String]) -> String {
    data.isEmpty ? "" : data.joined(separator: ",\n") + "\n"
  }

  private static func json(_ value: ManifestInfo.OptionValue) -> String {
    switch value {
    case .text(let text): json(text)
    case .number(let number): "\(number)"
    case .flag(let flag): flag ? "true" : "false"
    case .list(let items): "[" + items.map(json).joined(separator: ", ") + "]"
    }
  }

  private static func json(_ text: String) -> String {
    var json = JSONWriter()
    json.string(text)
    return String(decoding: json.bytes, as: UTF8.self)
  }
}
