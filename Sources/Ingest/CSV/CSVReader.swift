import Dataset

/// Rows of a CSV file, with the bytes that their cells are parts of.
///
/// Unchecked, because cells are pointers into its bytes, so that rows are added without a copy of them. Only one task has
/// it at a time: the actor that fills it hands it over and gets it back when its rows are added (`CSVTable.readAhead`). The
/// compiler cannot follow that: what an actor has filled counts as the actor's, even where it keeps nothing of it.
final class CSVBlock: @unchecked Sendable {
  struct Row {
    /// From 1.
    var line: Int
    /// Where it begins in the bytes.
    var start: Int
    /// Where its cells end; they begin where those of the row before end.
    var cellsEnd: Int
  }

  fileprivate var storage: UnsafeMutableBufferPointer<UInt8>
  /// How many of the bytes are text.
  fileprivate var count = 0
  fileprivate(set) var rows: [Row] = []
  let cells = CellList()
  /// How much of the file had been read before, from 0 to 1; 0 if it is packed, and nobody knows.
  fileprivate(set) var shareBefore = 0.0

  fileprivate init(size: Int) { storage = .allocate(capacity: size) }

  deinit { storage.deallocate() }

  /// Where a row begins.
  func start(of row: Row) -> UnsafePointer<UInt8>? { storage.baseAddress.map { UnsafePointer($0) + row.start } }

  fileprivate func removeAll() {
    count = 0
    rows.removeAll(keepingCapacity: true)
    cells.count = 0
  }

  fileprivate func grow() {
    let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: storage.count * 2)
    _ = larger.update(fromContentsOf: storage[..<count])
    storage.deallocate()
    storage = larger
  }
}

extension CSVScanner {
  /// Adds all rows that are whole.
  fileprivate mutating func appendRows(to block: CSVBlock) throws(IngestError) {
    // Taken out of the block meanwhile: two workers that count references to their blocks at each row wait for each
    // other, since the counts lie side by side in memory.
    let cells = block.cells
    var rows = block.rows
    block.rows = []
    defer { block.rows = rows }
    while try appendRow(to: cells) {
      rows.append(CSVBlock.Row(line: line, start: rowStart, cellsEnd: cells.count))
    }
  }
}

/// Reads a CSV file block by block, each of whole rows: memory is a few times that of the longest row.
///
/// What is wrong with a file is said after the rows before it, but bytes that are not UTF-8 with the block that they are
/// in.
struct CSVReader: ~Copyable {
  /// Small enough to stay in the processor's cache until its rows are added.
  static let blockSize = 128 * 1024

  private let name: String
  private let blockSize: Int
  private var stream: ByteStream
  /// The beginning of a row of which the last block had no more.
  private var rest: [UInt8] = []
  private var nextLine = 1
  private var bytesRead = 0
  private var isAtEnd = false
  /// What is wrong behind the rows of the last block.
  private var failure: IngestError?

  /// - Throws: `IngestError.unreadable` if the file cannot be opened or is none.
  init(path: String, name: String, blockSize: Int = Self.blockSize) throws(IngestError) {
    self.name = name
    // The byte order mark has to be in the first block.
    self.blockSize = max(blockSize, 3)
    stream = try ByteStream(path: path, name: name, packing: .byName, mayMove: false)
  }

  /// The next rows; `nil` after the last.
  ///
  /// - Parameter old: a block whose rows were added, and whose memory the next can have.
  /// - Throws: `IngestError` if the file cannot be read, changes meanwhile, or is not UTF-8 or CSV.
  mutating func next(reusing old: CSVBlock?) throws(IngestError) -> CSVBlock? {
    if let failure { throw failure }
    if isAtEnd { return nil }
    let block = old ?? CSVBlock(size: blockSize)
    block.removeAll()
    block.shareBefore = stream.isPacked ? 0 : Double(bytesRead) / Double(max(stream.fileSize, 1))
    while block.storage.count < rest.count * 2 { block.grow() }
    block.count = rest.count
    _ = block.storage.update(fromContentsOf: rest)
    while true {
      try fill(block)
      let text = UnsafeMutableBufferPointer(rebasing: block.storage[..<block.count])
      try checkUTF8(UnsafeBufferPointer(text))
      var scanner = CSVScanner(text, name: name, firstLine: nextLine, isWhole: isAtEnd)
      do throws(IngestError) { try scanner.appendRows(to: block) } catch {
        if block.rows.isEmpty { throw error }
        failure = error
        return block
      }
      if isAtEnd || !block.rows.isEmpty {
        rest.removeAll(keepingCapacity: true)
        rest.append(contentsOf: text[scanner.index...])
        nextLine = scanner.nextLine
        return block
      }
      block.grow()
    }
  }

  /// Reads as much as there is room for, without the byte order mark.
  private mutating func fill(_ block: CSVBlock) throws(IngestError) {
    while block.count < block.storage.count {
      let count = try stream.read(into: UnsafeMutableBufferPointer(rebasing: block.storage[block.count...]))
      if count == 0 {
        isAtEnd = true
        break
      }
      block.count += count
      bytesRead += count
    }
    // At the start of the file.
    guard bytesRead == block.count else { return }
    if block.storage[..<block.count].starts(with: [0xEF, 0xBB, 0xBF]) {
      block.count -= 3
      _ = block.storage.update(fromContentsOf: block.storage[3..<block.count + 3])
    }
  }

  /// - Throws: `IngestError.malformed` if the text, which begins with a row, is not UTF-8.
  private func checkUTF8(_ text: UnsafeBufferPointer<UInt8>) throws(IngestError) {
    var end = text.count
    if !isAtEnd {
      // The last character may go on in the next block.
      end = text.indices.suffix(4).last { text[$0] & 0xC0 != 0x80 } ?? end
      if end < text.count, text[end] < 0x80 { end += 1 }
    }
    try UTF8Check.check(UnsafeBufferPointer(rebasing: text[..<end]), file: name, firstLine: nextLine)
  }
}

/// Reads a block while the rows of the one before are added.
actor CSVReadAhead {
  private var reader: CSVReader

  init(_ reader: consuming sending CSVReader) { self.reader = reader }

  func next(reusing old: CSVBlock?) -> Result<CSVBlock?, IngestError> {
    do throws(IngestError) { return .success(try reader.next(reusing: old)) } catch { return .failure(error) }
  }
}
