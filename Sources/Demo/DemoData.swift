import Dataset

/// The synthetic data set: the nine tables of the native format as CSV, a commentary and a configuration.
///
///     try DemoData.write(try DemoOptions(seed: 7)) { path, chunk in try append(chunk, to: folder, path) }
public enum DemoData {
  private static let chunkSize = 1 << 18

  /// Hands every file to `sink` as chunks: `path` is relative to the data set's folder, with `/` between its parts.
  /// The chunks of one file come in order; those of `activities.csv` and `participants.csv` take turns. Of the
  /// activities no more than a few are held at a time; the other records are held whole.
  /// - Throws: what `sink` throws.
  public static func write(
    _ options: DemoOptions, to sink: (_ path: String, _ chunk: [UInt8]) throws -> Void
  ) rethrows {
    let calendar = WorkCalendar(asOf: options.asOf)
    let world = WorldBuilder.world(options, calendar: calendar)
    let tables = RecordTables(world: world)
    for make in tables.all {
      let table = make()
      try sink(table.path, table.bytes)
    }
    try writeActivities(options, world, calendar, to: sink)
    for file in Commentary(world: world, asOf: options.asOf).files { try sink(file.path, file.bytes) }
    try sink("rapport.yml", Configuration.file(asOf: options.asOf))
  }

  private static func writeActivities(
    _ options: DemoOptions, _ world: World, _ calendar: WorkCalendar,
    to sink: (_ path: String, _ chunk: [UInt8]) throws -> Void
  ) rethrows {
    let scene = Story.Scene(calendar: calendar, phrases: Phrases())
    let playbook = Playbook(world: world, scene: scene, options: options)
    var scribe = ActivityScribe(calendar: calendar, count: options.activities)
    func flush(_ scribe: inout ActivityScribe) throws {
      try sink("activities.csv", scribe.activities)
      try sink("participants.csv", scribe.participants)
      scribe.empty()
    }
    let subjects = playbook.subjects
    let whole = subjects.reduce(0) { $0 + playbook.weight(of: $1) }
    var weights = 0
    for (position, subject) in subjects.enumerated() {
      weights += playbook.weight(of: subject)
      // Shares of the running sum, so that they add up to the number asked for.
      let until = options.activities.share(weights, of: whole)
      guard until > scribe.number else { continue }
      var random = RandomStream(seed: options.seed, stream: UInt64(position) + 1)
      let outline = playbook.outline(of: subject, &random)
      var story = Story(
        outline, scene: scene, activities: until - scribe.number, asOf: options.asOf.days, random: random)
      while story.writeEpisode(into: &scribe) {
        if scribe.participants.count > chunkSize { try flush(&scribe) }
      }
    }
    try flush(&scribe)
  }
}

extension Int {
  /// `self` · part / whole, rounded down; both are not negative, and `whole` is not less than `part`.
  fileprivate func share(_ part: Int, of whole: Int) -> Int {
    guard whole > 0 else { return 0 }
    let product = UInt(self).multipliedFullWidth(by: UInt(part))
    return Int(UInt(whole).dividingFullWidth(product).quotient)
  }
}
