import Dataset

/// A value of a mapping, bound to the columns of one file.
struct BoundValue {
  /// One source of the value: the first that is not empty holds.
  struct Alternative {
    enum Source {
      case cell(Int)
      case joined([Int], between: UnsafeBufferPointer<UInt8>)
      case constant(UnsafeBufferPointer<UInt8>)
    }

    var source: Source
    var conditions: [BoundCondition]
    var steps: ValueSteps

    /// The cell that messages point at.
    var cell: Int {
      switch source {
      case .cell(let cell): cell
      case .joined(let cells, _): cells.first ?? 0
      case .constant: 0
      }
    }
  }

  var alternatives: [Alternative] = []
  /// Any of these bytes parts one value from the next; empty: one value.
  var separators: [UInt8]
}

/// A condition, bound to a column of one file.
struct BoundCondition {
  /// −1 where the file does not have the column: it is empty everywhere.
  var cell: Int
  var patterns: [ValuePattern]
  var isNegated: Bool

  func holds(_ cells: [UnsafeBufferPointer<UInt8>]) -> Bool {
    let value = cell < 0 ? UnsafeBufferPointer(start: nil, count: 0) : TextParsing.trimmed(cells[cell])
    for index in patterns.indices where patterns[index].matches(value) { return !isNegated }
    return isNegated
  }
}

/// Binds values to the columns of a file.
struct ValueBinder {
  let header: [String]
  let file: String
  /// Bytes of the mapping, which stay as long as the file is read.
  let constants: ByteArena
  private(set) var used: Set<Int> = []
  /// The position of each column that the entry names and the file has.
  private let positions: [String: Int]

  init(header: [String], file: String, positions: [String: Int], constants: ByteArena) {
    self.header = header
    self.file = file
    self.positions = positions
    self.constants = constants
  }

  /// - Returns: `nil` if no source of the value has its columns, and they may be missing.
  /// - Throws: `IngestError.mapping` if the file lacks a column that it must have.
  mutating func bind(_ value: MappedValue, kind: FieldKind) throws(IngestError) -> BoundValue? {
    var bound = BoundValue(separators: value.separators)
    try add(value, kind: kind, conditions: [], to: &bound)
    return bound.alternatives.isEmpty ? nil : bound
  }

  private mutating func add(
    _ value: MappedValue, kind: FieldKind, conditions: [BoundCondition], to bound: inout BoundValue
  ) throws(IngestError) {
    var conditions = conditions
    for condition in value.conditions { conditions.append(try bind(condition)) }
    let source: BoundValue.Alternative.Source
    switch value.source {
    case .column(let name):
      guard let cell = try cell(name, isLenient: value.isLenient) else { return }
      source = .cell(cell)
    case .joined(let names, let between):
      var cells: [Int] = []
      for name in names {
        if let cell = try cell(name, isLenient: value.isLenient) { cells.append(cell) }
      }
      if cells.isEmpty { return }
      source = .joined(cells, between: constants.add(between.utf8))
    case .constant(let text): source = .constant(constants.add(text.utf8))
    case .first(let values):
      for value in values { try add(value, kind: kind, conditions: conditions, to: &bound) }
      return
    }
    bound.alternatives.append(
      .init(source: source, conditions: conditions, steps: ValueSteps(value, kind: kind, constants: constants)))
  }

  func bind(_ condition: RowCondition) throws(IngestError) -> BoundCondition {
    let cell = positions[condition.column.text]
    if cell == nil && !condition.isLenient { throw missing(condition.column) }
    return BoundCondition(cell: cell ?? -1, patterns: condition.patterns, isNegated: condition.isNegated)
  }

  private mutating func cell(_ name: MappedName, isLenient: Bool) throws(IngestError) -> Int? {
    guard let cell = positions[name.text] else {
      if isLenient { return nil }
      throw missing(name)
    }
    used.insert(cell)
    return cell
  }

  func missing(_ column: MappedName) -> IngestError {
    let known = header.filter { !$0.isEmpty }
    let shown = known.prefix(30).joined(separator: ", ") + (known.count > 30 ? " and \(known.count - 30) more" : "")
    return .mapping(
      file: column.place.file, line: column.place.line, column: column.place.column,
      found: "the column “\(column.text)”, which \(file) does not have", expected: "one of its columns: \(shown)",
      name: column.text, known: known)
  }
}
