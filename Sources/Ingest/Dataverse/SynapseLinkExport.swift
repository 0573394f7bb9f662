import Dataset

/// A data lake of Synapse Link: `model.json`, which names tables, columns and files, and CSV files without header.
struct SynapseLinkExport: ~Copyable {
  private let files: ExportFiles

  init(_ files: consuming ExportFiles) { self.files = files }

  /// A table of the model.
  private struct Entity {
    /// The file that describes it.
    var model: String
    var name: String
    var attributes: [String]
    /// Addresses of the files.
    var partitions: [String]
  }

  func read(into mapper: inout DataverseMapper) throws(IngestError) {
    // An incremental export has a folder with a model for each interval.
    var entities: [Entity] = []
    for name in files.names where ExportFiles.lastPart(of: name).lowercased() == "model.json" {
      entities += try self.entities(of: name)
    }
    try SynapseLabels(entities: entities.map { ($0.name, $0.attributes) }).read(files, into: &mapper.labels)
    var tables: [(table: DataverseTable, entity: Entity)] = []
    for entity in entities {
      if let table = DataverseTable(named: entity.name) { tables.append((table, entity)) }
    }
    let order = tables.indices.sorted { (tables[$0].table.rawValue, $0) < (tables[$1].table.rawValue, $1) }
    for (table, entity) in order.map({ tables[$0] }) {
      for name in partitions(of: entity, &mapper) { try read(name, table, entity, into: &mapper) }
    }
  }

  private func entities(of model: String) throws(IngestError) -> [Entity] {
    let file = try files.open(model)
    var reader = JSONReader(file.bytes, name: file.name)
    return try reader.document { root throws(IngestError) in
      guard let list = root["entities"], list.kind == .array else {
        throw .malformed(
          file: file.name, line: 1, column: 0, found: "no list “entities”", expected: "the model.json of Synapse Link")
      }
      return list.elements.map { entity in
        Entity(
          model: model, name: entity["name"]?.string ?? "",
          attributes: entity["attributes"]?.elements.map { ($0["name"]?.string ?? "").lowercased() } ?? [],
          partitions: entity["partitions"]?.elements.map { $0["location"]?.string ?? "" } ?? [])
      }
    }
  }

  /// The files of a table that are here: those that the model names, else all of its folder.
  private func partitions(of entity: Entity, _ mapper: inout DataverseMapper) -> [String] {
    let folder = entity.name.lowercased()
    if entity.partitions.isEmpty {
      return files.names.filter { name in
        let parts = name.lowercased().split(separator: "/")
        return name.lowercased().hasSuffix(".csv") && (parts.contains { $0 == folder } || parts.last == "\(folder).csv")
      }
    }
    var found: [String] = []
    for address in entity.partitions where !address.isEmpty {
      if let name = file(at: address) {
        if !found.contains(name) { found.append(name) }
      } else {
        mapper.tables.report(
          DataProblem(
            .note, file: files.shown(entity.model), field: entity.name,
            found: "no file for \(String(address.suffix(200)))",
            expected: "the files that the model names, in the folders of the data lake"))
      }
    }
    return found
  }

  /// The file that ends an address most fully: folders at its beginning may not have been copied.
  private func file(at address: String) -> String? {
    let path = String(address.prefix { $0 != "?" }).percentDecoded
    var rest = path[...]
    if let colon = rest.firstIndex(of: ":") { rest = rest[colon...].drop { $0 == ":" || $0 == "/" } }
    while !rest.isEmpty {
      if let name = files.names.first(where: { $0 == rest || $0.hasSuffix("/" + rest) }) { return name }
      guard let slash = rest.firstIndex(of: "/") else { return nil }
      rest = rest[rest.index(after: slash)...]
      // A bare name says too little where every table has files of the same names.
      if !rest.contains("/") && files.names.filter({ ExportFiles.lastPart(of: $0) == rest }).count != 1 { return nil }
    }
    return nil
  }

  private func read(
    _ name: String, _ table: DataverseTable, _ entity: Entity, into mapper: inout DataverseMapper
  ) throws(IngestError) {
    let file = try files.open(name)
    let places = entity.attributes.map { SynapseColumn($0, of: entity.attributes, &mapper.columns) }
    var scanner = CSVScanner(file.bytes, name: file.name)
    var record = DataverseRecord(table, file: file.name)
    while try scanner.nextRow() {
      if scanner.cells.count == 1 && scanner.cells[0].isEmpty { continue }
      guard scanner.cells.count == places.count else {
        mapper.tables.report(
          DataProblem(
            .leftOutRow, file: file.name, line: scanner.line, found: "\(scanner.cells.count) cells",
            expected: "\(places.count), as the attributes of \(entity.name) in model.json"))
        continue
      }
      record.clear()
      for (place, cell) in zip(places, scanner.cells) {
        record.set(place.column, place.part, TextParsing.trimmed(cell))
      }
      mapper.add(record)
    }
  }
}

/// What a column of a data lake's file holds: of a lookup, `ownerid`, the table in `ownerid_entitytype` and the name in
/// `owneridname`.
struct SynapseColumn {
  var column: Int
  var part: DataverseRecord.Part

  init(_ name: String, of all: [String], _ columns: inout DataverseColumns) {
    var name = name
    part = .value
    if name.hasSuffix("_entitytype") {
      name = String(name.dropLast("_entitytype".count))
      part = .target
    } else if name.hasSuffix("name"), all.contains(name.dropLast(4) + "_entitytype") {
      name = String(name.dropLast(4))
      part = .label
    }
    column = columns.number(of: Array(name.utf8))
  }
}

extension String {
  /// The text with percent-encoded bytes decoded.
  fileprivate var percentDecoded: String {
    var bytes: [UInt8] = []
    var rest = Array(utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"),
        let decoded = BinaryText.hexadecimal(String(decoding: rest.prefix(2), as: UTF8.self))?.first, rest.count >= 2
      {
        bytes.append(decoded)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
