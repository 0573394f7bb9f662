import Dataset

extension StagedTables {
  /// Adds a row that was read by a mapping; of a link table, one for each value of the field that has several.
  mutating func add(_ row: BoundRow, file: String, line: Int) {
    switch row.table {
    case .participants: addParticipants(row, file: file, line: line)
    case .salesTeam, .stakeholders:
      let counts = row.values.map(\.count)
      let several = counts.firstIndex { $0 > 1 }
      for position in 0..<(several.map { counts[$0] } ?? 1) {
        addRow(to: row.table, file: file, line: line)
        for index in row.fields.indices {
          let value = index == several ? row.values[index][position] : row.values[index].first
          if let value { set(row.fields[index].column, value) }
        }
      }
    default:
      addRow(to: row.table, file: file, line: line)
      for index in row.fields.indices {
        guard let first = row.values[index].first else { continue }
        if row.values[index].count == 1 || row.fields[index].kind != .addresses {
          set(row.fields[index].column, first)
        } else {
          let all = Array(row.values[index].joined(separator: [UInt8(ascii: ";")]))
          all.withUnsafeBufferPointer { set(row.fields[index].column, $0) }
        }
      }
    }
  }

  /// One row for each address, or for each id; none where nobody is named.
  private mutating func addParticipants(_ row: BoundRow, file: String, line: Int) {
    guard row.personFields.contains(where: { !row.values[$0].isEmpty }) else { return }
    let hasName = row.personFields.contains { row.isName($0) && !row.values[$0].isEmpty }
    let several = row.personFields.first { row.values[$0].count > 1 }
    for position in 0..<(several.map { row.values[$0].count } ?? 1) {
      addRow(to: .participants, file: file, line: line)
      for index in row.fields.indices {
        guard let first = row.values[index].first else { continue }
        let value = index == several ? row.values[index][position] : first
        if row.fields[index].kind == .mailbox {
          setMailbox(value, hasName: hasName)
        } else {
          set(row.fields[index].column, value)
        }
      }
    }
  }

  /// The address of `Ana Roy <ana@example.com>`, and the name unless the row has one.
  private mutating func setMailbox(_ text: UnsafeBufferPointer<UInt8>, hasName: Bool) {
    guard text.last == UInt8(ascii: ">"), let opening = text.lastIndex(of: UInt8(ascii: "<")) else {
      set(ParticipantColumn.email, text)
      return
    }
    let address = TextParsing.trimmed(UnsafeBufferPointer(rebasing: text[(opening + 1)..<(text.count - 1)]))
    var name = TextParsing.trimmed(UnsafeBufferPointer(rebasing: text[..<opening]))
    if name.count >= 2, name.first == UInt8(ascii: "\""), name.last == UInt8(ascii: "\"") {
      name = TextParsing.trimmed(UnsafeBufferPointer(rebasing: name[1..<(name.count - 1)]))
    }
    set(ParticipantColumn.email, address)
    if !hasName { set(ParticipantColumn.name, name) }
  }
}
