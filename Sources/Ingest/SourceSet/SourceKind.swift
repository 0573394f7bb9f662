/// The kinds of source (sources spec); the raw value is what stands before the colon of `KIND:PATH`.
public enum SourceKind: String, CaseIterable, Sendable {
  case native, dataverse, mail, calendar, table

  /// Whether its rows are records of a system that the team keeps: of an activity that such a system and an archive
  /// both hold, the system's row is kept (sources spec, "Merging").
  var isRecordSystem: Bool { self == .native || self == .dataverse || self == .table }
}

/// Where a source is.
public struct SourceLocation: Sendable, Equatable {
  /// `nil`: to be recognised by what is in it.
  public var kind: SourceKind?
  /// Absolute.
  public var path: String
  /// The path as the user wrote it, for messages.
  public var shown: String

  public init(kind: SourceKind? = nil, path: String, shown: String) {
    self.kind = kind
    self.path = path
    self.shown = shown
  }

  /// A file of a folder that the source is, as messages say it.
  func shown(_ name: String) -> String { shown.hasSuffix("/") ? shown + name : shown + "/" + name }
}

extension SourceKind {
  /// What messages call a source of this kind.
  public var phrase: String {
    switch self {
    case .native: "a folder of tables"
    case .dataverse: "an export of Microsoft Dataverse"
    case .mail: "a mail archive"
    case .calendar: "a calendar"
    case .table: "another system's tables"
    }
  }
}
