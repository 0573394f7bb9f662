import Dataset

/// Columns that the data set keeps as custom fields (sources spec, "dataverse"): those with a publisher's prefix, and
/// option sets by their labels.
extension DataverseMapper {
  mutating func setCustomFields(_ record: DataverseRecord, _ table: Table) {
    for column in record.columns {
      let field = record.field(column)
      let value = TextParsing.trimmed(field.value)
      guard !value.isEmpty, let text = customText(record, column, field, value) else { continue }
      let cell = customCell(column, table)
      if cell >= 0 { text.withUnsafeBufferPointer { tables.set(cell, $0) } }
    }
  }

  /// What the custom field says; `nil` if the column is none.
  private func customText(
    _ record: DataverseRecord, _ column: Int, _ field: DataverseRecord.Field, _ value: UnsafeBufferPointer<UInt8>
  ) -> [UInt8]? {
    let isKnown = column < DataverseAttribute.allCases.count
    if isKnown { return nil }
    let name = columns.names[column]
    let hasPrefix = Self.hasPublisherPrefix(name)
    if hasPrefix, isCompanion(name, of: record) { return nil }
    let isLookup = !field.target.isEmpty
    if let label = optionLabel(record, name, field, value) {
      // What nobody ever named says nothing.
      return !hasPrefix && label.elementsEqual("Default Value".utf8) ? nil : label
    }
    guard hasPrefix else { return nil }
    if isLookup && !field.label.isEmpty { return Array(field.label) }
    if DataverseRecord.equal(value, "true") { return Array("true".utf8) }
    if DataverseRecord.equal(value, "false") { return Array("false".utf8) }
    return DataverseDate.plain(value) ?? Self.plainNumber(value)
  }

  /// A number without the zeros that some exports fill its decimals up with: four of amounts, ten of others.
  private static func plainNumber(_ value: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    guard let point = value.firstIndex(of: UInt8(ascii: ".")), value.count - point > 4, TextParsing.number(value) != nil
    else { return Array(value) }
    let end = value.lastIndex { $0 != UInt8(ascii: "0") } ?? point
    return Array(value[..<(end == point ? point : end + 1)])
  }

  /// The label of an option; `nil` if the value is none or has no label.
  private func optionLabel(
    _ record: DataverseRecord, _ name: String, _ field: DataverseRecord.Field, _ value: UnsafeBufferPointer<UInt8>
  ) -> [UInt8]? {
    guard field.target.isEmpty, value.allSatisfy({ $0 &- 48 < 10 || $0 == UInt8(ascii: "-") }) else { return nil }
    if field.isOption, !field.label.isEmpty, !Self.isNumber(field.label, written: value) { return Array(field.label) }
    return labels.label(record.table, name, String(decoding: value, as: UTF8.self)).map { Array($0.utf8) }
  }

  /// Whether a label only writes the number in the user's way, such as “$1,500.00” of 1500.
  private static func isNumber(_ label: UnsafeBufferPointer<UInt8>, written value: UnsafeBufferPointer<UInt8>) -> Bool {
    let digits = label.filter { $0 &- 48 < 10 }
    let own = value.filter { $0 &- 48 < 10 }
    return digits.starts(with: own) && digits.dropFirst(own.count).allSatisfy { $0 == UInt8(ascii: "0") }
  }

  private mutating func customCell(_ column: Int, _ table: Table) -> Int {
    if column < customCells[table.rawValue].count, let known = customCells[table.rawValue][column] { return Int(known) }
    let missing = column + 1 - customCells[table.rawValue].count
    if missing > 0 { customCells[table.rawValue].append(contentsOf: repeatElement(nil, count: missing)) }
    let cell = tables.cell(for: columns.names[column], in: table) ?? -1
    customCells[table.rawValue][column] = Int32(cell)
    return cell
  }

  /// Whether a name begins as those that a publisher of solutions gives: two to eight letters and digits, a letter
  /// first, and `_`.
  static func hasPublisherPrefix(_ name: String) -> Bool {
    guard let end = name.firstIndex(of: "_") else { return false }
    let prefix = name[..<end]
    guard (2...8).contains(prefix.utf8.count), let first = prefix.utf8.first, (97...122).contains(first),
      prefix.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) })
    else { return false }
    return !standardPrefixes.contains(String(prefix))
  }

  /// Beginnings of Microsoft's own columns.
  private static let standardPrefixes: Set<String> = [
    "address1", "address2", "address3", "revenue", "aging30", "aging60", "aging90",
  ]

  /// Whether a column only accompanies another: an amount in the base currency, or when a sum was made.
  private func isCompanion(_ name: String, of record: DataverseRecord) -> Bool {
    for ending in ["_base", "_date", "_state"] where name.hasSuffix(ending) {
      if let main = columns.known(name.dropLast(ending.count)), record.has(main) { return true }
    }
    return false
  }
}
