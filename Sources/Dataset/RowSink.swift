/// What takes the rows that a reader of files makes: the builder of the data set itself, or a place where the rows of
/// several sources wait to be merged.
public protocol RowSink {
  /// The position of a column in `RawRow.cells`; `nil` if the table ignores it.
  mutating func cell(for column: String, in table: Table) -> Int?

  /// Adds a row, whose cells are only valid during the call.
  ///
  /// - Throws: `DatasetError.duplicateID`.
  mutating func add(_ row: RawRow, to table: Table) throws(DatasetError)

  /// Adds a row of `activities` whose values have been read.
  ///
  /// - Throws: `DatasetError.duplicateID`.
  mutating func add(_ row: RawRow, _ values: ActivityValues) throws(DatasetError)

  /// Looks at the memory that adding rows with these texts will look at.
  ///
  /// Where many rows are at hand, looking for all of them first makes the processor wait for many at once.
  mutating func fetch(_ texts: UnsafeBufferPointer<RawRow.Cell>)

  /// Tells how much of a table's file has been read, so that room can be made for all of it at once.
  ///
  /// - Parameter share: from 0 to 1; 0 where nobody knows.
  mutating func expectMore(after share: Double)

  /// Reports what is wrong with the source, such as a row that no cells could be made of.
  mutating func report(_ problem: DataProblem)
}

extension RowSink {
  public mutating func add(_ row: RawRow, _ values: ActivityValues) throws(DatasetError) {
    try add(row, to: .activities)
  }
  public mutating func fetch(_ texts: UnsafeBufferPointer<RawRow.Cell>) {}
  public mutating func expectMore(after share: Double) {}
}
