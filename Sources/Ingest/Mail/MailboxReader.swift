import Dataset

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Splits a file of mail into messages and hands on their header blocks: an mbox, or a single message.
///
/// Of bodies nothing is kept: the file passes through a window, so that memory does not depend on its size. A message
/// of an mbox begins with a line `From sender date` before which a line is empty and after which a header field comes
/// (mboxo and mboxrd); what a body says of that kind is mostly quoted with `>` and else lacks one of the three.
struct MailboxReader: ~Copyable {
  private var stream: ByteStream
  private var window: UnsafeMutableBufferPointer<UInt8>
  /// What of the window is filled and not done with.
  private var start = 0
  private var end = 0
  private var isAtEnd = false
  /// The line that `start` is on, from 1.
  private var line = 1
  private var place = Place.fileStart
  /// Whether the file is an mbox; else it is one message, whatever its body looks like.
  private var isMailbox = false

  private enum Place { case fileStart, separator, body, done }

  /// Longer header blocks are cut off here; a message to ten thousand people has one of half a megabyte.
  private let longestHeader: Int
  /// How much is seen at a time where nothing is kept.
  static let blockSize = 1 << 20
  /// Longer lines are no `From ` lines.
  private static let longestSeparator = 1024

  /// The header block of a message; its bytes are valid until the next message is read.
  struct Head {
    var bytes: UnsafeBufferPointer<UInt8>
    /// The line on which the message begins, from 1.
    var line: Int
    /// Whether the block was longer than is read.
    var isCut = false
  }

  init(path: String, name: String, longestHeader: Int = 4 << 20, blockSize: Int = Self.blockSize)
    throws(IngestError)
  {
    stream = try ByteStream(path: path, name: name, packing: .byContents, mayMove: true)
    window = .allocate(capacity: max(blockSize, Self.longestSeparator * 4))
    self.longestHeader = longestHeader
  }

  deinit { window.deallocate() }

  // MARK: The window

  /// Reads more behind what is there. `false` if there is no more.
  private mutating func fill() throws(IngestError) -> Bool {
    if isAtEnd { return false }
    if start > 0 {
      let rest = end - start
      if rest > 0, let base = window.baseAddress { memmove(base, base + start, rest) }
      start = 0
      end = rest
    }
    if end == window.count { window = SourceFile.grown(window, by: 2) }
    let count = try stream.read(into: UnsafeMutableBufferPointer(rebasing: window[end...]))
    end += count
    isAtEnd = count == 0
    return count > 0
  }

  /// Makes sure that so many bytes are there, unless the file ends before.
  private mutating func ensure(_ count: Int) throws(IngestError) {
    while end - start < count {
      if try !fill() { return }
    }
  }

  /// The position of the next line break from `index` on, `nil` if the window has none.
  private func lineBreak(from index: Int) -> Int? {
    UnsafeBufferPointer(rebasing: window[..<end]).position(of: 0x0A, from: index)
  }

  /// The bytes at the beginning of what is left, for a look.
  mutating func peek() throws(IngestError) -> UnsafeBufferPointer<UInt8> {
    try ensure(Self.longestSeparator * 4)
    return UnsafeBufferPointer(rebasing: UnsafeBufferPointer(window)[start..<end])
  }

  // MARK: Messages

  /// The next message; `nil` after the last.
  ///
  /// - Throws: `IngestError` if the file cannot be read.
  mutating func next() throws(IngestError) -> Head? {
    if place == .fileStart { try begin() }
    if place == .body { try skipBody() }
    if place == .done { return nil }
    let firstLine = line
    if isMailbox { try skipLine() }
    return try header(firstLine)
  }

  private mutating func begin() throws(IngestError) {
    try ensure(Self.longestSeparator * 4)
    if end - start >= 3, window[start] == 0xEF, window[start + 1] == 0xBB, window[start + 2] == 0xBF { start += 3 }
    while true {
      try ensure(Self.longestSeparator * 4)
      guard start < end, window[start] == 0x0A || window[start] == 0x0D else { break }
      if window[start] == 0x0A { line += 1 }
      start += 1
    }
    isMailbox = startsWithFrom(start)
    place = start < end ? .separator : .done
  }

  private mutating func skipLine() throws(IngestError) {
    while true {
      if let found = lineBreak(from: start) {
        start = found + 1
        line += 1
        return
      }
      start = end
      if try !fill() { return }
    }
  }

  /// Reads up to the empty line that ends a header block, and leaves the window behind it.
  private mutating func header(_ firstLine: Int) throws(IngestError) -> Head {
    var length = 0
    var breaks = 0
    while true {
      // Offsets count from `start`, because filling moves the window.
      guard let found = lineBreak(from: start + length) else {
        if end - start >= longestHeader { return take(min(end - start, longestHeader), breaks, firstLine, isCut: true) }
        if try fill() { continue }
        // The last line has no break.
        return take(end - start, breaks, firstLine)
      }
      let lineStart = start + length
      let lineLength = found - lineStart
      if lineLength == 0 || (lineLength == 1 && window[lineStart] == 0x0D) {
        let head = take(length, breaks, firstLine)
        start = found + 1
        line += 1
        return head
      }
      let next = length + lineLength + 1
      // Looking ahead may move the window.
      if isMailbox, startsWithFrom(lineStart), try isSeparator(at: length, afterEmptyLine: false) {
        let head = take(length, breaks, firstLine)
        place = .separator
        return head
      }
      length = next
      breaks += 1
      if length > longestHeader { return take(length, breaks, firstLine, isCut: true) }
    }
  }

  private mutating func take(_ length: Int, _ breaks: Int, _ firstLine: Int, isCut: Bool = false) -> Head {
    let bytes = UnsafeBufferPointer(rebasing: UnsafeBufferPointer(window)[start..<start + length])
    start += length
    line += breaks
    place = .body
    return Head(bytes: bytes, line: firstLine, isCut: isCut)
  }

  /// Goes on to the next `From ` line.
  private mutating func skipBody() throws(IngestError) {
    guard isMailbox else {
      place = .done
      return
    }
    var isAfterEmptyLine = true
    while true {
      // Here a line begins. Five bytes tell whether it has to be looked at.
      if end - start < 5 { try ensure(5) }
      if start == end {
        place = .done
        return
      }
      if window[start] == UInt8(ascii: "F"), startsWithFrom(start),
        try isSeparator(at: 0, afterEmptyLine: isAfterEmptyLine)
      {
        place = .separator
        return
      }
      guard let found = lineBreak(from: start) else {
        isAfterEmptyLine = false
        try skipLine()
        continue
      }
      isAfterEmptyLine = found == start || (found == start + 1 && window[start] == 0x0D)
      start = found + 1
      line += 1
    }
  }

  private func startsWithFrom(_ index: Int) -> Bool {
    end - index >= 5 && window[index] == UInt8(ascii: "F") && window[index + 1] == UInt8(ascii: "r")
      && window[index + 2] == UInt8(ascii: "o") && window[index + 3] == UInt8(ascii: "m") && window[index + 4] == 0x20
  }

  /// Whether the line that begins `offset` bytes after `start`, with `From `, begins a message.
  ///
  /// Archives that were put together by hand may lack the empty line: then the line must be as mail programs write it.
  private mutating func isSeparator(at offset: Int, afterEmptyLine: Bool) throws(IngestError) -> Bool {
    try ensure(offset + Self.longestSeparator + 256)
    let lineStart = start + offset
    guard let found = lineBreak(from: lineStart), found - lineStart <= Self.longestSeparator else { return false }
    let line = UnsafeBufferPointer(rebasing: UnsafeBufferPointer(window)[lineStart..<found])
    let rest = UnsafeBufferPointer(rebasing: UnsafeBufferPointer(window)[(found + 1)..<end])
    guard HeaderBlock.startsWithField(rest) || rest.starts(with: ">From ".utf8) else { return false }
    return SeparatorLine.hasDate(line, strictly: !afterEmptyLine)
  }
}
