import Dataset

/// A field, bound to the columns of one file.
struct BoundField {
  /// The position of its column in the staged table.
  var column: Int
  var name: String
  var isRequired: Bool
  var kind: FieldKind
  var value: BoundValue
}

/// The fields of one table, bound to the columns of one file, and the values that they have in one row.
struct BoundRow {
  let table: Table
  private(set) var fields: [BoundField]
  /// One or several values for each field; a field without any has none.
  private(set) var values: [[UnsafeBufferPointer<UInt8>]]
  /// Of participants, the fields that name somebody.
  let personFields: [Int]

  /// What became of a row.
  enum Outcome {
    case complete
    /// A value that the table requires is not there; the cell that should hold it.
    case incomplete(field: String, cell: Int)
    case bad(field: String, cell: Int, found: UnsafeBufferPointer<UInt8>, expected: String)
  }

  init(_ table: Table, _ fields: [BoundField]) {
    self.table = table
    self.fields = fields
    values = Array(repeating: [], count: fields.count)
    let columns = [ParticipantColumn.personID, .email, .name].map(\.rawValue)
    personFields = table == .participants ? fields.indices.filter { columns.contains(fields[$0].column) } : []
  }

  /// Finds the values of a row.
  ///
  /// - Parameter dangling: called with each value that names no row for certain; it is left out.
  mutating func read(
    _ cells: [UnsafeBufferPointer<UInt8>], _ context: inout RowContext,
    dangling: (_ field: String, _ cell: Int, _ found: UnsafeBufferPointer<UInt8>, _ expected: String) -> Void
  ) -> Outcome {
    for position in fields.indices {
      values[position].removeAll(keepingCapacity: true)
      let source = fields[position].value.source(cells, context)
      if let (cell, text, alternative) = source {
        let separators = fields[position].value.separators
        if separators.isEmpty {
          if let bad = add(text, to: position, alternative, cell, &context, dangling) { return bad }
        } else {
          for part in Self.parts(of: text, separators) {
            if let bad = add(part, to: position, alternative, cell, &context, dangling) { return bad }
          }
        }
      }
      if values[position].isEmpty, fields[position].isRequired {
        return .incomplete(field: fields[position].name, cell: source?.cell ?? fields[position].value.cell)
      }
    }
    return .complete
  }

  private mutating func add(
    _ text: UnsafeBufferPointer<UInt8>, to position: Int, _ alternative: Int, _ cell: Int,
    _ context: inout RowContext,
    _ dangling: (_ field: String, _ cell: Int, _ found: UnsafeBufferPointer<UInt8>, _ expected: String) -> Void
  ) -> Outcome? {
    switch fields[position].value.alternatives[alternative].steps.apply(text, &context) {
    case .value(let value): if !value.isEmpty { values[position].append(value) }
    case .bad(let expected): return .bad(field: fields[position].name, cell: cell, found: text, expected: expected)
    case .ambiguous(let expected): dangling(fields[position].name, cell, text, expected)
    }
    return nil
  }

  /// Whether a field of participants is their name.
  func isName(_ field: Int) -> Bool { fields[field].column == ParticipantColumn.name.rawValue }

  /// The value of the first column, which is the id of every table that has one.
  var id: UnsafeBufferPointer<UInt8> {
    for position in fields.indices where fields[position].column == 0 {
      if let id = values[position].first { return id }
    }
    return UnsafeBufferPointer(start: nil, count: 0)
  }

  /// Parts of a text between separators, trimmed; those in double quotes or pointed brackets part nothing.
  static func parts(of text: UnsafeBufferPointer<UInt8>, _ separators: [UInt8]) -> [UnsafeBufferPointer<UInt8>] {
    var parts: [UnsafeBufferPointer<UInt8>] = []
    var start = 0
    var isQuoted = false
    var isBracketed = false
    for index in 0...text.count {
      if index < text.count {
        let byte = text[index]
        if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
        if byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") { isBracketed = byte == UInt8(ascii: "<") }
        if isQuoted || isBracketed || !separators.contains(byte) { continue }
      }
      let part = TextParsing.trimmed(UnsafeBufferPointer(rebasing: text[start..<index]))
      if !part.isEmpty { parts.append(part) }
      start = index + 1
    }
    return parts
  }
}

extension BoundValue {
  /// The cell that messages point at.
  var cell: Int { alternatives.first?.cell ?? 0 }

  /// The trimmed text of the first alternative that has one, with its cell and position; `nil` where the conditions of
  /// none hold.
  func source(
    _ cells: [UnsafeBufferPointer<UInt8>], _ context: RowContext
  ) -> (cell: Int, text: UnsafeBufferPointer<UInt8>, alternative: Int)? {
    var empty: (cell: Int, text: UnsafeBufferPointer<UInt8>, alternative: Int)?
    // By position, because a copy of an alternative costs more than most of them do.
    for position in alternatives.indices where holds(position, cells) {
      let text = alternatives[position].text(cells, context)
      if !text.isEmpty { return (alternatives[position].cell, text, position) }
      empty = empty ?? (alternatives[position].cell, text, position)
    }
    return empty
  }

  private func holds(_ position: Int, _ cells: [UnsafeBufferPointer<UInt8>]) -> Bool {
    for index in alternatives[position].conditions.indices
    where !alternatives[position].conditions[index].holds(cells) {
      return false
    }
    return true
  }
}

extension BoundValue.Alternative {
  func text(_ cells: [UnsafeBufferPointer<UInt8>], _ context: RowContext) -> UnsafeBufferPointer<UInt8> {
    switch source {
    case .cell(let cell): return TextParsing.trimmed(cells[cell])
    case .constant(let text): return text
    case .joined(let positions, let between):
      var text: [UInt8] = []
      for position in positions {
        let cell = TextParsing.trimmed(cells[position])
        if cell.isEmpty { continue }
        if !text.isEmpty { text += between }
        text += cell
      }
      return context.arena.add(text)
    }
  }
}
