/// A line of a report's own data files, `data/history.jsonl` or `data/kpis.jsonl`, that cannot be read.
public struct SidecarError: Error, Equatable, Sendable {
  /// As the user knows the file.
  public let file: String
  /// 1-based.
  public let line: Int
  /// 1-based, in characters.
  public let column: Int
  public let found: String
  public let expected: String
}

extension SidecarError {
  /// - Parameters:
  ///   - line: where the line stands in `bytes`.
  ///   - offset: where it is wrong.
  init(_ bytes: [UInt8], file: String, line range: Range<Int>, offset: Int, expected: String) {
    let place = min(max(offset, range.lowerBound), range.upperBound)
    self.file = file
    line = bytes[..<range.lowerBound].count { $0 == 0x0A } + 1
    column = String(decoding: bytes[range.lowerBound..<place], as: UTF8.self).unicodeScalars.count + 1
    let rest = bytes[place..<min(range.upperBound, place + 20)]
    found = rest.isEmpty ? "the end of the line" : "“" + String(decoding: rest, as: UTF8.self) + "”"
    self.expected = expected
  }
}
