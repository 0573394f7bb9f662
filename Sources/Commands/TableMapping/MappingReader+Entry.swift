import Dataset
import Ingest
import Site

extension MappingReader {
  private static let entryKeys = [
    "file", "where", "distinct", "fields", "custom", "other_columns", "ignore", "participants",
  ]

  private enum Flag: String, CaseIterable {
    case yes = "true"
    case no = "false"
  }

  /// What one or several layers say of a file and a table; the later ones change the first.
  mutating func entry(_ layers: [Layer], of table: Table, _ rules: ReadingRules) -> TableEntry {
    var entry = TableEntry(table, at: layers.first.map(place) ?? MappingPlace(file: "", line: 0, column: 0))
    var rules = rules
    for layer in layers { rules = self.rules(layer, over: rules) }
    entry.encoding = rules.encoding
    entry.delimiter = rules.delimiter
    entry.isLenient = rules.missing == .ignore
    for (index, layer) in layers.enumerated() {
      guard let keys = entries(layer, expected: "a mapping with “file” and “fields”, or none") else { continue }
      checkKeys(keys, of: layer, among: Self.entryKeys + Self.ruleKeys)
      // What the user adds to a ready mapping must be there, unless the user says otherwise.
      let isLenient =
        layers.count > 1 && index > 0 ? child("if_missing", of: layer) != nil && entry.isLenient : entry.isLenient
      apply(layer, to: &entry, rules, isLenient: isLenient)
    }
    if let last = layers.last, case .mapping = last.node.value { check(entry, last) }
    return entry
  }

  private mutating func apply(
    _ layer: Layer, to entry: inout TableEntry, _ rules: ReadingRules, isLenient: Bool
  ) {
    if let file = child("file", of: layer) {
      let names = texts(file, expected: "the name of a file below the source's folder, or a list of them")
      entry.files = names.compactMap { fileName($0) }
    }
    if let distinct: Flag = word("distinct", of: layer) { entry.isDistinct = distinct == .yes }
    if let conditions = child("where", of: layer) {
      replace(&entry.conditions, by: self.conditions(conditions, isLenient: isLenient))
    }
    if let fields = child("fields", of: layer) {
      for field in self.fields(fields, of: entry.table, rules, isLenient: isLenient) {
        entry.fields.removeAll { $0.target == field.target }
        entry.fields.append(field)
      }
    }
    if let custom = child("custom", of: layer) {
      entry.customPatterns += customPatterns(custom)
      for field in self.custom(custom, of: entry.table, rules, isLenient: isLenient) {
        entry.fields.removeAll { $0.target == field.target }
        entry.fields.append(field)
      }
    }
    entry.otherColumns = word("other_columns", of: layer) ?? entry.otherColumns
    if let ignore = child("ignore", of: layer) {
      entry.ignored = texts(ignore, expected: "a list of columns").compactMap { item in
        if case .text(let text, _) = item.node.value { ValuePattern(text) } else { nil }
      }
    }
    if let participants = child("participants", of: layer) {
      entry.participants = self.participants(participants, of: entry, rules, isLenient: isLenient)
    }
  }

  private mutating func fileName(_ layer: Layer) -> MappedName? {
    guard case .text(let text, _) = layer.node.value else { return nil }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    if text.hasPrefix("/") || parts.contains("..") {
      report(layer, expected: "the name of a file below the source's folder")
      return nil
    }
    return MappedName(text, at: place(layer))
  }

  private func replace(_ conditions: inout [RowCondition], by others: [RowCondition]) {
    conditions.removeAll { condition in others.contains { $0.column.text == condition.column.text } }
    conditions += others
  }

  /// What an entry lacks.
  private mutating func check(_ entry: TableEntry, _ layer: Layer) {
    if entry.files.isEmpty && child("file", of: layer) == nil {
      report(layer, found: "no file", expected: "“file”, the name of a CSV file below the source's folder")
    }
    let missing = entry.table.requiredColumns.filter { column in
      !entry.fields.contains { $0.target == .column(column) }
    }
    guard !missing.isEmpty, problems.isEmpty else { return }
    let names = missing.map { entry.table.columns[$0] }
    report(
      child("fields", of: layer) ?? layer, found: "no \(names.joined(separator: ", no "))",
      expected: "\(entry.table.name) must have \(listed(entry.table.requiredColumns.map { entry.table.columns[$0] }))")
  }

  /// What makes participants of an activity's row: the activity is the row's.
  private mutating func participants(
    _ layer: Layer, of entry: TableEntry, _ rules: ReadingRules, isLenient: Bool
  ) -> [[MappedField]] {
    guard entry.table == .activities else {
      report(layer, expected: "“participants” in a file of activities only; elsewhere it is a table of its own")
      return []
    }
    guard case .list(let list) = layer.node.value else {
      report(layer, expected: "a list such as “- {role: from, email: Sender}”")
      return []
    }
    return list.map { node in
      let item = Layer(node: node, file: layer.file, key: layer.key)
      var fields = self.fields(item, of: .participants, rules, isLenient: isLenient)
      let activity = MappedField.Target.column(ParticipantColumn.activityID.rawValue)
      if let id = entry.fields.first(where: { $0.target == .column(ActivityColumn.id.rawValue) }) {
        fields.insert(MappedField(activity, name: "activity_id", id.value), at: 0)
      }
      if !fields.contains(where: { $0.target == .column(ParticipantColumn.role.rawValue) }), problems.isEmpty {
        report(item, found: "no role", expected: "“role”, such as “role: from”")
      }
      return fields
    }
  }

  /// `Column: value`, `Column: [values]`, `Column: {not: [values]}`.
  mutating func conditions(_ layer: Layer, isLenient: Bool) -> [RowCondition] {
    guard let entries = entries(layer, expected: "columns with the values that they must have") else { return [] }
    return entries.compactMap { entry in
      let column = MappedName(
        entry.key, at: MappingPlace(file: layer.file, line: entry.keyLine, column: entry.keyColumn))
      var value = Layer(node: entry.value, file: layer.file, key: "\(layer.key).\(entry.key)")
      var isNegated = false
      if case .mapping(let inner) = value.node.value {
        checkKeys(inner, of: value, among: ["not"])
        guard let not = value.node["not"] else { return nil }
        value.node = not
        isNegated = true
      }
      let patterns = patterns(value)
      return patterns.isEmpty ? nil : RowCondition(column, patterns, isNegated: isNegated, isLenient: isLenient)
    }
  }

  private mutating func patterns(_ layer: Layer) -> [ValuePattern] {
    var nodes = [layer.node]
    if case .list(let list) = layer.node.value { nodes = list }
    return nodes.compactMap { node in
      if case .text(let text, _) = node.value { return ValuePattern(node.isNull ? "" : text) }
      report(Layer(node: node, file: layer.file, key: layer.key), expected: "a value, a list of values, or {not: …}")
      return nil
    }
  }
}
