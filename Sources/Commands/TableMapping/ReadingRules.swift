import Dataset
import Ingest

/// How the files of a mapping are read, unless a table or a field says otherwise.
struct ReadingRules {
  enum Missing: String, CaseIterable { case error, ignore }

  var dates: [DateFormat] = []
  var zone: TimeZoneRules?
  var number: NumberFormat?
  var encoding: TextEncoding?
  var delimiter: UInt8?
  var missing = Missing.error
}

extension MappingReader {
  /// The rules that a layer gives, over those that hold without it.
  mutating func rules(_ layer: Layer, over rules: ReadingRules) -> ReadingRules {
    var rules = rules
    if let dates = child("dates", of: layer) { rules.dates = self.dates(dates) }
    if let zone = child("time_zone", of: layer) { rules.zone = self.zone(zone) ?? rules.zone }
    if let number = child("numbers", of: layer) { rules.number = self.number(number) ?? rules.number }
    rules.encoding = word("encoding", of: layer) ?? rules.encoding
    if let delimiter = child("delimiter", of: layer) { rules.delimiter = self.delimiter(delimiter) ?? rules.delimiter }
    rules.missing = word("if_missing", of: layer) ?? rules.missing
    return rules
  }

  mutating func dates(_ layer: Layer) -> [DateFormat] {
    texts(layer, expected: "a date format such as M/d/yyyy, or a list of them").compactMap { item in
      guard case .text(let text, _) = item.node.value else { return nil }
      do {
        return try DateFormat(text)
      } catch {
        report(
          item, expected: "a date format such as M/d/yyyy, dd-MM-yy, yyyy-MM-dd HH:mm, iso or unix", help: "\(error)")
        return nil
      }
    }
  }

  mutating func zone(_ layer: Layer) -> TimeZoneRules? {
    let expected = "an IANA name such as Europe/Berlin, America/New_York or UTC"
    guard let name = text(layer, expected: expected) else { return nil }
    do {
      return try TimeZoneRules.named(name)
    } catch .unknown {
      report(layer, expected: expected)
    } catch {
      report(layer, expected: "a time zone that this system knows", help: "\(error)")
    }
    return nil
  }

  mutating func number(_ layer: Layer) -> NumberFormat? {
    let expected = "a sample of the numbers, one of \(listed(NumberFormat.samples))"
    guard let sample = text(layer, expected: expected) else { return nil }
    guard let format = NumberFormat(sample: sample) else {
      report(layer, expected: expected)
      return nil
    }
    return format
  }

  private mutating func delimiter(_ layer: Layer) -> UInt8? {
    let expected = "one character such as “;”, or “tab”"
    guard let text = text(layer, expected: expected) else { return nil }
    if text == "tab" || text == "\t" { return 0x09 }
    guard text.utf8.count == 1, let byte = text.utf8.first, byte > 0x20, byte != UInt8(ascii: "\"") else {
      report(layer, expected: expected)
      return nil
    }
    return byte
  }
}
