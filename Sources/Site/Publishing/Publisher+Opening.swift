/// What a run does before it writes.
extension Publisher {
  /// Finishes a run that was interrupted after its report was complete, and discards one that was before.
  static func recover(_ out: ReportFolder, adopt: Bool) throws -> Bool {
    let operations = out.operations
    let journalPlace = out.place(named: ReportPath.journal)
    let stagingPlace = out.place(named: ReportPath.stagingFolder)
    var finished = false
    if let status = try operations.status(journalPlace) {
      do {
        guard status.kind == .file, let bytes = try operations.contents(journalPlace) else {
          throw FileDamage(reason: "it is \(status.kind.rawValue)")
        }
        let journal = try Journal(decoding: bytes)
        let staging = try operations.status(stagingPlace)?.kind == .folder ? open(stagingPlace, operations) : nil
        try journal.apply(from: staging, to: out, again: true)
        try operations.flushFileSystem(out.descriptor, path: out.path)
        finished = true
      } catch let damage as FileDamage {
        guard adopt else { throw PublishError.damagedJournal(path: journalPlace.path, reason: damage.reason) }
      } catch let error as PublishError {
        throw PublishError.moveInterrupted(folder: out.path, cause: error)
      }
      try operations.removeAll(journalPlace)
    }
    try operations.removeAll(stagingPlace)
    return finished
  }

  /// The files of the report in the folder, none if there is no report; throws if this one must not take its place.
  static func owned(in out: ReportFolder, filter: ReportFilter, adopt: Bool) throws -> Set<String> {
    let operations = out.operations
    guard let place = try out.place(of: Manifest.path), let kind = try operations.status(place)?.kind else {
      if !adopt, try !operations.names(in: out.descriptor, path: out.path).isEmpty {
        throw PublishError.holdsOtherFiles(folder: out.path)
      }
      return []
    }
    do {
      guard kind == .file, let bytes = try operations.contents(place) else {
        throw FileDamage(reason: "it is \(kind.rawValue)")
      }
      let manifest = try Manifest(decoding: bytes)
      guard adopt || manifest.filter == filter else {
        throw PublishError.otherFilter(folder: out.path, found: manifest.filter, asked: filter)
      }
      return manifest.paths
    } catch let damage as FileDamage {
      guard adopt else { throw PublishError.damagedManifest(path: place.path, reason: damage.reason) }
      return []
    }
  }

  static func makeStaging(in out: ReportFolder) throws -> ReportFolder {
    let place = out.place(named: ReportPath.stagingFolder)
    try out.operations.makeFolder(place)
    do { return try open(place, out.operations) } catch {
      try? out.operations.removeEmptyFolder(place)
      throw error
    }
  }

  private static func open(_ place: FileOperations.Place, _ operations: FileOperations) throws -> ReportFolder {
    ReportFolder(path: place.path, descriptor: try operations.openFolder(place), operations: operations)
  }
}
