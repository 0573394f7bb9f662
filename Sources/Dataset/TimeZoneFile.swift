#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension TimeZoneRules {
  private static let databaseFolders = ["/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/usr/share/lib/zoneinfo"]

  /// The rules of an IANA time zone such as `Europe/Berlin`.
  ///
  /// - Throws: `TimeZoneError` if there is no such zone, no database, or its file is damaged.
  public static func named(_ name: String) throws(TimeZoneError) -> TimeZoneRules {
    if ["UTC", "Etc/UTC", "GMT", "Etc/GMT"].contains(name) {
      return TimeZoneRules(name: name, firstOffset: 0, transitions: [], offsets: [], repeats: false)
    }
    let allowed = name.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "+"), UInt8(ascii: "-"),
        UInt8(ascii: "/"):
        true
      default: false
      }
    }
    guard allowed, !name.isEmpty, !name.hasPrefix("/"), name.utf8.count < 100 else { throw .unknown(name) }
    guard let folder = databaseFolders.first(where: { access($0, R_OK) == 0 }) else { throw .noDatabase(name) }
    let path = folder + "/" + name
    guard let bytes = contents(of: path) else { throw .unknown(name) }
    guard bytes.starts(with: "TZif".utf8) else { throw .unknown(name) }
    guard let rules = TimeZoneRules(name: name, file: bytes) else { throw .damaged(path) }
    return rules
  }

  private static func contents(of path: String) -> [UInt8]? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 17)
    let count = fread(&bytes, 1, bytes.count, file)
    guard count > 0, count < bytes.count else { return nil }
    return Array(bytes[..<count])
  }

  /// The rules that a TZif file of version 2 or later holds; `nil` if it is damaged.
  init?(name: String, file bytes: [UInt8]) {
    var reader = BigEndianReader(bytes: bytes)
    guard let first = TZifHeader(&reader), first.version >= UInt8(ascii: "2") else { return nil }
    reader.skip(first.bodySize(timeSize: 4))
    guard let header = TZifHeader(&reader) else { return nil }
    var transitions: [Int] = []
    for _ in 0..<header.times {
      guard let time = reader.integer(8) else { return nil }
      transitions.append(time)
    }
    var kinds: [Int] = []
    for _ in 0..<header.times {
      guard let kind = reader.byte() else { return nil }
      kinds.append(Int(kind))
    }
    var typeOffsets: [Int] = []
    for _ in 0..<header.types {
      guard let offset = reader.integer(4) else { return nil }
      reader.skip(2)
      typeOffsets.append(offset)
    }
    reader.skip(header.characters + header.leapSeconds * 12 + header.standardFlags + header.utcFlags)
    guard let firstOffset = typeOffsets.first, kinds.allSatisfy({ $0 < typeOffsets.count }),
      zip(transitions, transitions.dropFirst()).allSatisfy({ $0 < $1 })
    else { return nil }
    var offsets = kinds.map { typeOffsets[$0] }
    // Some files begin with a transition at the big bang.
    while let early = transitions.first, early < -(1 << 40) {
      transitions.removeFirst()
      offsets.removeFirst()
    }
    var repeats = false
    if let footer = reader.line(), !footer.isEmpty {
      guard let rule = PosixTimeZone(footer) else { return nil }
      if rule.hasDaylightSaving {
        let lastYear = transitions.last.map { CivilDate(days: floorDivide($0, 86_400)).components.year } ?? 1970
        for (time, offset) in rule.transitions(years: lastYear...(lastYear + 402))
        where time > transitions.last ?? .min {
          transitions.append(time)
          offsets.append(offset)
        }
        repeats = true
      }
    }
    self.init(name: name, firstOffset: firstOffset, transitions: transitions, offsets: offsets, repeats: repeats)
  }
}

/// The counts at the head of a block of a TZif file (RFC 8536, 3.1).
private struct TZifHeader {
  let version: UInt8
  let utcFlags, standardFlags, leapSeconds, times, types, characters: Int

  init?(_ reader: inout BigEndianReader) {
    guard reader.integer(4) == 0x545A_6966, let version = reader.byte() else { return nil }
    reader.skip(15)
    var counts: [Int] = []
    for _ in 0..<6 {
      guard let count = reader.integer(4), (0...100_000).contains(count) else { return nil }
      counts.append(count)
    }
    self.version = version
    (utcFlags, standardFlags, leapSeconds) = (counts[0], counts[1], counts[2])
    (times, types, characters) = (counts[3], counts[4], counts[5])
  }

  func bodySize(timeSize: Int) -> Int {
    times * (timeSize + 1) + types * 6 + characters + leapSeconds * (timeSize + 4) + standardFlags + utcFlags
  }
}

private struct BigEndianReader {
  let bytes: [UInt8]
  var position = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func skip(_ count: Int) { position = min(bytes.count, position + count) }

  mutating func byte() -> UInt8? {
    guard position < bytes.count else { return nil }
    defer { position += 1 }
    return bytes[position]
  }

  /// A signed big-endian integer of 4 or 8 bytes.
  mutating func integer(_ size: Int) -> Int? {
    guard position + size <= bytes.count else { return nil }
    var value: UInt64 = 0
    for byte in bytes[position..<position + size] { value = value << 8 | UInt64(byte) }
    position += size
    return size == 4 ? Int(Int32(truncatingIfNeeded: value)) : Int(Int64(bitPattern: value))
  }

  /// The text between two line feeds.
  mutating func line() -> ArraySlice<UInt8>? {
    guard byte() == UInt8(ascii: "\n"), let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) else {
      return nil
    }
    return bytes[position..<end]
  }
}
