import Dataset

/// What is done to the text of a cell to make a value of the data set of it.
final class ValueSteps {
  private var map: [(pattern: ValuePattern, output: UnsafeBufferPointer<UInt8>)]?
  private var otherwise: UnsafeBufferPointer<UInt8>?
  /// What values were mapped to, by their handle in `seen`: position in `map`, −1 for none.
  private var seen = TextPool()
  private var results: [Int32] = [-1]
  private let prefix: UnsafeBufferPointer<UInt8>
  let kind: FieldKind
  /// Those of the kind: what a value must be one of.
  private let words: [UnsafeBufferPointer<UInt8>]
  private let dates: [DateFormat]
  private let zone: TimeZoneRules?
  private let number: NumberFormat?
  private let unit: DurationUnit
  let lookups: [Lookup]

  /// More values than a column of a few words has; beyond, they are looked for anew.
  private static let mostSeen = 10_000

  init(_ value: MappedValue, kind: FieldKind, constants: ByteArena) {
    map = value.values.map { $0.entries.map { ($0.pattern, constants.add($0.value.utf8)) } }
    otherwise = value.values?.otherwise.map { constants.add($0.utf8) }
    prefix = constants.add(value.prefix.utf8)
    self.kind = kind
    words = (kind.words ?? []).map { constants.add($0.utf8) }
    dates = value.dates
    zone = value.zone
    number = value.number
    unit = value.unit
    lookups = value.lookups
  }

  enum Outcome {
    /// Empty where there is no value.
    case value(UnsafeBufferPointer<UInt8>)
    /// What was expected instead.
    case bad(String)
    /// The value names no row for certain; what was expected.
    case ambiguous(String)
  }

  /// The value of a trimmed text.
  func apply(_ text: UnsafeBufferPointer<UInt8>, _ context: inout RowContext) -> Outcome {
    if let output = mapped(text) { return .value(prefixed(output, context)) }
    if text.isEmpty { return .value(text) }
    var value = text
    if !lookups.isEmpty {
      switch context.find(text, lookups) {
      case .id(let id): value = context.arena.add(id.utf8)
      case .none: break
      case .several:
        let columns = lookups.map { "\($0.table.name).\($0.table.columns[$0.column])" }
        return .ambiguous("a value that only one row has in \(columns.joined(separator: " or "))")
      }
    }
    guard let converted = converted(value, context) else { return .bad(expected) }
    return .value(prefixed(converted, context))
  }

  private func prefixed(_ value: UnsafeBufferPointer<UInt8>, _ context: RowContext) -> UnsafeBufferPointer<UInt8> {
    if prefix.isEmpty || value.isEmpty { return value }
    return context.arena.add([UInt8](prefix) + value)
  }

  /// What the map makes of a text; `nil` where it says nothing of it.
  private func mapped(_ text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
    guard let map else { return nil }
    let handle = seen.count < Self.mostSeen ? Int(seen.intern(text).index) : Int(seen.find(text)?.index ?? .max)
    let position: Int
    if handle < results.count, handle > 0 {
      position = Int(results[handle])
    } else {
      position = map.firstIndex { $0.pattern.matches(text) } ?? -1
      if handle == results.count { results.append(Int32(position)) }
    }
    return position < 0 ? otherwise : map[position].output
  }

  private func converted(
    _ value: UnsafeBufferPointer<UInt8>, _ context: RowContext
  ) -> UnsafeBufferPointer<UInt8>? {
    switch kind {
    case .text, .addresses, .mailbox: return value
    case .word: return words.first { $0.hasBytes(value) } ?? word(value)
    case .boolean: return word(value) == nil ? nil : value
    case .date, .instant: return date(value, context)
    case .number, .count:
      guard let number else { return TextParsing.number(value) == nil ? nil : value }
      var output: [UInt8] = []
      return number.write(value, to: &output) ? context.arena.add(output) : nil
    case .minutes:
      if unit == .minutes && number == nil { return TextParsing.number(value) == nil ? nil : value }
      var output = Array(value)
      if let number, unit != .clock {
        output.removeAll()
        guard number.write(value, to: &output) else { return nil }
      }
      return output.withUnsafeBufferPointer { unit.minutes($0) }.map { context.arena.add("\($0)".utf8) }
    }
  }

  /// The word that a value is, in any case.
  private func word(_ value: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8>? {
    words.first { $0.count == value.count && $0.elementsEqual(value.lazy.map(lowercased)) }
  }

  private func date(_ value: UnsafeBufferPointer<UInt8>, _ context: RowContext) -> UnsafeBufferPointer<UInt8>? {
    if dates.isEmpty { return DateFormat.iso.convert(value, zone: zone, context) }
    for format in dates {
      if let converted = format.convert(value, zone: zone, context) { return converted }
    }
    return nil
  }

  /// What a value must be like, for messages.
  private var expected: String {
    let mapped = (map ?? []).prefix(12).map { "“\($0.pattern.text)”" }.joined(separator: ", ")
    switch kind {
    case .word, .boolean:
      let words = kind.words?.joined(separator: ", ") ?? ""
      return map == nil
        ? "one of \(words); say in the mapping's “values” what it stands for"
        : "one of \(words), or a value that the mapping knows: \(mapped)"
    case .date, .instant:
      let forms =
        dates.isEmpty ? "ISO 8601, such as 2026-03-31" : dates.map { "“\($0.text)”" }.joined(separator: " or ")
      return "a date of the form \(forms)"
    case .number, .count:
      return
        "a number such as \(number?.sample ?? "1234.50; name its form in the mapping, such as “numbers: 1,234.50”")"
    case .minutes: return unit.expected
    case .text, .addresses, .mailbox: return "a value"
    }
  }
}
