import Dataset

@testable import Demo

/// The files of a demo in memory, and a small reader of RFC 4180 that is strict where the format is.
struct Folder {
  var files: [String: [UInt8]] = [:]

  init(_ options: DemoOptions) {
    var files: [String: [UInt8]] = [:]
    DemoData.write(options) { path, chunk in files[path, default: []] += chunk }
    self.files = files
  }

  struct Malformed: Error { let place: String }

  /// The rows of a table by column.
  func table(_ name: String) throws -> [[String: String]] {
    guard let bytes = files["\(name).csv"] else { throw Malformed(place: "\(name).csv is not there") }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw Malformed(place: "\(name).csv: not UTF-8") }
    var rows = try Self.rows(text)
    let header = rows.removeFirst()
    return try rows.map { row in
      guard row.count == header.count else { throw Malformed(place: "\(name).csv: \(row)") }
      return Dictionary(uniqueKeysWithValues: zip(header, row))
    }
  }

  private static func rows(_ text: String) throws -> [[String]] {
    var rows: [[String]] = [[]]
    var cell: [UInt8] = []
    var isQuoted = false
    var wasQuoted = false
    for byte in text.utf8 {
      switch (byte, isQuoted) {
      case (34, false) where cell.isEmpty && !wasQuoted: isQuoted = true
      case (34, false) where wasQuoted:
        cell.append(34)
        isQuoted = true
      case (34, true):
        isQuoted = false
        wasQuoted = true
        continue
      case (44, false), (10, false):
        rows[rows.count - 1].append(String(decoding: cell, as: UTF8.self))
        cell = []
        if byte == 10 { rows.append([]) }
      case (34, false), (13, _): throw Malformed(place: "a stray quotation mark or carriage return")
      default:
        guard !wasQuoted || isQuoted else { throw Malformed(place: "text after a closing quotation mark") }
        cell.append(byte)
      }
      wasQuoted = false
    }
    guard !isQuoted, rows.last == [] else { throw Malformed(place: "no end of the last row") }
    return rows.dropLast()
  }
}

/// Seconds since 1970 of an instant `YYYY-MM-DDTHH:MM:SS±HH:MM`, with every range checked.
func seconds(_ text: String) -> Int? {
  let bytes = Array(text.utf8)
  guard bytes.count == 25, bytes[4] == 45, bytes[7] == 45, bytes[10] == 84, bytes[13] == 58, bytes[16] == 58,
    bytes[22] == 58, bytes[19] == 43 || bytes[19] == 45
  else { return nil }
  func number(_ range: Range<Int>, upTo limit: Int) -> Int? {
    Int(String(decoding: bytes[range], as: UTF8.self)).flatMap { (0...limit).contains($0) ? $0 : nil }
  }
  guard let year = number(0..<4, upTo: 9999), let month = number(5..<7, upTo: 12), let day = number(8..<10, upTo: 31),
    let date = CivilDate(year: year, month: month, day: day), let hour = number(11..<13, upTo: 23),
    let minute = number(14..<16, upTo: 59), let second = number(17..<19, upTo: 59),
    let offsetHours = number(20..<22, upTo: 14), let offsetMinutes = number(23..<25, upTo: 59)
  else { return nil }
  let offset = (offsetHours * 60 + offsetMinutes) * (bytes[19] == 45 ? -60 : 60)
  return date.days * 86_400 + hour * 3600 + minute * 60 + second - offset
}
