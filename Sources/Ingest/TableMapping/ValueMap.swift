/// Text to compare with a cell: the case of a to z does not matter, `*` stands for any characters. A lone `*` is any
/// value, an empty cell is none.
public struct ValuePattern: Sendable, Equatable {
  public let text: String
  /// What stands between the asterisks, in lower case.
  private let pieces: [[UInt8]]

  public init(_ text: String) {
    self.text = text
    pieces = text.utf8.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false).map { $0.map(lowercased) }
  }

  /// O(length of the cell) without asterisk, else at most that times the pattern's.
  public func matches(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
    if pieces.count == 1 { return utf8.count == pieces[0].count && Self.equals(utf8, at: 0, pieces[0]) }
    if utf8.isEmpty { return false }
    guard let first = pieces.first, let last = pieces.last, utf8.count >= first.count + last.count,
      Self.equals(utf8, at: 0, first),
      Self.equals(utf8, at: utf8.count - last.count, last)
    else { return false }
    var position = first.count
    let end = utf8.count - last.count
    for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
      while position + piece.count <= end, !Self.equals(utf8, at: position, piece) { position += 1 }
      guard position + piece.count <= end else { return false }
      position += piece.count
    }
    return true
  }

  private static func equals(_ utf8: UnsafeBufferPointer<UInt8>, at start: Int, _ piece: [UInt8]) -> Bool {
    for index in piece.indices where lowercased(utf8[start + index]) != piece[index] { return false }
    return true
  }
}

/// What the values of an export become.
public struct ValueMap: Sendable, Equatable {
  public struct Entry: Sendable, Equatable {
    public var pattern: ValuePattern
    public var value: String

    public init(_ pattern: String, _ value: String) {
      self.pattern = ValuePattern(pattern)
      self.value = value
    }
  }

  /// The first whose pattern matches holds; those without asterisk come before the others.
  public let entries: [Entry]
  /// What every other value becomes; `nil` leaves it as it is.
  public var otherwise: String?

  public init(_ entries: [Entry], otherwise: String? = nil) {
    self.entries = entries.filter { !$0.pattern.text.contains("*") } + entries.filter { $0.pattern.text.contains("*") }
    self.otherwise = otherwise
  }
}

/// The byte of an ASCII letter in lower case, any other byte itself.
@inline(__always)
func lowercased(_ byte: UInt8) -> UInt8 { byte >= 65 && byte <= 90 ? byte | 0x20 : byte }
