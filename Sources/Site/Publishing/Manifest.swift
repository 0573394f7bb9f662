import Bytes
import Markup

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
    var text = ByteBuffer()
    text.append("{\n\"generator\": ")
    JSONWriter.write(info.generator, to: &text)
    text.append(",\n\"as_of\": ")
    JSONWriter.write(info.asOf, to: &text)
    text.append(",\n\"time_zone\": ")
    JSONWriter.write(info.timeZone, to: &text)
    text.append(",\n")
    Self.object("filter", filter.map { ($0, .list($1)) }, to: &text)
    Self.object("options", options.map { ($0.key, $0.value) }, to: &text)
    Self.object("owners", owners.map { ($0.key, .text($0.value)) }, to: &text)
    text.append("\"files\": [\n")
    for (index, file) in files.enumerated() {
      text.append("{\"path\": ")
      JSONWriter.write(file.path, to: &text)
      text.append(", \"sha256\": ")
      JSONWriter.write(file.sha256, to: &text)
      text.append(", \"bytes\": ")
      text.append(decimal: file.bytes)
      text.append(index == files.count - 1 ? "}\n" : "},\n")
    }
    text.append("]\n}\n")
    return text.withBytes { Array($0) }
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

  private static func object(
    _ name: StaticString, _ members: [(key: String, value: ManifestInfo.OptionValue)], to text: inout ByteBuffer
  ) {
    text.append("\"")
    text.append(name)
    text.append("\": {\n")
    for (index, (key, value)) in members.enumerated() {
      JSONWriter.write(key, to: &text)
      text.append(": ")
      write(value, to: &text)
      text.append(index == members.count - 1 ? "\n" : ",\n")
    }
    text.append("},\n")
  }

  private static func write(_ value: ManifestInfo.OptionValue, to text: inout ByteBuffer) {
    switch value {
    case .text(let value): JSONWriter.write(value, to: &text)
    case .number(let number): text.append(decimal: number)
    case .flag(let flag): text.append(flag ? "true" : "false")
    case .list(let items):
      text.append("[")
      for (index, item) in items.enumerated() {
        if index > 0 { text.append(", ") }
        JSONWriter.write(item, to: &text)
      }
      text.append("]")
    }
  }
}
