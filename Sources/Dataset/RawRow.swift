/// One row of a source, as cells of UTF-8 that are valid while it is being added.
///
/// Cells are those of `Table.columns`, then the custom fields; a cell without value is empty. Cells need not be trimmed.
public struct RawRow {
  public typealias Cell = UnsafeBufferPointer<UInt8>

  /// The source's name, as messages say it.
  public var file: String
  /// The line on which the row begins, from 1; 0 where a source has no lines.
  public var line: Int
  /// The id of the record that the row was made of, for messages; empty where a line says it.
  public var record = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
  public var cells: UnsafeBufferPointer<Cell>
  /// Where the row begins in the text that the cells are parts of; `nil` if they are not.
  private var start: UnsafePointer<UInt8>?
  /// Whether a line break in a cell is one of the file.
  private let spansLines: Bool

  public init(
    file: String, line: Int, cells: UnsafeBufferPointer<Cell>, start: UnsafePointer<UInt8>? = nil,
    spansLines: Bool = false
  ) {
    self.file = file
    self.line = line
    self.cells = cells
    self.start = start
    self.spansLines = spansLines
  }

  /// Becomes another row of the same source: the source's name is not counted again.
  public mutating func move(to line: Int, cells: UnsafeBufferPointer<Cell>, start: UnsafePointer<UInt8>?) {
    self.line = line
    self.cells = cells
    self.start = start
  }

  /// Line and column, in characters from 1, of a cell; counted only when something is wrong. The column is 0 where it
  /// cannot be told.
  public func place(ofCell cell: Int) -> (line: Int, column: Int) {
    guard let start, let cellStart = cells[cell].baseAddress, cellStart >= start else { return (line, 0) }
    let text = UnsafeBufferPointer(start: start, count: cellStart - start)
    let place = TextPlace(of: text.count, in: text, line: line, countsLines: spansLines)
    return (place.line, place.column)
  }
}

/// Line and column of a byte of a text, from 1, columns in characters.
public struct TextPlace: Sendable, Equatable {
  public var line: Int
  public var column = 1

  /// - Parameter line: the line on which `text` begins.
  public init(of offset: Int, in text: UnsafeBufferPointer<UInt8>, line: Int = 1, countsLines: Bool = true) {
    self.line = line
    let end = min(offset, text.count)
    for index in 0..<end {
      let byte = text[index]
      if countsLines, byte == 0x0A || (byte == 0x0D && !(index + 1 < text.count && text[index + 1] == 0x0A)) {
        self.line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
  }
}

extension RawRow {
  /// The file, and the record where the file has no lines, as messages say it.
  public var source: String { record.isEmpty ? file : "\(file), record \(String(decoding: record, as: UTF8.self))" }
}
