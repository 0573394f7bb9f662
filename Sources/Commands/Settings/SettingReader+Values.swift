import Dataset
import Site

extension SettingReader {
  /// The value of a setting, or its default if it is not given or wrong.
  mutating func value<Value>(
    _ key: String, default standard: Value, expected: String, _ parse: (String) -> Value?
  ) -> Value {
    guard let raw = single(key, expected: expected) else { return standard }
    if let value = parse(raw.text) { return value }
    reportBadValue(raw, expected: expected)
    return standard
  }

  mutating func text(_ key: String, default standard: String) -> String {
    value(key, default: standard, expected: "text") { text in text.allSatisfy(\.isWhitespace) ? nil : text }
  }

  mutating func bool(_ key: String, default standard: Bool = false) -> Bool {
    value(key, default: standard, expected: "true or false") { text in
      switch text.lowercased() {
      case "true", "yes": true
      case "false", "no": false
      default: nil
      }
    }
  }

  mutating func whole(_ key: String, default standard: Int, in range: ClosedRange<Int>) -> Int {
    wholeIfGiven(key, in: range) ?? standard
  }

  mutating func wholeIfGiven(_ key: String, in range: ClosedRange<Int>) -> Int? {
    value(
      key, default: nil, expected: "a whole number from \(range.lowerBound) to \(range.upperBound)"
    ) { text in
      Int(text).flatMap { range.contains($0) ? .some($0) : nil }
    }
  }

  mutating func number(_ key: String, default standard: Double, in range: ClosedRange<Double>) -> Double {
    let bounds = [range.lowerBound, range.upperBound].map { $0 == $0.rounded() ? "\(Int($0))" : "\($0)" }
    return value(key, default: standard, expected: "a number from \(bounds[0]) to \(bounds[1])") { text in
      // “nan”, “0x1p1” and the like are numbers to Swift only.
      guard text.utf8.allSatisfy({ "0123456789.+-eE".utf8.contains($0) }) else { return nil }
      return Double(text).flatMap { range.contains($0) ? $0 : nil }
    }
  }

  mutating func dateIfGiven(_ key: String) -> CivilDate? {
    value(key, default: nil, expected: "a date such as 2025-06-30") { text in CivilDate(text).map { .some($0) } }
  }

  /// One of a few words.
  mutating func choice<Value: RawRepresentable & CaseIterable>(
    _ key: String, default standard: Value
  ) -> Value where Value.RawValue == String {
    let names = Value.allCases.map(\.rawValue)
    guard let raw = single(key, expected: listed(names)) else { return standard }
    if let value = Value(rawValue: raw.text) { return value }
    reportUnknownWord(raw, among: names)
    return standard
  }

  /// Any of some words, each once.
  mutating func choices<Value: Equatable>(
    _ key: String, names: [String], _ make: (String) -> Value?
  ) -> [Value] {
    var values: [Value] = []
    for raw in several(key, expected: "a list of any of \(names.map { quoted($0) }.joined(separator: ", "))") ?? [] {
      guard let value = make(raw.text) else {
        reportUnknownWord(raw, among: names)
        continue
      }
      if !values.contains(value) { values.append(value) }
    }
    return values
  }

  /// Texts that `parse` accepts, each once, in order.
  mutating func texts(
    _ key: String, expected: String, _ parse: (String) -> String? = { $0.isEmpty ? nil : $0 }
  ) -> [String] {
    var values: [String] = []
    for raw in several(key, expected: expected) ?? [] {
      guard let value = parse(raw.text) else {
        reportBadValue(raw, expected: expected)
        continue
      }
      if !values.contains(value) { values.append(value) }
    }
    return values
  }

  /// A folder that is there. Paths of the config start from its own folder, those of the command line from the
  /// working directory.
  mutating func folderIfGiven(_ key: String, in directory: ResolvedPath) -> ResolvedPath? {
    let expected = "a folder that exists"
    guard let raw = single(key, expected: expected) else { return nil }
    let path = path(raw, in: directory)
    if !raw.text.isEmpty && path.isDirectory { return path }
    reportBadValue(raw, expected: expected, help: raw.text.isEmpty ? nil : "looked for \(path.absolute)")
    return nil
  }

  func path(_ raw: Raw, in directory: ResolvedPath) -> ResolvedPath {
    if case .config = raw.place, let config { return config.directory.appending(raw.text) }
    return directory.appending(raw.text)
  }

  private mutating func reportUnknownWord(_ raw: Raw, among names: [String]) {
    let nearest = NearestName.find(raw.text, among: names)
    reportBadValue(raw, expected: listed(names), help: nearest.map { "Did you mean \(quoted($0))?" })
  }

  func listed(_ names: [String]) -> String {
    let names = names.map { quoted($0) }
    guard let last = names.last, names.count > 1 else { return names.joined() }
    return names.count == 2 ? "\(names[0]) or \(last)" : "one of " + names.joined(separator: ", ")
  }
}
