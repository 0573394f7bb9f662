import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Puts a report into its folder, all of it or nothing (`spec/3-report.md`, Publishing).
///
///     let publisher = try Publisher(out: "report", filter: filter, adopt: false)
///     try publisher.write("index.html", bytes)          // from any number of workers
///     let summary = try publisher.publish(info)         // when all have returned
///
/// Until `publish` has written its journal, the old report is whole; what is left to do from there on, the next run
/// finishes. A run that gives up calls `discard`, which removes what was prepared.
public final class Publisher: Sendable {
  /// Whether this run has found an interrupted one and finished it.
  public let finishedInterruptedRun: Bool

  private let out: ReportFolder
  private let staging: ReportFolder
  private let filter: ReportFilter
  private let adopt: Bool
  /// The files of the last report; only these are replaced or removed.
  private let owned: Set<String>
  /// Whether nothing at all was in the folder.
  private var isFirst: Bool { owned.isEmpty && !adopt }
  /// The folders that stand only because of this run, outermost first.
  private let made: [String]
  private let state = Mutex(State())

  private struct State {
    var phase = Phase.open
    /// The first error of a write: without that file the report must not be published.
    var failure: (any Error)?
    var writing = 0
    var names: Set<String> = [Manifest.path]
    var files: [Manifest.File] = []
    var changed: [String] = []
  }

  private enum Phase { case open, closing, closed }

  private var operations: FileOperations { out.operations }

  /// Opens or makes the folder, holds it against other runs, and finishes or discards what an interrupted run has left.
  ///
  /// - Parameters:
  ///   - out: The report's folder; may be a link to one.
  ///   - filter: What the report is limited to.
  ///   - adopt: Whether to write into a folder that holds other files, or a report with another filter.
  /// - Throws: `PublishError`; nothing has been changed then but that an interrupted run may have been finished.
  public convenience init(out: String, filter: ReportFilter = ReportFilter(), adopt: Bool = false) throws {
    try self.init(out: out, filter: filter, adopt: adopt, operations: FileOperations())
  }

  init(out path: String, filter: ReportFilter, adopt: Bool, operations: FileOperations) throws {
    var made: [String] = []
    do {
      let out = try ReportFolder.open(path, operations, made: &made)
      guard try operations.lock(out.descriptor, path: path) else { throw PublishError.busy(folder: path) }
      finishedInterruptedRun = try Self.recover(out, adopt: adopt)
      owned = try Self.owned(in: out, filter: filter, adopt: adopt)
      staging = try Self.makeStaging(in: out)
      self.out = out
    } catch {
      ReportFolder.remove(made: made, operations)
      throw error
    }
    self.filter = filter
    self.adopt = adopt
    self.made = made
  }

  deinit { discard() }

  /// Prepares a file of the report; one whose bytes the folder has already is left as it is. May be called by several
  /// workers at once.
  ///
  /// - Parameter path: Relative to the report's folder: visible ASCII characters, no part that begins with a dot.
  /// - Returns: The SHA-256 of the bytes, in hexadecimal.
  /// - Throws: `PublishError`; the report cannot be published any more then.
  @discardableResult
  public func write(_ path: String, _ bytes: UnsafeRawBufferPointer) throws -> String {
    try write(path) { try stage(path, bytes) }
  }

  /// Prepares a file of the report that is made piece by piece: `write(_:_:)` for one that need not be in memory as a
  /// whole.
  ///
  /// - Parameter make: hands over the pieces in their order.
  @discardableResult
  public func write(
    _ path: String, pieces make: ((UnsafeRawBufferPointer) throws -> Void) throws -> Void
  ) throws -> String {
    try write(path) { try stage(path, pieces: make) }
  }

  private func write(_ path: String, _ stage: () throws -> Staged) throws -> String {
    do { try state.withLock { try Self.begin(path, &$0) } } catch PublishError.interrupted {
      // Whoever hears of it may end the process: not before all is tidied up.
      discard()
      throw PublishError.interrupted
    }
    let result = Result { try stage() }
    return try state.withLock { state in
      state.writing -= 1
      do { return try Self.record(result.get(), in: &state) } catch {
        state.failure = state.failure ?? error
        throw error
      }
    }
  }

  /// Prepares a file of the report: `write(_:_:)` for an array.
  @discardableResult
  public func write(_ path: String, _ bytes: [UInt8]) throws -> String {
    try bytes.withUnsafeBytes { try write(path, $0) }
  }

  /// A file of the report that stands in the folder now, such as the history to go on with; nil if there is none.
  public func current(_ path: String) throws -> [UInt8]? {
    guard ReportPath.isValid(path) else { throw PublishError.invalidPath(path) }
    return try out.place(of: path).flatMap(operations.contents)
  }

  /// Makes what was written the report. Called once, when all writes have returned.
  ///
  /// - Throws: `PublishError`; the old report is untouched then, unless it is `moveInterrupted`.
  public func publish(_ info: ManifestInfo) throws -> PublishSummary {
    do { return try state.withLock { try publish(info, &$0) } } catch {
      discard()
      throw error
    }
  }

  /// Gives up: removes what was prepared, and the folder if it is there only because of this run. Waits for writes that
  /// are under way, and for a move that has begun, which is not taken back. Does nothing after `publish`. For errors and
  /// signals; may be called from any thread.
  public func discard() {
    state.withLock { if $0.phase == .open { $0.phase = .closing } }
    while !state.withLock({ state in
      guard state.phase == .closing else { return true }
      guard state.writing == 0 else { return false }
      cleanUp(&state)
      return true
    }) {
      usleep(1000)
    }
  }
}

/// What publishing has done, in files, the manifest among them.
public struct PublishSummary: Equatable, Sendable {
  /// New, or with other bytes than before.
  public let written: Int
  /// Not touched.
  public let unchanged: Int
  /// Of the last report and not of this.
  public let removed: Int
}

extension Publisher {
  private typealias Staged = (file: Manifest.File, changed: Bool)

  private static func begin(_ path: String, _ state: inout State) throws {
    if let failure = state.failure { throw failure }
    guard state.phase == .open else { throw PublishError.interrupted }
    guard ReportPath.isValid(path) else { throw PublishError.invalidPath(path) }
    guard state.names.insert(path).inserted else { throw PublishError.writtenTwice(path: path) }
    state.writing += 1
  }

  /// Writes a file to the staging folder unless it stands in the report as it is.
  private func stage(_ path: String, _ bytes: UnsafeRawBufferPointer) throws -> Staged {
    let file = Manifest.File(path: path, sha256: ContentHash.hex(bytes), bytes: bytes.count)
    if let (target, size) = try standing(path), size == bytes.count, try operations.file(target, equals: bytes) {
      return (file, false)
    }
    try operations.create(try stagingPlace(of: path), bytes)
    return (file, true)
  }

  private func stage(
    _ path: String, pieces make: ((UnsafeRawBufferPointer) throws -> Void) throws -> Void
  ) throws -> Staged {
    var draft = try FileDraft(try stagingPlace(of: path), existing: try standing(path)?.place, operations)
    try make { try draft.add($0) }
    let (sha256, bytes, changed) = try draft.finish()
    return (Manifest.File(path: path, sha256: sha256, bytes: bytes), changed)
  }

  /// The file of this path in the report that stands, and its size; nil if there is none.
  private func standing(_ path: String) throws -> (place: FileOperations.Place, size: Int)? {
    isFirst ? nil : try existing(path)
  }

  private func existing(_ path: String) throws -> (place: FileOperations.Place, size: Int)? {
    guard let target = try out.place(of: path), let found = try operations.status(target) else { return nil }
    guard found.kind != .folder, adopt || owned.contains(path) else {
      throw PublishError.foreign(path: target.path, kind: found.kind)
    }
    return found.kind == .file ? (target, found.size) : nil
  }

  private func stagingPlace(of path: String) throws -> FileOperations.Place {
    guard let place = try staging.place(of: path, makingFolders: true) else { throw PublishError.interrupted }
    return place
  }

  private static func record(_ staged: Staged, in state: inout State) -> String {
    state.files.append(staged.file)
    if staged.changed { state.changed.append(staged.file.path) }
    return staged.file.sha256
  }

  private func publish(_ info: ManifestInfo, _ state: inout State) throws -> PublishSummary {
    let journal = try prepare(info, &state)
    if !journal.isEmpty {
      try commit(journal)
      // From here on there is no way back.
      state.phase = .closed
      do { try carryOut(journal) } catch let error as PublishError {
        throw PublishError.moveInterrupted(folder: out.path, cause: error)
      }
    }
    state.phase = .closed
    // The report stands; what cannot be removed here, the next run removes.
    try? operations.removeAll(out.place(named: ReportPath.stagingFolder))
    return PublishSummary(
      written: journal.moves.count, unchanged: state.files.count - journal.moves.count, removed: journal.removals.count)
  }

  /// Writes the manifest and says what is left to do; the team page and the manifest come last.
  private func prepare(_ info: ManifestInfo, _ state: inout State) throws -> Journal {
    if let failure = state.failure { throw failure }
    guard state.phase == .open, state.writing == 0 else { throw PublishError.interrupted }
    let manifest = Manifest(filter: filter, files: state.files).encoded(info)
    _ = try manifest.withUnsafeBytes { Self.record(try stage(Manifest.path, $0), in: &state) }
    let last = ["index.html", Manifest.path]
    let changed = Set(state.changed)
    let journal = Journal(
      moves: changed.subtracting(last).sorted() + last.filter(changed.contains),
      removals: owned.subtracting(state.names).sorted())
    if isFirst { try checkIsFree(state.names) }
    try journal.check(out)
    guard try operations.isFolder(out.descriptor, at: out.path) else { throw PublishError.moved(folder: out.path) }
    return journal
  }

  /// For a folder in which nothing was: whether nothing has been put meanwhile where a file of the report goes.
  private func checkIsFree(_ paths: Set<String>) throws {
    let tops = Set(paths.map { ReportPath.topFolder(of: $0 + "/") })
    guard try operations.names(in: out.descriptor, path: out.path).contains(where: tops.contains) else { return }
    for path in paths.sorted() { _ = try existing(path) }
  }

  /// Puts the journal into the folder, when all that it speaks of is on the disk.
  private func commit(_ journal: Journal) throws {
    let draft = staging.place(named: ReportPath.journalDraft)
    try journal.encoded().withUnsafeBytes { try operations.create(draft, $0) }
    try operations.flushFileSystem(out.descriptor, path: out.path)
    try operations.move(draft, to: out.place(named: ReportPath.journal))
  }

  /// Does what the journal says and removes it.
  private func carryOut(_ journal: Journal) throws {
    try operations.flushFolder(out.descriptor, path: out.path)
    try journal.apply(from: staging, to: out, again: false)
    try operations.flushFileSystem(out.descriptor, path: out.path)
    try operations.remove(out.place(named: ReportPath.journal))
  }

  /// As far as it goes: what stays, the next run removes.
  private func cleanUp(_ state: inout State) {
    state.phase = .closed
    try? operations.removeAll(out.place(named: ReportPath.stagingFolder))
    ReportFolder.remove(made: made, operations)
  }
}
