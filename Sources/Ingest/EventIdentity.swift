import Dataset

/// What is equal where two sources hold the same meeting: the iCalendar `UID` and, of a series, the occurrence (sources
/// spec, "Merging").
///
/// Outlook and Exchange, and with them Dataverse's `globalobjectid` and Graph's `iCalUId`, write both into one binary
/// GlobalObjectID (MS-OXOCAL 2.2.1.27): 16 bytes that are always the same, the date of the occurrence, its time of
/// making, a length, and data, which either hold the `UID` that another calendar gave or are the identity themselves;
/// Outlook's own `UID` is the whole in hexadecimal digits without the date. Since that knows an occurrence by its date
/// alone, so does this.
public struct EventIdentity: Hashable, Sendable {
  /// Of the whole series; a GlobalObjectID in upper-case digits, without date.
  public private(set) var uid: String
  /// The local date, in the zone in which the series was made, on which the occurrence was to be before it was moved;
  /// `nil` of a meeting that does not recur.
  public private(set) var recurrenceInstance: CivilDate?
  /// Tells apart a series' occurrences on one date; 0 for the first.
  public var ordinal = 0

  /// The identity of an event of a calendar.
  ///
  /// - Parameter uid: the `UID` (Graph: `iCalUId`). One that is a GlobalObjectID with a date brings its occurrence along,
  ///   and `recurrenceInstance` goes before it.
  public init(uid: String, recurrenceInstance: CivilDate? = nil) {
    let text = uid.trimmingSpace()
    self.uid = text
    self.recurrenceInstance = recurrenceInstance
    if let bytes = BinaryText.hexadecimal(text) { take(bytes) }
  }

  /// The identity that an Outlook GlobalObjectID holds.
  ///
  /// - Parameters:
  ///   - text: in hexadecimal digits or Base64; anything else is a `UID` as it stands.
  ///   - recurrenceInstance: the date of an occurrence whose id holds none.
  /// - Returns: `nil` for an empty text.
  public init?(globalObjectID text: String, recurrenceInstance: CivilDate? = nil) {
    self.init(uid: text)
    if uid.isEmpty { return nil }
    if let bytes = BinaryText.base64(uid) { take(bytes) }
    self.recurrenceInstance = self.recurrenceInstance ?? recurrenceInstance
  }

  /// As `StagedTables.addRow` takes it.
  public var text: String {
    let date = recurrenceInstance.map { "\($0)" } ?? ""
    return "event:\(date)\(ordinal > 0 ? "+\(ordinal)" : ""):\(uid)"
  }

  private static let signature: [UInt8] = [
    0x04, 0x00, 0x00, 0x00, 0x82, 0x00, 0xE0, 0x00, 0x74, 0xC5, 0xB7, 0x10, 0x1A, 0x82, 0xE0, 0x08,
  ]
  private static let uidMark = Array("vCal-Uid".utf8) + [1, 0, 0, 0]
  private static let headerSize = 40

  /// Takes what a GlobalObjectID holds; does nothing if the bytes are none.
  private mutating func take(_ bytes: [UInt8]) {
    guard bytes.count >= Self.headerSize, bytes.starts(with: Self.signature) else { return }
    let year = Int(bytes[16]) << 8 | Int(bytes[17])
    let date = CivilDate(year: year, month: Int(bytes[18]), day: Int(bytes[19]))
    recurrenceInstance = recurrenceInstance ?? date
    let data = bytes[Self.headerSize...]
    if data.starts(with: Self.uidMark) {
      let given = data.dropFirst(Self.uidMark.count).prefix { $0 != 0 }
      uid = String(decoding: given, as: UTF8.self).trimmingSpace()
    } else {
      uid = BinaryText.hexadecimal(of: bytes[..<16] + [0, 0, 0, 0] + bytes[20...])
    }
  }
}

extension String {
  /// Without white space at either end.
  func trimmingSpace() -> String {
    var text = self
    return text.withUTF8 { String(decoding: TextParsing.trimmed($0), as: UTF8.self) }
  }
}
