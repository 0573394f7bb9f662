import Dataset

/// What the columns of another system's CSV export mean (sources spec, `table:`).
public struct TableMapping: Sendable, Equatable {
  /// The ready mapping that it is or begins with; empty where there is none.
  public var name = ""
  /// In the order in which they are read: table after table, those of one table as the config has them.
  public var entries: [TableEntry] = []

  public init(name: String = "", entries: [TableEntry] = []) {
    self.name = name
    self.entries = entries
  }
}

/// Where a part of a mapping is written, for messages; line and column are 1-based.
public struct MappingPlace: Sendable, Equatable {
  public var file: String
  public var line: Int
  public var column: Int

  public init(file: String, line: Int, column: Int) {
    self.file = file
    self.line = line
    self.column = column
  }
}

/// Text of a mapping with its place: the name of a file or of a column.
public struct MappedName: Sendable, Equatable {
  public var text: String
  public var place: MappingPlace

  public init(_ text: String, at place: MappingPlace) {
    self.text = text
    self.place = place
  }
}

/// How the rows of one file fill one table.
public struct TableEntry: Sendable, Equatable {
  public enum OtherColumns: String, CaseIterable, Sendable { case custom, ignore }

  public var table: Table
  public var place: MappingPlace
  /// Names of files below the source's folder; `*` stands for any characters, and all files that match are read.
  public var files: [MappedName] = []
  /// Whether a file, or a column of a field that the table does not require, may be missing.
  public var isLenient = false
  /// Whether rows whose id was there before, in this or an earlier entry of the table, are passed over.
  public var isDistinct = false
  /// The byte between cells; `nil` to see it from the header.
  public var delimiter: UInt8?
  /// `nil` for UTF-8, or UTF-16 where the file begins with its byte order mark.
  public var encoding: TextEncoding?
  /// All of them must hold for a row to be read.
  public var conditions: [RowCondition] = []
  public var fields: [MappedField] = []
  /// What becomes of columns that the entry does not name; matters where the table has custom fields.
  public var otherColumns = OtherColumns.custom
  /// Columns that become custom fields of their own name, whatever becomes of the others.
  public var customPatterns: [ValuePattern] = []
  /// Columns that do not become custom fields.
  public var ignored: [ValuePattern] = []
  /// Of activities: what makes a participant, once for each of its lists of fields.
  public var participants: [[MappedField]] = []

  public init(_ table: Table, at place: MappingPlace) {
    self.table = table
    self.place = place
  }
}

/// A field of a table with what fills it.
public struct MappedField: Sendable, Equatable {
  public enum Target: Sendable, Equatable {
    /// Position in `Table.columns`.
    case column(Int)
    case custom(String)
  }

  public var target: Target
  /// As messages say it.
  public var name: String
  public var value: MappedValue

  public init(_ target: Target, name: String, _ value: MappedValue) {
    self.target = target
    self.name = name
    self.value = value
  }
}

/// Where a value comes from and how it is read.
public struct MappedValue: Sendable, Equatable {
  public indirect enum Source: Sendable, Equatable {
    case column(MappedName)
    /// The values of several columns that are not empty, with a text between them.
    case joined([MappedName], between: String)
    /// The first that is not empty.
    case first([MappedValue])
    case constant(String)
  }

  public var source: Source
  public var place: MappingPlace
  /// Whether its columns may be missing.
  public var isLenient = false
  /// Where one does not hold, there is no value.
  public var conditions: [RowCondition] = []
  public var values: ValueMap?
  /// Put before a value that is not empty.
  public var prefix = ""
  /// Any of these bytes parts one value from the next; empty: one value. Of several values a link table gets a row
  /// each, a field of addresses all, any other field the first.
  public var separators: [UInt8] = []
  /// The formats that dates may have; empty for ISO 8601.
  public var dates: [DateFormat] = []
  /// The zone of times without an offset; `nil` for the report's.
  public var zone: TimeZoneRules?
  /// `nil` for digits with a decimal point.
  public var number: NumberFormat?
  public var unit = DurationUnit.minutes
  /// The value is that of such a column of an earlier table, whose id is wanted; the first that has it wins.
  public var lookups: [Lookup] = []

  public init(_ source: Source, at place: MappingPlace) {
    self.source = source
    self.place = place
  }
}

/// A column by whose value a row of a table is found.
public struct Lookup: Sendable, Equatable {
  public var table: Table
  /// Position in `Table.columns`.
  public var column: Int

  public init(_ table: Table, column: Int) {
    self.table = table
    self.column = column
  }
}

/// Whether a column has one of some values, or none of them.
public struct RowCondition: Sendable, Equatable {
  public var column: MappedName
  public var patterns: [ValuePattern]
  public var isNegated: Bool
  /// Whether the column may be missing.
  public var isLenient: Bool

  public init(
    _ column: MappedName, _ patterns: [ValuePattern], isNegated: Bool = false, isLenient: Bool = false
  ) {
    self.column = column
    self.patterns = patterns
    self.isNegated = isNegated
    self.isLenient = isLenient
  }
}
