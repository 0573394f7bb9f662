import Foundation

/// A table of a data set as text, to be changed and written in either format.
public struct TableText: Sendable {
  public enum Format: Sendable, CaseIterable { case csv, jsonLines }

  public var name: String
  public var columns: [String]
  /// `nil` where a row has no value.
  public var rows: [[String?]]

  public init(_ name: String, _ columns: [String], _ rows: [[String?]]) {
    self.name = name
    self.columns = columns
    self.rows = rows
  }

  /// The tables of a folder of CSV or JSON Lines files, by name.
  public static func all(in folder: URL) throws -> [TableText] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().compactMap { file in
      let name = String(file.prefix { $0 != "." })
      let isCSV = file.hasSuffix(".csv")
      guard isCSV || file.hasSuffix(".jsonl") else { return nil }
      let data = try Data(contentsOf: folder.appendingPathComponent(file))
      return try isCSV
        ? TableText(name, csv: String(decoding: data, as: UTF8.self)) : TableText(name, jsonLines: data)
    }
  }

  private init(_ name: String, csv text: String) {
    var rows = Self.cells(ofCSV: text)
    let columns = rows.removeFirst()
    self.init(
      name, columns,
      rows.map { row in columns.indices.map { $0 < row.count && !row[$0].isEmpty ? row[$0] : nil } })
  }

  /// JSON objects have no order that could be kept, so columns are in the order of their names.
  private init(_ name: String, jsonLines data: Data) throws {
    let lines = try JSONValue.lines(data)
    let columns = Set(lines.flatMap(\.keys)).sorted()
    self.init(name, columns, lines.map { line in columns.map { Self.cell(line[$0]) } })
  }

  private static func cell(_ value: JSONValue) -> String? {
    switch value {
    case .null: nil
    case .text(let text): text
    case .number(let number): Int(exactly: number).map { "\($0)" } ?? "\(number)"
    default: "\(value)"
    }
  }

  /// The rows of RFC 4180 text with line feeds or carriage returns and line feeds.
  public static func cells(ofCSV text: String) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell = String.UnicodeScalarView()
    var isQuoted = false
    var previous: Unicode.Scalar?
    func endCell() {
      row.append(String(cell))
      cell = .init()
    }
    for scalar in text.unicodeScalars {
      defer { previous = scalar }
      switch scalar {
      case "\"":
        // The second of two inside quotes stands for one.
        if !isQuoted, previous == "\"" { cell.append(scalar) }
        isQuoted.toggle()
      case "," where !isQuoted: endCell()
      case "\r" where !isQuoted: break
      case "\n" where !isQuoted:
        endCell()
        rows.append(row)
        row = []
      default: cell.append(scalar)
      }
    }
    if !row.isEmpty || !cell.isEmpty {
      endCell()
      rows.append(row)
    }
    return rows
  }

  public func text(_ format: Format) -> String {
    switch format {
    case .csv:
      ([columns] + rows.map { $0.map { $0 ?? "" } }).map { row in
        row.map { "\"" + $0.replacingOccurrences(of: "\"", with: "\"\"") + "\"" }.joined(separator: ",") + "\n"
      }.joined()
    case .jsonLines:
      rows.map { row in
        "{" + zip(columns, row).map { "\(Self.json($0)): \($1.map(Self.json) ?? "null")" }.joined(separator: ", ")
          + "}\n"
      }.joined()
    }
  }

  private static func json(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case "\u{0}"..."\u{1F}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// Writes the table into a folder as `NAME.csv` or `NAME.jsonl`, gzipped or not.
  public func write(to folder: URL, _ format: Format = .csv, gzipped: Bool = false) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appendingPathComponent(name + (format == .csv ? ".csv" : ".jsonl"))
    try Data(text(format).utf8).write(to: file)
    if gzipped { try gzip(file) }
  }
}
