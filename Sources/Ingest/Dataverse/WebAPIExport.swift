import Dataset

/// Pages of the Dataverse Web API: JSON files as it answers them, any number for each table.
struct WebAPIExport: ~Copyable {
  private let files: ExportFiles

  init(_ files: consuming ExportFiles) { self.files = files }

  /// A file with the table that its name or beginning says; and what it said of a further page.
  private struct Page {
    var name: String
    var table: DataverseTable?
    var nextLink = ""
  }

  func read(into mapper: inout DataverseMapper) throws(IngestError) {
    var pages: [Page] = []
    for name in files.names where Self.isJSON(name) {
      pages.append(Page(name: name, table: try table(of: name, &mapper)))
    }
    // What others refer to comes first.
    var order = Array(pages.indices)
    order.sort { (pages[$0].table?.rawValue ?? .max, $0) < (pages[$1].table?.rawValue ?? .max, $1) }
    for index in order {
      guard let table = pages[index].table else { continue }
      let file = try files.open(pages[index].name)
      let reader = WebAPIRecords(table, file: file.name)
      pages[index].nextLink = try reader.read(file, into: &mapper)
    }
    for page in pages where !page.nextLink.isEmpty { reportMissing(after: page, pages, &mapper) }
  }

  static func isJSON(_ name: String) -> Bool {
    let name = name.lowercased()
    return name.hasSuffix(".json") || name.hasSuffix(".json.gz")
  }

  // MARK: Tables

  /// The table that the context names, else the file; `nil` if it is none that is read.
  private func table(of name: String, _ mapper: inout DataverseMapper) throws(IngestError) -> DataverseTable? {
    let context = Self.context(in: try files.edges(of: name, size: 4096))
    if let set = Self.set(in: context) { return DataverseTable(named: set) }
    if let table = Self.table(named: name) { return table }
    mapper.tables.report(
      DataProblem(
        .note, file: files.shown(name), found: "neither @odata.context nor a file name that says the table",
        expected: "a name such as emails.json; the file is not read"))
    return nil
  }

  /// The table that a file's name says: `emails.json`, `emails-2.json`, `Email (3).json`.
  static func table(named name: String) -> DataverseTable? { DataverseTable(named: Numbered(name).stem) }

  /// `@odata.context` of the page, which stands at the beginning, or after the rows at the end.
  private static func context(in edges: [UInt8]) -> String {
    let key = Array("\"@odata.context\"".utf8)
    guard let start = edges.indices.first(where: { edges[$0...].starts(with: key) }) else { return "" }
    let rest = edges[(start + key.count)...].drop { $0 != UInt8(ascii: "\"") }.dropFirst()
    return String(decoding: rest.prefix { $0 != UInt8(ascii: "\"") }, as: UTF8.self)
  }

  /// The name of the set in `…/$metadata#emails(subject,…)`.
  private static func set(in context: String) -> String? {
    guard let sign = context.firstIndex(of: "#") else { return nil }
    let name = context[context.index(after: sign)...].prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    return name.isEmpty ? nil : String(name)
  }

  // MARK: Missing pages

  /// The name of a file without folder and ending, and the number that it ends with.
  private struct Numbered {
    var whole: String
    var stem: String
    var number: Int?

    init(_ name: String) {
      whole = ExportFiles.lastPart(of: name).lowercased()
      if let dot = whole.firstIndex(of: ".") { whole = String(whole[..<dot]) }
      let digits = String(whole.reversed().drop { $0 == ")" }.prefix { $0.isASCII && $0.isNumber }.reversed())
      number = Int(digits)
      let rest = whole.reversed().drop { $0 == ")" || ($0.isASCII && $0.isNumber) }
      stem = number == nil ? whole : String(rest.drop { "-_ (.".contains($0) }.reversed())
    }
  }

  /// Says that there are more rows than the files hold, unless a further page is there: the file with the next number, or,
  /// where files are not numbered, any behind it.
  private func reportMissing(after page: Page, _ pages: [Page], _ mapper: inout DataverseMapper) {
    let name = Numbered(page.name)
    let others = pages.filter { $0.table == page.table && $0.name != page.name }
    let hasNext = others.contains { other in
      let next = Numbered(other.name)
      guard let number = next.number else { return false }
      return (next.stem == name.whole && number <= 2) || (next.stem == name.stem && number == (name.number ?? 1) + 1)
    }
    // As many last pages as there are queries: one at least.
    let isNumbered = others.contains { Numbered($0.name).stem == name.stem && Numbered($0.name).number != nil }
    let hasLast = !isNumbered && others.contains { $0.nextLink.isEmpty }
    if hasNext || hasLast { return }
    mapper.tables.report(
      DataProblem(
        .note, file: files.shown(page.name), field: "@odata.nextLink",
        found: "more rows at \(String(page.nextLink.prefix(200)))",
        expected: "the next page, too, such as \(name.stem)-\((name.number ?? 1) + 1).json"))
  }
}
