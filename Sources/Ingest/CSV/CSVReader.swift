import Dataset

extension CSVScanner {
  /// Adds all rows that are whole.
  fileprivate mutating func appendRows(to block: CSVBlock) throws(IngestError) {
    // Taken out of the block meanwhile: two workers that write into their blocks at each row wait for each other, since
    // the blocks lie side by side in memory.
    var cells = block.cells.room
    var rows = block.rows
    block.rows = []
    defer {
      block.cells.room = cells
      block.rows = rows
    }
    while try appendRow(to: &cells) {
      rows.append(CSVBlock.Row(line: line, start: rowStart, cellsEnd: cells.count))
    }
  }
}

/// Reads a CSV file block by block, each of whole rows: memory is a few times that of the longest row.
///
/// What is wrong with a file is said after the rows before it, but bytes that are not UTF-8 with the block that they are
/// in.
struct CSVReader: ~Copyable {
  /// Small enough to stay in the processor's cache until its rows are added, but for the few that wait.
  static let blockSize = 128 * 1024

  private let name: String
  private let blockSize: Int
  private var stream: ByteStream
  /// The beginning of a row of which the last block had no more.
  private var rest: [UInt8] = []
  private var nextLine = 1
  private var bytesRead = 0
  private var blocksRead = 0
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

  /// How much of the file has been read, from 0 to 1; 0 if it is packed, and nobody knows.
  var shareRead: Double { stream.isPacked ? 0 : Double(bytesRead) / Double(max(stream.fileSize, 1)) }

  /// The next rows; `nil` after the last.
  ///
  /// - Parameter old: a block whose rows were added, and whose memory the next can have.
  /// - Throws: `IngestError` if the file cannot be read, changes meanwhile, or is not UTF-8 or CSV.
  mutating func next(reusing old: CSVBlock?) throws(IngestError) -> CSVBlock? {
    if let failure { throw failure }
    if isAtEnd { return nil }
    let block = old ?? CSVBlock(size: blockSize)
    block.removeAll()
    block.number = blocksRead
    blocksRead += 1
    block.shareBefore = shareRead
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
