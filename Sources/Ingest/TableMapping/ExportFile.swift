import Dataset

/// A CSV file of an export with its header.
struct ExportFile: ~Copyable {
  let file: SourceFile
  let delimiter: UInt8
  /// Names of the columns, trimmed.
  let columns: [String]
  var scanner: CSVScanner

  /// - Throws: `IngestError` if the file cannot be read, or has no header.
  init(
    path: String, name: String, delimiter: UInt8?, encoding: TextEncoding?
  ) throws(IngestError) {
    let source = try SourceFile.open(path: path, name: name, encoding: encoding)
    var bytes = source.bytes
    var firstLine = 1
    // Excel names the delimiter in a line before the header.
    var named: UInt8?
    if bytes.count >= 5, bytes.starts(with: "sep=".utf8),
      let end = bytes.firstIndex(where: { $0 == 0x0A || $0 == 0x0D })
    {
      named = bytes[4]
      let isPair = bytes[end] == 0x0D && end + 1 < bytes.count && bytes[end + 1] == 0x0A
      bytes = UnsafeMutableBufferPointer(rebasing: bytes[(end + (isPair ? 2 : 1))...])
      firstLine = 2
    }
    let actual = delimiter ?? named ?? Self.detectedDelimiter(bytes)
    var scanner = CSVScanner(bytes, name: name, delimiter: actual, firstLine: firstLine)
    guard try scanner.nextRow() else {
      throw .malformed(
        file: name, line: 1, column: 0, found: "an empty file", expected: "a header row with the names of the columns")
    }
    guard scanner.cells.count <= Table.mostColumns else { throw .tooManyColumns(file: name, line: firstLine) }
    columns = scanner.cells.map { String(decoding: TextParsing.trimmed($0), as: UTF8.self) }
    self.delimiter = actual
    self.scanner = scanner
    file = source
  }

  /// The one of `,` `;` tab and `|` that is in the header most often outside quotes; the first of equals.
  private static func detectedDelimiter(_ bytes: UnsafeMutableBufferPointer<UInt8>) -> UInt8 {
    let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09, UInt8(ascii: "|")]
    var counts = [0, 0, 0, 0]
    var isQuoted = false
    for byte in bytes {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == 0x0A || byte == 0x0D { break }
      if let position = candidates.firstIndex(of: byte) { counts[position] += 1 }
    }
    let most = counts.max() ?? 0
    return candidates[counts.firstIndex(of: most) ?? 0]
  }

  /// The position of a column: its name as it stands, else in any case; `nil` if there is none.
  ///
  /// - Throws: `IngestError.mapping` if several have the name.
  func position(of column: MappedName) throws(IngestError) -> Int? {
    var positions = columns.indices.filter { columns[$0] == column.text }
    if positions.isEmpty {
      let wanted = column.text.lowercased()
      positions = columns.indices.filter { columns[$0].lowercased() == wanted }
    }
    guard positions.count < 2 else {
      throw .mapping(
        file: column.place.file, line: column.place.line, column: column.place.column,
        found: "“\(column.text)”, which is the name of \(positions.count) columns of \(file.name)",
        expected: "the name of one column; rename the others in the file", name: column.text, known: [])
    }
    return positions.first
  }
}
