import Dataset

extension CSVTable {
  /// The same by several workers.
  ///
  /// - Parameter jobs: at least 2.
  static func read(
    path: String, name: String, _ table: Table, into builder: inout DatasetBuilder, jobs: Int
  ) async throws(IngestError) {
    let reader = SharedCSVReader(try CSVReader(path: path, name: name))
    var rows = CSVTable(table, file: name)
    if table == .participants {
      try await rows.readTogether(reader, into: &builder, jobs: jobs)
    } else {
      try await rows.readAhead(reader, into: &builder)
    }
    try rows.finish(&builder)
  }

  /// One worker adds the rows of a block while another reads the next.
  private mutating func readAhead(
    _ reader: SharedCSVReader, into builder: inout DatasetBuilder
  ) async throws(IngestError) {
    let zone = builder.zone
    var spare: CSVBlock?
    var block = try reader.next(reusing: nil)
    while let current = block {
      let (reused, table) = (spare, self)
      async let next = table.next(reader, reusing: reused, zone: zone)
      try add(current, to: &builder)
      block = try await next.get()
      spare = current
    }
  }

  /// The next block, with the values of activities if the table is theirs and its header has been read.
  private func next(
    _ reader: SharedCSVReader, reusing old: CSVBlock?, zone: TimeZoneRules
  ) -> Result<CSVBlock?, IngestError> {
    do throws(IngestError) {
      let block = try reader.next(reusing: old)
      if let block, layout.table == .activities, hasHeader { readActivities(of: block, zone: zone) }
      return .success(block)
    } catch { return .failure(error) }
  }

  /// How much is read before what was new in it is added.
  private static let bytesTogether = 16 * CSVReader.blockSize

  /// All workers look up who takes part in what. Nobody may change the builder meanwhile: rows that something is wrong with
  /// wait until some blocks are read.
  private mutating func readTogether(
    _ reader: SharedCSVReader, into builder: inout DatasetBuilder, jobs: Int
  ) async throws(IngestError) {
    guard let first = try reader.next(reusing: nil) else { return }
    try add(first, to: &builder)
    repeat {
      builder.expectMore(after: reader.allow(bytes: Self.bytesTogether))
      let (found, waiting) = await find(in: builder, reader, jobs: jobs)
      for found in found { builder.add(found) }
      for rows in waiting.sorted(by: { $0.block.number < $1.block.number }) {
        try add(rows.positions, of: rows.block, to: &builder)
      }
    } while try reader.goesOn()
  }

  /// Rows of a block that are still to be added.
  private struct WaitingRows {
    let block: CSVBlock
    let positions: [Int]
  }

  /// - Returns: what was found, and the rows that wait.
  private func find(
    in builder: DatasetBuilder, _ reader: SharedCSVReader, jobs: Int
  ) async -> (found: [FoundParticipations], waiting: [WaitingRows]) {
    await withTaskGroup(of: (FoundParticipations, [WaitingRows]).self) { group in
      for _ in 0..<jobs {
        group.addTask {
          var found = FoundParticipations()
          var waiting: [WaitingRows] = []
          var spare: CSVBlock?
          while let block = reader.nextAllowed(reusing: spare) {
            let left = find(block, in: builder, &found)
            spare = left.isEmpty ? block : nil
            if !left.isEmpty { waiting.append(WaitingRows(block: block, positions: left)) }
          }
          return (found, waiting)
        }
      }
      return await group.reduce(into: ([], [])) { all, found in
        all.0.append(found.0)
        all.1 += found.1
      }
    }
  }

  /// Finds what the rows of a block say; gives the positions of those that are left.
  private func find(_ block: CSVBlock, in builder: DatasetBuilder, _ found: inout FoundParticipations) -> [Int] {
    var left: [Int] = []
    forEach(block.rows.indices, of: block) { index, row, fits in
      if !fits || !found.find(row, in: builder) { left.append(index) }
    }
    return left
  }

  /// Reads the values of a block's activities that do not depend on the rows before.
  private func readActivities(of block: CSVBlock, zone: TimeZoneRules) {
    var activities = block.activities
    block.activities = []
    activities.append(contentsOf: repeatElement(nil, count: block.rows.count))
    forEach(block.rows.indices, of: block) { index, row, fits in
      if fits { activities[index] = .read(row, zone: zone) }
    }
    block.activities = activities
  }
}
