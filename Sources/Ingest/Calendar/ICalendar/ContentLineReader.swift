/// The lines of an iCalendar file, unfolded: a line break before a space or tab is none, even within a character.
///
/// Any of CR LF, LF and CR ends a line. Memory is that of the longest line.
struct ContentLineReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var index = 0
  private var nextLine = 1
  private var buffer: [UInt8] = []

  /// How many lines were no property, and the first of them.
  private(set) var strays = 0
  private(set) var firstStray = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// The next line with a wanted name, given in upper case; `nil` at the end.
  mutating func next(wanted: Set<String>) -> ContentLine? {
    while index < bytes.count {
      let line = nextLine
      readLine()
      let found = buffer.withUnsafeBufferPointer { text -> ContentLine? in
        if ContentLine.endOfName(text) == nil, text.contains(where: { $0 != 0x20 && $0 != 0x09 }) {
          strays += 1
          if strays == 1 { firstStray = line }
          return nil
        }
        return ContentLine(text, line: line, wanted: wanted)
      }
      if let found { return found }
    }
    return nil
  }

  /// Fills `buffer` with the next line and those that continue it.
  private mutating func readLine() {
    buffer.removeAll(keepingCapacity: true)
    repeat {
      let start = index
      while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
      buffer.append(contentsOf: bytes[start..<index])
      passLineBreaks()
      if buffer.isEmpty { return }
      if index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 {
        index += 1
      } else {
        return
      }
    } while true
  }

  /// Passes the end of a line, and of empty lines after it, which some programs write everywhere.
  private mutating func passLineBreaks() {
    while index < bytes.count, bytes[index] == 0x0A || bytes[index] == 0x0D {
      let isPair = bytes[index] == 0x0D && index + 1 < bytes.count && bytes[index + 1] == 0x0A
      index += isPair ? 2 : 1
      nextLine += 1
    }
  }
}
