import Dataset
import Foundation
import TestSupport
import Testing

@testable import Ingest

@Suite("Identity of a meeting")
struct EventIdentityTests {
  private static let signature = "040000008200E00074C5B7101A82E008"
  private static let made = "10E2B8C3D4F5DA01" + "0000000000000000"

  /// A GlobalObjectID in digits: the fixed part, the date, when it was made, the length of the data, the data.
  private func globalObjectID(date: String = "00000000", data: [UInt8]) -> String {
    let size = [data.count & 255, data.count >> 8, 0, 0].map { UInt8($0) }
    return Self.signature + date + Self.made + BinaryText.hexadecimal(of: size + data)
  }

  private func embedding(_ uid: String, date: String = "00000000") -> String {
    globalObjectID(date: date, data: Array("vCal-Uid".utf8) + [1, 0, 0, 0] + Array(uid.utf8) + [0])
  }

  @Test("A GlobalObjectID that embeds the UID of another calendar is that UID")
  func embedded() throws {
    let identity = try #require(EventIdentity(globalObjectID: embedding("4f2k9@google.example")))
    #expect(identity == EventIdentity(uid: "4f2k9@google.example"))
    #expect(identity.text == "event::4f2k9@google.example")
  }

  @Test("Bytes 16 to 19 are the date of an occurrence: year, high byte first, month, day")
  func occurrence() throws {
    // 0x07EA is 2026.
    let identity = try #require(EventIdentity(globalObjectID: embedding("weekly@x", date: "07EA0309")))
    #expect(identity == EventIdentity(uid: "weekly@x", recurrenceInstance: CivilDate("2026-03-09")))
    #expect(identity.text == "event:2026-03-09:weekly@x")
  }

  @Test("Outlook's own UID is the id without date, in any case of its digits")
  func outlook() throws {
    let data: [UInt8] = Array(1...16)
    let series = globalObjectID(data: data)
    let occurrence = try #require(EventIdentity(globalObjectID: globalObjectID(date: "07EA0309", data: data)))
    #expect(occurrence == EventIdentity(uid: series.lowercased(), recurrenceInstance: CivilDate("2026-03-09")))
    #expect(occurrence.uid == series)
    #expect(EventIdentity(globalObjectID: series) == EventIdentity(uid: series))
    #expect(EventIdentity(uid: series) != EventIdentity(uid: globalObjectID(data: Array(2...17))))
    // Graph gives every occurrence the dated form as its iCalUId.
    #expect(EventIdentity(uid: globalObjectID(date: "07EA0309", data: data)) == occurrence)
  }

  @Test("Base64 is read, too; what is no GlobalObjectID is a UID as it stands")
  func otherForms() throws {
    let bytes = try #require(BinaryText.hexadecimal(embedding("x@y", date: "07EA0309")))
    let base64 = Data(bytes).base64EncodedString()
    #expect(EventIdentity(globalObjectID: base64) == EventIdentity(globalObjectID: embedding("x@y", date: "07EA0309")))
    #expect(EventIdentity(globalObjectID: " plain@uid ")?.text == "event::plain@uid")
    #expect(EventIdentity(globalObjectID: "0123ABCD")?.uid == "0123ABCD")
    #expect(EventIdentity(globalObjectID: "  ") == nil)
  }

  @Test("A date that is no date is none; a date given beside the id fills the gap")
  func dates() throws {
    let undated = try #require(EventIdentity(globalObjectID: embedding("x@y", date: "07EA0D40")))
    #expect(undated.recurrenceInstance == nil)
    let day = CivilDate("2026-03-10")
    #expect(EventIdentity(globalObjectID: embedding("x@y"), recurrenceInstance: day)?.recurrenceInstance == day)
    let dated = EventIdentity(globalObjectID: embedding("x@y", date: "07EA0309"), recurrenceInstance: day)
    #expect(dated?.recurrenceInstance == CivilDate("2026-03-09"))
  }

  @Test("Occurrences of one date are told apart by their ordinal")
  func ordinal() {
    var second = EventIdentity(uid: "a", recurrenceInstance: CivilDate("2026-03-09"))
    let first = second
    second.ordinal = 1
    #expect(first.text != second.text)
    #expect(second.text == "event:2026-03-09+1:a")
  }

  @Test("Cut or lengthened ids never fail")
  func cut() {
    let whole = embedding("some-uid@somewhere.example", date: "07EA0309")
    for count in 0...whole.count { _ = EventIdentity(globalObjectID: String(whole.prefix(count))) }
    #expect(EventIdentity(globalObjectID: whole + "00FF")?.uid == "some-uid@somewhere.example")
  }
}
