import Analytics
import Dataset

/// `data/history.jsonl`: the compact past of a report, a line for each day and record (report spec, "Changes and
/// history").
///
/// Only the day that a report compares with is read; the lines of all others are carried over as the bytes that they
/// are, so that a year of many records costs little more than copying it.
public struct History: Sendable {
  public static let path = "data/history.jsonl"
  /// So many days are kept: a year of weekly reports, and one.
  public static let keptDays = 53

  /// For messages: the file as the user knows it.
  let file: String
  private var bytes: [UInt8]
  /// Where the lines of each day stand, in the order of the file.
  private var lines: [CivilDate: [Range<Int>]] = [:]
  /// Lines that cannot be dated: carried over by a report that compares with nothing.
  private var undated: [Range<Int>] = []

  /// A report without a past.
  public init() {
    file = Self.path
    bytes = []
  }

  /// - Parameters:
  ///   - bytes: the content of the file.
  ///   - file: its path, for messages.
  ///   - lenient: whether lines without a day are kept as they are, instead of being an error.
  /// - Throws: `SidecarError` where a line does not say of which day it is.
  public init(_ bytes: [UInt8], file: String, lenient: Bool = false) throws(SidecarError) {
    self.file = file
    self.bytes = bytes
    var start = 0
    while start < bytes.count {
      let end = Self.endOfLine(in: bytes, from: start)
      let line = start..<end
      if let date = Self.quickDate(bytes, line) {
        add(line, to: date)
      } else if !Self.isBlank(bytes, line) {
        do { add(line, to: try HistoryLine.read(bytes, line).date) } catch {
          guard lenient else { throw error.inHistory(bytes, file, line) }
          undated.append(line)
        }
      }
      start = end + 1
    }
    if self.bytes.last.map({ $0 != 0x0A }) ?? false { self.bytes.append(0x0A) }
  }

  /// The history of a report in its folder.
  ///
  /// - Parameters:
  ///   - path: the folder.
  ///   - shown: as the user named it, for messages.
  public init(ofReportIn path: String, shown: String) throws(PublishedReportError) {
    let files = try ReportFiles(folder: path, shown: shown)
    _ = try files.manifest()
    let bytes = try files.contents(Self.path)
    do { try self.init(bytes, file: files.shown(Self.path)) } catch { throw .damagedLine(error) }
  }

  /// The days that it has, oldest first.
  public var days: [CivilDate] { lines.keys.sorted() }

  /// Keeps the newest 53 days, that of a new report among them, whose lines are dropped. What the report is compared
  /// with is looked for in what is left, so that a second run finds just the same.
  public mutating func makeRoom(for asOf: CivilDate) {
    let kept = Set(Set(days + [asOf]).sorted().suffix(Self.keptDays))
    for day in days where day == asOf || !kept.contains(day) { lines[day] = nil }
  }

  /// The newest day before a report.
  public func base(of asOf: CivilDate) -> CivilDate? { days.last { $0 < asOf } }

  /// The records of a day, in the order of the file; of two lines for one record the last counts.
  ///
  /// - Throws: `SidecarError` where a line cannot be read.
  public func states(on day: CivilDate) throws(SidecarError) -> [RecordState] {
    var states: [RecordState] = []
    var positions: [RecordState.Key: Int] = [:]
    for line in linesOf(day) {
      let state = try read(line)
      if let position = positions[state.key] {
        states[position] = state
      } else {
        positions[state.key] = states.count
        states.append(state)
      }
    }
    return states
  }

  /// The history with what `change` makes of each record on each day; without those of which it makes nothing, and
  /// without lines that cannot be dated, of which nobody knows what they hold.
  ///
  /// - Throws: `SidecarError` where a line cannot be read.
  public func mapped(_ change: (RecordState) -> RecordState?) throws(SidecarError) -> History {
    var json = JSONWriter()
    for day in days {
      for line in linesOf(day) {
        if let state = change(try read(line)) { HistoryLine.write(state, on: day, to: &json) }
      }
    }
    return try History(json.bytes, file: file)
  }

  /// Calls `body` with each line before `end` of the records that are asked for, oldest day first.
  ///
  /// - Throws: `SidecarError` where such a line cannot be read.
  func forEachState(
    of keys: Set<RecordState.Key>, before end: CivilDate, _ body: (CivilDate, RecordState) -> Void
  ) throws(SidecarError) {
    if keys.isEmpty { return }
    var heads = TextPool()
    for key in keys { HistoryLine.head(of: key).withUnsafeBufferPointer { _ = heads.intern($0) } }
    for day in days where day < end {
      for line in linesOf(day) where mayBe(line, in: heads) {
        let state = try read(line)
        if keys.contains(state.key) { body(day, state) }
      }
    }
  }
}

extension History {
  /// The file for a report: what is kept, with its own lines in their place, oldest day first. To be asked after
  /// `makeRoom`; the lines of a day that is older than all that are kept are not added.
  ///
  /// - Parameter lines: those of `asOf`.
  public consuming func encoded(adding lines: [UInt8], on asOf: CivilDate) -> [UInt8] {
    let new = days.count < Self.keptDays ? lines : []
    var ranges = undated
    for day in days where day < asOf { ranges += self.lines[day, default: []] }
    let position = ranges.count
    for day in days where day > asOf { ranges += self.lines[day, default: []] }
    // Mostly a report is the newest, and its lines are added at the end.
    if position == ranges.count, let whole = Self.joined(ranges) {
      bytes.removeSubrange(min(whole.upperBound, bytes.count)...)
      bytes.removeSubrange(..<whole.lowerBound)
      bytes.append(contentsOf: new)
      return bytes
    }
    var result: [UInt8] = []
    result.reserveCapacity(ranges.reduce(new.count) { $0 + $1.count + 1 })
    for (index, range) in ranges.enumerated() {
      if index == position { result.append(contentsOf: new) }
      result.append(contentsOf: bytes[range.lowerBound..<min(range.upperBound + 1, bytes.count)])
    }
    if position == ranges.count { result.append(contentsOf: new) }
    return result
  }

  /// This history with the days that only another one has, and with its day `asOf`.
  func joined(with other: History, of asOf: CivilDate) throws(SidecarError) -> History {
    var merged: [UInt8] = []
    for day in Set(days + other.days).sorted() {
      let source = day == asOf || lines[day] == nil ? other : self
      for range in source.lines[day, default: []] { merged.append(contentsOf: source.bytes[range] + [0x0A]) }
    }
    return try History(merged, file: file)
  }

  /// The one range that all make up, with their line ends; nil if something stands between them.
  private static func joined(_ ranges: [Range<Int>]) -> Range<Int>? {
    guard let first = ranges.first else { return 0..<0 }
    var end = first.lowerBound
    for range in ranges {
      guard range.lowerBound == end else { return nil }
      end = range.upperBound + 1
    }
    return first.lowerBound..<end
  }

  private mutating func add(_ line: Range<Int>, to day: CivilDate) {
    var ranges = lines.removeValue(forKey: day) ?? []
    // Lines of one day mostly stand together and are then one range.
    if let last = ranges.last, last.upperBound + 1 == line.lowerBound {
      ranges[ranges.count - 1] = last.lowerBound..<line.upperBound
    } else {
      ranges.append(line)
    }
    lines[day] = ranges
  }

  private func linesOf(_ day: CivilDate) -> [Range<Int>] {
    lines[day, default: []].flatMap { range in
      var lines: [Range<Int>] = []
      var start = range.lowerBound
      while start < range.upperBound {
        let end = min(Self.endOfLine(in: bytes, from: start), range.upperBound)
        lines.append(start..<end)
        start = end + 1
      }
      return lines
    }
  }

  private func read(_ line: Range<Int>) throws(SidecarError) -> RecordState {
    do { return try HistoryLine.read(bytes, line).state } catch { throw error.inHistory(bytes, file, line) }
  }

  /// Whether a line may be of one of the records; certain where it is written as this program writes it.
  private func mayBe(_ line: Range<Int>, in heads: TextPool) -> Bool {
    guard Self.quickDate(bytes, line) != nil else { return true }
    let start = line.lowerBound + Self.dateHead.utf8CodeUnitCount + 12
    // The id ends at the second quote that is not escaped after its opening one, behind `"type":"…","id":"`.
    var quotes = 0
    var index = start
    while index < line.upperBound {
      if bytes[index] == UInt8(ascii: "\\") {
        index += 2
        continue
      }
      index += 1
      if bytes[index - 1] == UInt8(ascii: "\"") {
        quotes += 1
        if quotes == 8 { break }
      }
    }
    guard quotes == 8, index <= line.upperBound else { return true }
    return bytes[start..<index].withUnsafeBufferPointer { heads.find($0) != nil }
  }

  private static let dateHead: StaticString = "{\"as_of\":\""

  /// The day of a line that begins as this program begins one and ends as an object does.
  private static func quickDate(_ bytes: [UInt8], _ line: Range<Int>) -> CivilDate? {
    let head = UnsafeBufferPointer(start: dateHead.utf8Start, count: dateHead.utf8CodeUnitCount)
    let end = line.lowerBound + head.count + 10
    guard end + 9 < line.upperBound, bytes[line.upperBound - 1] == UInt8(ascii: "}"),
      bytes[line.lowerBound..<line.lowerBound + head.count].elementsEqual(head),
      bytes[end..<end + 9].elementsEqual("\",\"type\":".utf8)
    else { return nil }
    return CivilDate(String(decoding: bytes[end - 10..<end], as: UTF8.self))
  }

  private static func endOfLine(in bytes: [UInt8], from start: Int) -> Int {
    bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
  }

  private static func isBlank(_ bytes: [UInt8], _ line: Range<Int>) -> Bool {
    bytes[line].allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
  }
}

extension JSONDamage {
  fileprivate func inHistory(_ bytes: [UInt8], _ file: String, _ line: Range<Int>) -> SidecarError {
    SidecarError(bytes, file: file, line: line, offset: offset, expected: expected)
  }
}
