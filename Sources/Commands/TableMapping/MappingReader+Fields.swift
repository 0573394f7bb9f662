import Dataset
import Ingest
import Site

extension MappingReader {
  private static let valueKeys = [
    "column", "columns", "between", "first", "constant", "when", "values", "otherwise", "prefix", "split", "dates",
    "time_zone", "numbers", "unit", "find",
  ]
  private static let sourceKeys = ["column", "columns", "first", "constant"]

  /// The fields of a table, by name.
  mutating func fields(
    _ layer: Layer, of table: Table, _ rules: ReadingRules, isLenient: Bool
  ) -> [MappedField] {
    guard let entries = entries(layer, expected: "fields of \(table.name) with their columns") else { return [] }
    checkKeys(entries, of: layer, among: table.columns)
    return entries.compactMap { entry in
      guard let column = table.columns.firstIndex(of: entry.key) else { return nil }
      let node = Layer(node: entry.value, file: layer.file, key: "\(layer.key).\(entry.key)")
      let field = FieldContext(table: table, column: column, kind: FieldKind(column, of: table), isLenient: isLenient)
      return value(node, field, rules).map { MappedField(.column(column), name: entry.key, $0) }
    }
  }

  /// Custom fields: a list of columns, or names with their columns.
  mutating func custom(
    _ layer: Layer, of table: Table, _ rules: ReadingRules, isLenient: Bool
  ) -> [MappedField] {
    guard table.hasCustomFields else {
      report(layer, expected: "custom fields in accounts, leads and opportunities only")
      return []
    }
    let field = FieldContext(table: table, column: nil, kind: .text, isLenient: isLenient)
    var items: [(String, Layer)] = []
    if case .mapping(let entries) = layer.node.value {
      items = entries.map { ($0.key, Layer(node: $0.value, file: layer.file, key: "\(layer.key).\($0.key)")) }
    } else {
      items = texts(layer, expected: "a list of columns, or names with their columns").compactMap { item in
        if case .text(let text, _) = item.node.value { (text, item) } else { nil }
      }
    }
    return items.compactMap { name, item in
      if case .list = layer.node.value, name.contains("*") { return nil }
      guard !table.columns.contains(name) else {
        report(
          item, found: quoted(name), expected: "a name that \(table.name) has no field of", help: "map it in “fields”")
        return nil
      }
      return value(item, field, rules).map { MappedField(.custom(name), name: name, $0) }
    }
  }

  /// The columns with an asterisk of a list of custom fields.
  func customPatterns(_ layer: Layer) -> [ValuePattern] {
    guard case .list(let list) = layer.node.value else { return [] }
    return list.compactMap { node in
      if case .text(let text, _) = node.value, text.contains("*") { ValuePattern(text) } else { nil }
    }
  }

  /// What a value is for.
  struct FieldContext {
    var table: Table
    /// `nil` for a custom field.
    var column: Int?
    var kind: FieldKind
    var isLenient: Bool
  }

  /// A column, a list of columns to join, a word of the data set, or a mapping that says more.
  mutating func value(_ layer: Layer, _ field: FieldContext, _ rules: ReadingRules) -> MappedValue? {
    guard let source = source(layer, field, rules) else { return nil }
    var value = MappedValue(source, at: place(layer))
    value.isLenient = field.isLenient
    value.dates = rules.dates
    value.zone = rules.zone
    value.number = rules.number
    if case .mapping = layer.node.value { apply(layer, to: &value, field, rules) }
    return value
  }

  private mutating func source(_ layer: Layer, _ field: FieldContext, _ rules: ReadingRules) -> MappedValue.Source? {
    switch layer.node.value {
    case .text(let text, _):
      // A word that the field may have is meant itself: “role: from”.
      if let words = field.kind.words, words.contains(text) { return .constant(text) }
      return name(layer).map { .column($0) }
    case .list:
      let names = texts(layer, expected: "the name of a column").compactMap { name($0) }
      return names.isEmpty ? nil : .joined(names, between: " ")
    case .mapping(let entries):
      checkKeys(entries, of: layer, among: Self.valueKeys)
      let given = Self.sourceKeys.filter { child($0, of: layer) != nil }
      guard given.count == 1 else {
        let found = given.isEmpty ? "none of \(listed(Self.sourceKeys))" : given.joined(separator: " and ")
        report(layer, found: found, expected: "one of \(listed(Self.sourceKeys))")
        return nil
      }
      return longSource(layer, given[0], field, rules)
    }
  }

  private mutating func longSource(
    _ layer: Layer, _ key: String, _ field: FieldContext, _ rules: ReadingRules
  ) -> MappedValue.Source? {
    guard let node = child(key, of: layer) else { return nil }
    switch key {
    case "column": return name(node).map { .column($0) }
    case "columns":
      let names = texts(node, expected: "a list of columns").compactMap { name($0) }
      let between = child("between", of: layer).flatMap { text($0, expected: "the text between the columns") }
      return names.isEmpty ? nil : .joined(names, between: between ?? " ")
    case "constant": return output(node, field).map { .constant($0) }
    default:
      guard case .list(let list) = node.node.value else {
        report(node, expected: "a list of columns, of which the first that is not empty holds")
        return nil
      }
      let values = list.compactMap { item -> MappedValue? in
        let inner = Layer(node: item, file: node.file, key: node.key)
        // What the whole says holds for each, unless it says otherwise.
        guard var value = value(inner, field, rules) else { return nil }
        let own = value
        apply(layer, to: &value, field, rules)
        if case .mapping = item.value { apply(inner, to: &value, field, rules) }
        value.conditions = own.conditions
        return value
      }
      return values.isEmpty ? nil : .first(values)
    }
  }

  private mutating func apply(
    _ layer: Layer, to value: inout MappedValue, _ field: FieldContext, _ rules: ReadingRules
  ) {
    if let when = child("when", of: layer) { value.conditions = conditions(when, isLenient: field.isLenient) }
    if let map = valueMap(layer, field) { value.values = map }
    if let prefix = child("prefix", of: layer) { value.prefix = text(prefix, expected: "a text") ?? "" }
    if let split = child("split", of: layer) { value.separators = separators(split) }
    if let dates = child("dates", of: layer) { value.dates = self.dates(dates) }
    if let zone = child("time_zone", of: layer) { value.zone = self.zone(zone) ?? value.zone }
    if let number = child("numbers", of: layer) { value.number = self.number(number) ?? value.number }
    if let unit: DurationUnit = word("unit", of: layer) {
      value.unit = unit
      if field.kind != .minutes { report(layer, found: "a unit", expected: "one in duration_minutes only") }
    }
    if let find = child("find", of: layer) { value.lookups = lookups(find, field) }
  }

  private mutating func valueMap(_ layer: Layer, _ field: FieldContext) -> ValueMap? {
    let otherwise = child("otherwise", of: layer).flatMap { output($0, field) }
    guard let values = child("values", of: layer) else { return otherwise.map { ValueMap([], otherwise: $0) } }
    guard let entries = entries(values, expected: "values of the export with what they stand for") else { return nil }
    let map = entries.compactMap { entry -> ValueMap.Entry? in
      let node = Layer(node: entry.value, file: values.file, key: "\(values.key).\(entry.key)")
      if entry.value.isNull { return .init(entry.key, "") }
      return output(node, field).map { .init(entry.key, $0) }
    }
    return ValueMap(map, otherwise: otherwise)
  }

  /// What a value is mapped to: of a field with words, one of them.
  private mutating func output(_ layer: Layer, _ field: FieldContext) -> String? {
    guard case .text(let text, _) = layer.node.value else {
      report(layer, expected: "a value")
      return nil
    }
    guard let words = field.kind.words, !text.isEmpty, !words.contains(text) else { return text }
    report(layer, expected: "one of \(listed(words))", help: NearestNameHelp.help(text, among: words))
    return nil
  }

  private mutating func separators(_ layer: Layer) -> [UInt8] {
    let expected = "the characters between two values, such as “;” or “,;”"
    guard let text = text(layer, expected: expected) else { return [] }
    guard text.utf8.allSatisfy({ $0 < 0x80 && $0 != UInt8(ascii: "\"") }) else {
      report(layer, expected: expected)
      return []
    }
    return Array(text.utf8)
  }

  /// `accounts.name`, or a list of such columns.
  private mutating func lookups(_ layer: Layer, _ field: FieldContext) -> [Lookup] {
    let expected = "a field of a table that is read before \(field.table.name), such as accounts.name"
    return texts(layer, expected: expected).compactMap { item in
      guard case .text(let text, _) = item.node.value else { return nil }
      let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, let table = Table.allCases.first(where: { $0.name == parts[0] }),
        table.rawValue < field.table.rawValue, !table.isLinkTable,
        let column = table.columns.firstIndex(of: parts[1])
      else {
        let known = Table.allCases.filter { $0.rawValue < field.table.rawValue && !$0.isLinkTable }
        let names = known.flatMap { table in table.columns.map { "\(table.name).\($0)" } }
        report(item, expected: expected, help: NearestNameHelp.help(text, among: names))
        return nil
      }
      return Lookup(table, column: column)
    }
  }
}
