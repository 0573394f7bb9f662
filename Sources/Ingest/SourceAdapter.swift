import Dataset

/// Reads one kind of source into the tables of the data set (sources spec).
///
/// An adapter reports what is wrong with single records and goes on; it throws only where the source as a whole cannot
/// be used.
public protocol SourceAdapter {
  func read(into tables: inout StagedTables, _ settings: SourceSettings) throws(IngestError)
}

/// What adapters have to know of the report.
public struct SourceSettings: Sendable {
  /// The time zone of the report, in which times without offset are read.
  public var zone: TimeZoneRules
  /// The day of the report, D.
  public var asOf: CivilDate
  /// Mail domains of the team, in lower case; their subdomains belong to it, too.
  public var internalDomains: [String] = []
  /// Whether bulk mail is read: lists, automatic answers and bounces.
  public var includesBulk = false
  /// What the columns of a `table:` source mean.
  public var tables: TableMapping?
  /// The mappings that ship, by which an export is recognised where none is given.
  public var readyTables: @Sendable () -> [TableMapping] = { [] }

  public init(zone: TimeZoneRules, asOf: CivilDate) {
    self.zone = zone
    self.asOf = asOf
  }
}
