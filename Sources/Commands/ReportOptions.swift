import Analytics
import Dataset
import Ingest
import Site

/// Everything that a report depends on beside its data: resolved from command line, config and defaults, in this
/// order, and validated (command-line spec, the table of options).
public struct ReportOptions: Sendable, Equatable {
  /// The day of the report, D; nothing later is past.
  public var asOf: CivilDate
  /// The zone that days begin and end in; default UTC.
  public var timeZone: TimeZoneRules
  /// Tag of the pages' language; `en`.
  public var language = "en"
  /// Title of the team page, not blank.
  public var title = "Relationship report"
  public var insights = Insights.enhanced
  /// What is read: at least one.
  public var sources: [SourceArgument] = []
  /// The mapping of a `table:` source.
  public var tables: TableMapping?
  /// Lower case, without “@”; addresses at them and their subdomains are the team's.
  public var internalDomains: [String] = []
  /// Whether bulk mail is read: lists, automatic answers and bounces; default false.
  public var includesBulk = false
  /// Whether open meetings of the past took place; default true.
  public var countsPastOpenMeetings = true
  /// A folder that exists.
  public var commentary: ResolvedPath?
  public var previous = PreviousReport.out
  public var filter = RecordFilter()
  /// Whether every record gets a page; default false.
  public var all = false
  /// A folder that exists, with files that replace embedded ones.
  public var templates: ResolvedPath?
  public var externalAssets = false
  /// Whether any problem with the data is fatal; default false.
  public var strict = false
  /// Whether a folder that holds other files is taken over; default false.
  public var adopt = false
  /// Flags that make the exit code 1.
  public var failOn: [AttentionCode] = []
  /// Workers, 1 to 256; default: processor cores.
  public var jobs = 1
  public var messages = MessageLevel.normal
  /// Whether progress is shown, where standard error is a terminal; default true.
  public var progress = true
  public var health = HealthOptions()
  public var attention = AttentionOptions()
  public var similar = SimilarOptions()
  /// Widgets turned on or off, by type and name; those not named show as `insights` says.
  public var widgets: [RecordType: [WidgetKey: Bool]] = [:]
  public var privacy = PrivacyOptions()

  public init(asOf: CivilDate, timeZone: TimeZoneRules = .utc) {
    self.asOf = asOf
    self.timeZone = timeZone
  }
}

/// How much is said on standard error.
public enum MessageLevel: Sendable {
  /// Errors only.
  case quiet
  /// The first ten messages of a kind.
  case normal
  /// Every message.
  case verbose
}

/// What a report is compared with (report spec, "Changes and history").
public enum PreviousReport: Sendable, Equatable {
  /// The report that the output folder holds.
  case out
  /// Nothing.
  case none
  case directory(ResolvedPath)
}

/// A source as named by the user: `kind:path` or a path.
public struct SourceArgument: Sendable, Equatable {
  /// `nil`: to be recognised by what is in it.
  public var kind: SourceKind?
  public var path: ResolvedPath

  public init(kind: SourceKind? = nil, path: ResolvedPath) {
    self.kind = kind
    self.path = path
  }
}

/// Which records get pages; empty lists let everything through.
public struct RecordFilter: Sendable, Equatable {
  /// A type, or one record of it.
  public struct Selection: Sendable, Equatable {
    public var type: RecordType
    public var id: String?

    public init(type: RecordType, id: String? = nil) {
      self.type = type
      self.id = id
    }
  }

  public var only: [Selection] = []
  /// Ids of users.
  public var owners: [String] = []
  /// Names of teams.
  public var teams: [String] = []

  public init() {}
}

/// Report spec, "Words".
public struct PrivacyOptions: Sendable, Equatable {
  public var hideSubjects = false
  public var redactNames = false
  /// A secret that pseudonyms depend on; empty if there is none.
  public var salt = ""
  /// Ids or addresses of people.
  public var optOut: [String] = []

  public init() {}

  /// Subjects are hidden with names.
  public var hidesSubjects: Bool { hideSubjects || redactNames }
}
