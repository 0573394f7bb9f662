import Dataset

/// The sources of one report, made into one data set (sources spec).
public struct SourceSet {
  private let locations: [SourceLocation]
  private let settings: SourceSettings

  public init(_ locations: [SourceLocation], _ settings: SourceSettings) {
    self.locations = locations
    self.settings = settings
  }

  /// What a set of sources holds.
  public struct Contents {
    public var dataset: Dataset
    public var problems: [DataProblem]
    /// What each source was read as, in the order in which they were given.
    public var taken: [TakenSource]
  }

  /// A source and what it was read as.
  public struct TakenSource: Sendable, Equatable {
    public var shown: String
    public var kind: SourceKind
    /// Whether the user named the kind, so that it was not recognised.
    public var isNamed: Bool
  }

  /// Reads everything.
  ///
  /// - Parameter progress: called with the name of each file or source before it is read.
  /// - Throws: `IngestError` if a source is none, cannot be read, or holds what the dataset spec calls fatal.
  public func read(progress: (String) -> Void = { _ in }) throws(IngestError) -> Contents {
    try read(as: try formats(), progress)
  }

  private func read(as formats: [SourceFormat], _ progress: (String) -> Void) throws(IngestError) -> Contents {
    if let native = nativeAlone(formats) {
      let (dataset, problems) = try native.read(
        zone: settings.zone, internalDomains: settings.internalDomains, progress: progress)
      return Contents(dataset: dataset, problems: problems, taken: taken(as: formats))
    }
    var sources: [StagedSource] = []
    for (location, format) in zip(locations, formats) {
      progress(location.shown)
      var tables = StagedTables()
      try format.adapter(location, settings).read(into: &tables, settings)
      sources.append(StagedSource(kind: format.kind, shown: location.shown, tables: tables))
    }
    progress("putting the sources together")
    let (dataset, problems) = try merged(sources)
    return Contents(dataset: dataset, problems: problems, taken: taken(as: formats))
  }

  /// The same by several workers, which what is read does not depend on.
  ///
  /// - Parameter jobs: at least 1.
  public func read(jobs: Int, progress: (String) -> Void = { _ in }) async throws(IngestError) -> Contents {
    let formats = try formats()
    guard jobs > 1, let native = nativeAlone(formats) else { return try read(as: formats, progress) }
    let (dataset, problems) = try await native.read(
      zone: settings.zone, internalDomains: settings.internalDomains, jobs: jobs, progress: progress)
    return Contents(dataset: dataset, problems: problems, taken: taken(as: formats))
  }

  private func formats() throws(IngestError) -> [SourceFormat] {
    var formats: [SourceFormat] = []
    for location in locations { formats.append(try format(of: location)) }
    return formats
  }

  private func taken(as formats: [SourceFormat]) -> [TakenSource] {
    zip(locations, formats).map { location, format in
      TakenSource(shown: location.shown, kind: format.kind, isNamed: location.kind != nil)
    }
  }

  /// The folder of tables, if it is all there is: they need not wait for others.
  private func nativeAlone(_ formats: [SourceFormat]) -> NativeSource? {
    guard locations.count == 1, let location = locations.first, formats.first?.kind == .native else { return nil }
    return NativeSource(location)
  }

  private func format(of location: SourceLocation) throws(IngestError) -> SourceFormat {
    guard let kind = location.kind else { return try SourceFormat.recognize(location, settings) }
    guard let format = SourceFormat.of(kind) else {
      throw .unrecognized(path: location.shown, expected: SourceFormat.known)
    }
    return format
  }

  private func merged(
    _ sources: [StagedSource]
  ) throws(IngestError) -> (dataset: Dataset, problems: [DataProblem]) {
    var merger = SourceMerger(sources)
    merger.merge()
    let derived = try derivedPeople(merger.sources)
    var builder = DatasetBuilder(zone: settings.zone, internalDomains: settings.internalDomains)
    for source in merger.sources {
      for problem in source.tables.problems { builder.report(problem) }
    }
    for note in merger.notes + derived.problems { builder.report(note) }
    do throws(DatasetError) {
      for table in Table.allCases {
        for (index, source) in merger.sources.enumerated() {
          let dropped = merger.isDropped[index][table.rawValue]
          try source.tables.feed(table, where: { !dropped.contains($0) }, into: &builder)
        }
        try derived.feed(table, into: &builder)
      }
    } catch { throw malformed(error) }
    return (consume builder).finish()
  }

  /// Users, contacts and accounts made of addresses, where no source has a table of users.
  private func derivedPeople(_ sources: [StagedSource]) throws(IngestError) -> StagedTables {
    if sources.contains(where: { $0.tables.count(of: .users) > 0 }) { return StagedTables() }
    let people = DerivedPeople(of: sources)
    if people.isEmpty { return StagedTables() }
    guard !settings.internalDomains.isEmpty else {
      throw .teamUnknown(commonDomains: people.commonDomains(atMost: 3))
    }
    var accounts: Set<String> = []
    for source in sources {
      for row in 0..<source.tables.count(of: .accounts) {
        accounts.insert(source.tables.string(source.tables.value(AccountColumn.id, ofRow: row, of: .accounts)))
      }
    }
    var tables = people.tables(internalDomains: settings.internalDomains, accounts: accounts)
    if tables.count(of: .users) == 0 {
      tables.report(
        DataProblem(
          .note, file: sources.map(\.shown).joined(separator: ", "),
          found: "no address at \(settings.internalDomains.joined(separator: ", "))",
          expected: "the team's mail domains as --internal-domain; the most common ones are "
            + people.commonDomains(atMost: 3).joined(separator: ", ")))
    }
    return tables
  }
}
