import Dataset

/// What both file formats share: which cell of a row a column of the file fills.
struct TableLayout {
  let table: Table
  let file: String
  /// The cell of each column of the file; −1 for one that the table ignores.
  var cells: [Int] = []
  /// How many cells a row has at least.
  var width: Int

  /// Whether the columns of the file are those of the table, in its order.
  var isInOrder: Bool { cells.count == width && cells.indices.allSatisfy { cells[$0] == $0 } }

  init(_ table: Table, file: String) {
    self.table = table
    self.file = file
    width = table.columns.count
  }

  /// Adds a column; gives its position in `cells`.
  ///
  /// - Parameter line: where the column is met first.
  /// - Throws: `IngestError.malformed` if there are too many.
  @discardableResult
  mutating func add(_ name: String, line: Int, to builder: inout some RowSink) throws(IngestError) -> Int {
    guard cells.count < Table.mostColumns else { throw .tooManyColumns(file: file, line: line) }
    let cell = builder.cell(for: name, in: table) ?? -1
    cells.append(cell)
    width = max(width, cell + 1)
    return cells.count - 1
  }

  /// - Throws: `IngestError.malformed` if a required column is none of those added.
  func checkRequired(found names: [String], line: Int) throws(IngestError) {
    for column in table.requiredColumns where !cells.contains(column) {
      let found = names.isEmpty ? "no column" : "the columns " + names.prefix(40).joined(separator: ", ")
      throw .malformed(
        file: file, line: line, column: 0, found: found,
        expected: "the column \(table.columns[column]), which \(table.name) must have")
    }
  }
}

extension IngestError {
  static func tooManyColumns(file: String, line: Int) -> IngestError {
    .malformed(
      file: file, line: line, column: 0, found: "more than \(Table.mostColumns) columns",
      expected: "a table with fewer columns")
  }
}

/// An error of the builder in the terms of the file that was read.
func malformed(_ error: DatasetError) -> IngestError {
  switch error {
  case .duplicateID(let file, let line, let column, let id, let firstFile, let firstLine):
    .malformed(
      file: file, line: line, column: column,
      found: "the id “\(id)” a second time (the first is in \(firstFile), line \(firstLine))",
      expected: "every id of a table once")
  }
}
