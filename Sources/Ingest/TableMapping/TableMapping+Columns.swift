extension TableEntry {
  /// Whether a column that no field names becomes a custom field.
  func isCustom(_ column: UnsafeBufferPointer<UInt8>) -> Bool {
    if customPatterns.contains(where: { $0.matches(column) }) { return true }
    return otherColumns == .custom && !ignored.contains { $0.matches(column) }
  }

  /// Every column that the entry names and needs, in order.
  var columns: [MappedName] {
    conditions.map(\.column) + fields.flatMap(\.value.columns) + participants.flatMap { $0.flatMap(\.value.columns) }
  }
}

extension MappedValue {
  /// Every column that the value names, in order.
  var columns: [MappedName] {
    let own: [MappedName] =
      switch source {
      case .column(let name): [name]
      case .joined(let names, _): names
      case .first(let values): values.flatMap(\.columns)
      case .constant: []
      }
    return own + conditions.map(\.column)
  }
}
