import Dataset

/// A row of a Dataverse table, whatever the shape of the export. Texts are valid while it is being handed on.
struct DataverseRecord {
  /// What an export says of one column.
  struct Field {
    var value = DataverseRecord.nothing
    /// The value as people read it: of an option its label, of a lookup the name of the record.
    var label = DataverseRecord.nothing
    /// Of a lookup, the logical name of the table that it points into.
    var target = DataverseRecord.nothing
    var isOption = false
  }

  /// A part of a field.
  enum Part: UInt8 { case value, label, target }

  static var nothing: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: nil, count: 0) }

  var table: DataverseTable
  /// As messages say it.
  var file: String
  private var fields: [Field] = []
  /// The columns that have anything, in the order of the export.
  private(set) var columns: [Int] = []
  var parties: [DataverseParty] = []
  /// Names of the teams that a user belongs to, where the export says it beside the user.
  var teamNames: [String] = []

  init(_ table: DataverseTable, file: String) {
    self.table = table
    self.file = file
  }

  /// Makes it ready for the next row.
  mutating func clear() {
    for column in columns { fields[column] = Field() }
    columns.removeAll(keepingCapacity: true)
    parties.removeAll(keepingCapacity: true)
    teamNames.removeAll(keepingCapacity: true)
  }

  mutating func set(_ column: Int, _ part: Part, _ text: UnsafeBufferPointer<UInt8>) {
    if text.isEmpty { return }
    if column >= fields.count {
      fields.append(contentsOf: repeatElement(Field(), count: column + 1 - fields.count))
    }
    if !has(column) { columns.append(column) }
    switch part {
    case .value: fields[column].value = text
    case .label: fields[column].label = text
    case .target: fields[column].target = text
    }
  }

  /// Says that a column, which has a value, is an option set.
  mutating func markOption(_ column: Int) {
    if column < fields.count { fields[column].isOption = true }
  }

  /// Whether the export says anything of a column.
  func has(_ column: Int) -> Bool {
    let field = field(column)
    return !(field.value.isEmpty && field.label.isEmpty && field.target.isEmpty)
  }

  func field(_ column: Int) -> Field { column < fields.count ? fields[column] : Field() }

  subscript(attribute: DataverseAttribute) -> Field { field(attribute.rawValue) }

  /// The value of a column, trimmed; empty if it has none.
  func value(_ attribute: DataverseAttribute) -> UnsafeBufferPointer<UInt8> {
    TextParsing.trimmed(field(attribute.rawValue).value)
  }

  /// The first of these values that is there; empty if none is.
  func first(_ attributes: DataverseAttribute...) -> UnsafeBufferPointer<UInt8> {
    for attribute in attributes {
      let value = value(attribute)
      if !value.isEmpty { return value }
    }
    return Self.nothing
  }

  func string(_ attribute: DataverseAttribute) -> String { String(decoding: value(attribute), as: UTF8.self) }

  /// A whole number; `nil` if there is none.
  func number(_ attribute: DataverseAttribute) -> Int? {
    TextParsing.number(value(attribute)).flatMap { Int(exactly: $0) }
  }

  /// A yes or no; `nil` if there is none.
  func flag(_ attribute: DataverseAttribute) -> Bool? {
    let text = value(attribute)
    return text.isEmpty ? nil : DataverseRecord.isTrue(text)
  }

  static func isTrue(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    equal(text, "true") || equal(text, "1") || equal(text, "yes")
  }

  /// Whether a text is an ASCII word in lower case, in any case.
  static func equal(_ text: UnsafeBufferPointer<UInt8>, _ word: StaticString) -> Bool {
    guard text.count == word.utf8CodeUnitCount else { return false }
    for index in 0..<text.count {
      let byte = text[index]
      if (byte >= 65 && byte <= 90 ? byte | 0x20 : byte) != word.utf8Start[index] { return false }
    }
    return true
  }

  /// The id of the row: of its own column, else the one that every table of a data lake has.
  var id: UnsafeBufferPointer<UInt8> {
    let own = table.idAttribute.map(value) ?? Self.nothing
    return own.isEmpty ? value(.id) : own
  }
}

/// Somebody's part in an activity.
struct DataverseParty {
  /// `participationtypemask`.
  var mask = 0
  var id = DataverseRecord.nothing
  /// The logical name or number of the table that `id` points into.
  var target = DataverseRecord.nothing
  var address = DataverseRecord.nothing
  var name = DataverseRecord.nothing
  var isDeleted = false

  init() {}

  /// A row of `activityparty`.
  init(_ record: DataverseRecord) {
    mask = record.number(.participationtypemask) ?? 0
    id = record.value(.partyid)
    target = record[.partyid].target
    if target.isEmpty { target = record.value(.partyobjecttypecode) }
    address = record.value(.addressused)
    name = record[.partyid].label
    if name.isEmpty { name = record.value(.unresolvedpartyname) }
    isDeleted = record.flag(.ispartydeleted) ?? false
  }
}
