import Dataset
import Markup

/// Where text is put together: a `String`, or a page, which escapes it.
protocol TextSink: ~Copyable {
  mutating func add(_ text: String)
  /// Text from data.
  mutating func add(_ text: Text, of pool: TextPool)
  /// A whole number without grouping.
  mutating func add(_ number: Int)
}

extension String: TextSink {
  mutating func add(_ text: String) { self += text }
  mutating func add(_ text: Text, of pool: TextPool) { self += pool.string(text) }
  mutating func add(_ number: Int) { self += String(number) }
}

extension HTMLWriter: TextSink {
  mutating func add(_ text: String) { self.text(text) }
  mutating func add(_ text: Text, of pool: TextPool) { pool.withUTF8(text) { self.text($0) } }
  mutating func add(_ number: Int) { self.number(number) }
}

/// A date pattern of a catalogue, such as `d MMM yyyy`, taken apart once.
struct DatePattern: Sendable {
  private enum Part: Sendable {
    case text(String)
    case day(width: Int)
    case month(width: Int)
    case monthName
    case monthShort
    case year
    case weekdayName
    case weekdayShort
  }

  private let parts: [Part]

  /// - Parameter pattern: runs of `d`, `M`, `y` and `E`; text in quotes, and any other character, stands for itself.
  init(_ pattern: String) {
    var parts: [Part] = []
    var rest = Substring(pattern)
    while let letter = rest.first {
      if letter == "'" {
        let quoted = rest.dropFirst().prefix { $0 != "'" }
        parts.append(.text(String(quoted)))
        rest = rest.dropFirst(quoted.count + 2)
        continue
      }
      let run = rest.prefix { $0 == letter }
      rest = rest[run.endIndex...]
      switch (letter, run.count) {
      case ("d", let width): parts.append(.day(width: min(width, 2)))
      case ("M", let width) where width <= 2: parts.append(.month(width: width))
      case ("M", 3): parts.append(.monthShort)
      case ("M", _): parts.append(.monthName)
      case ("y", _): parts.append(.year)
      case ("E", 4): parts.append(.weekdayName)
      case ("E", _): parts.append(.weekdayShort)
      default: parts.append(.text(String(run)))
      }
    }
    self.parts = parts
  }

  func write<Sink: TextSink & ~Copyable>(_ date: CivilDate, _ words: FormatWords, to sink: inout Sink) {
    let (year, month, day) = date.components
    for part in parts {
      switch part {
      case .text(let fixed): sink.add(fixed)
      case .day(let width): Self.write(day, width: width, to: &sink)
      case .month(let width): Self.write(month, width: width, to: &sink)
      case .monthName: sink.add(words.months[month - 1])
      case .monthShort: sink.add(words.monthsShort[month - 1])
      case .year: sink.add(year)
      case .weekdayName: sink.add(words.weekdays[date.weekday - 1])
      case .weekdayShort: sink.add(words.weekdaysShort[date.weekday - 1])
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
    var text = ""
    write(to: &text) { $1.add($0 == 0 ? first : second) }
    return text
  }

  /// - Parameter value: writes what stands in slot 0 or 1.
  func write<Sink: TextSink & ~Copyable>(to sink: inout Sink, _ value: (Int, inout Sink) -> Void) {
    sink.add(stretches[0])
    for (index, slot) in slots.enumerated() {
      value(slot, &sink)
      sink.add(stretches[index + 1])
    }
  }
}
