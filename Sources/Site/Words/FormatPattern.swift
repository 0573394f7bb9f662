import Bytes
import Dataset
import Markup

/// Where text is put together: plain text, or a page, which escapes it.
protocol TextSink: ~Copyable {
  mutating func add(_ text: String)
  mutating func add(_ utf8: UnsafeBufferPointer<UInt8>)
  /// A whole number without grouping.
  mutating func add(_ number: Int)
}

extension TextSink where Self: ~Copyable {
  /// Text from data.
  mutating func add(_ text: Text, of texts: Texts) { texts.withUTF8(text) { add($0) } }
}

extension ByteBuffer: TextSink {
  mutating func add(_ text: String) { append(text) }
  mutating func add(_ utf8: UnsafeBufferPointer<UInt8>) { append(utf8) }
  mutating func add(_ number: Int) { append(decimal: number) }
}

extension HTMLWriter: TextSink {
  mutating func add(_ text: String) { self.text(text) }
  mutating func add(_ utf8: UnsafeBufferPointer<UInt8>) { text(utf8) }
  mutating func add(_ number: Int) { self.number(number) }
}

/// A date pattern of a catalogue, such as `d MMM yyyy`, taken apart once.
struct DatePattern: Sendable {
  /// Nothing that is counted: dates are written hundreds of times for a page.
  private enum Part: Sendable {
    /// Where a text stands in `texts`.
    case text(Range<Int>)
    case day(width: Int)
    case month(width: Int)
    case year
    /// Where the first of the months' or weekdays' names stands in `names`.
    case monthName(first: Int)
    case weekdayName(first: Int)
  }

  private var parts: [Part] = []
  private var texts: [UInt8] = []
  private var names: [Range<Int>] = []

  /// - Parameter pattern: runs of `d`, `M`, `y` and `E`; text in quotes, and any other character, stands for itself.
  init(_ pattern: String, _ words: FormatWords) {
    var rest = Substring(pattern)
    while let letter = rest.first {
      if letter == "'" {
        let quoted = rest.dropFirst().prefix { $0 != "'" }
        parts.append(.text(add(String(quoted))))
        rest = rest.dropFirst(quoted.count + 2)
        continue
      }
      let run = rest.prefix { $0 == letter }
      rest = rest[run.endIndex...]
      switch (letter, run.count) {
      case ("d", let width): parts.append(.day(width: min(width, 2)))
      case ("M", let width) where width <= 2: parts.append(.month(width: width))
      case ("M", 3): parts.append(.monthName(first: add(names: words.monthsShort)))
      case ("M", _): parts.append(.monthName(first: add(names: words.months)))
      case ("y", _): parts.append(.year)
      case ("E", 4): parts.append(.weekdayName(first: add(names: words.weekdays)))
      case ("E", _): parts.append(.weekdayName(first: add(names: words.weekdaysShort)))
      default: parts.append(.text(add(String(run))))
      }
    }
  }

  private mutating func add(_ text: String) -> Range<Int> {
    let start = texts.count
    texts.append(contentsOf: text.utf8)
    return start..<texts.count
  }

  private mutating func add(names more: [String]) -> Int {
    let first = names.count
    for name in more { names.append(add(name)) }
    return first
  }

  func write<Sink: TextSink & ~Copyable>(_ date: CivilDate, to sink: inout Sink) {
    let (year, month, day) = date.components
    texts.withUnsafeBufferPointer { texts in
      for part in parts {
        switch part {
        case .text(let text): sink.add(UnsafeBufferPointer(rebasing: texts[text]))
        case .day(let width): Self.write(day, width: width, to: &sink)
        case .month(let width): Self.write(month, width: width, to: &sink)
        case .year: sink.add(year)
        case .monthName(let first): sink.add(UnsafeBufferPointer(rebasing: texts[names[first + month - 1]]))
        case .weekdayName(let first): sink.add(UnsafeBufferPointer(rebasing: texts[names[first + date.weekday - 1]]))
        }
      }
    }
  }

  /// Writes a number with a leading zero where it has one digit and `width` is 2.
  static func write<Sink: TextSink & ~Copyable>(_ value: Int, width: Int, to sink: inout Sink) {
    if width == 2 && (0..<10).contains(value) { sink.add(0) }
    sink.add(value)
  }
}

/// A pattern of a catalogue with `{0}` and `{1}`, taken apart once.
struct FillPattern: Sendable {
  /// What stands before each slot, and behind the last.
  private let stretches: [String]
  /// 0 or 1, one fewer than stretches.
  private let slots: [Int]

  init(_ pattern: String) {
    var stretches = [""]
    var slots: [Int] = []
    var rest = Substring(pattern)
    while let character = rest.first {
      if rest.hasPrefix("{0}") || rest.hasPrefix("{1}") {
        slots.append(rest.hasPrefix("{0}") ? 0 : 1)
        stretches.append("")
        rest = rest.dropFirst(3)
      } else {
        stretches[slots.count].append(character)
        rest = rest.dropFirst()
      }
    }
    self.stretches = stretches
    self.slots = slots
  }

  func text(_ first: String, _ second: String = "") -> String {
    ByteBuffer.text { write(to: &$0) { $1.add($0 == 0 ? first : second) } }
  }

  /// - Parameter value: writes what stands in slot 0 or 1.
  func write<Sink: TextSink & ~Copyable>(to sink: inout Sink, _ value: (Int, inout Sink) -> Void) {
    sink.add(stretches[0])
    for index in slots.indices {
      value(slots[index], &sink)
      sink.add(stretches[index + 1])
    }
  }
}
