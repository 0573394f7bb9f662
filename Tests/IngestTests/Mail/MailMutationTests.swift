import Dataset
import Foundation
import TestSupport
import Testing

@testable import Ingest

/// Mail that was damaged at random: the same damage in every run.
@Suite("Damaged mail")
struct MailMutationTests {
  private static let seeds: [String] = [
    """
    From ana@x.example Tue Mar  3 10:00:00 2026
    Received: from a (b [1.2.3.4]) by c; Tue, 3 Mar 2026 10:00:05 +0000 (UTC)
    From: =?utf-8?q?J=C3=B6rg_via_dev?= <dev@list.example>
    Reply-To: "Jörg, J." <j@x.example>, Team: a@x.example, (c) b@x.example;
    To: <@r:a@x.example>, 'b' <b at x.example>; c@x.example
    Subject: =?iso-2022-jp?B?GyRCOzNFREJATzobKEI=?= =?gb18030?q?=D0=EC?=
    \tfolded \u{1B}$B;3ED\u{1B}(B
    Message-ID: <a@x.example>
    References: <b@x.example> <c
     d@x.example>
    Thread-Index: AcT9+CUlRgRKMiKZSj+BjT+PHEf8rQ==
    Date: Tue, 3 Mar 2026 10(c):00:00 +0100 (CET)
    Content-Type: text/plain; charset="koi8-r"

    >From here
    From there

    From bo@x.example Tue Mar  3 10:00:00 2026
    From: bo@x.example
    Date: 2026-03-03T10:00:00Z
    Message-ID: <b@x.example>

    text

    """,
    #"""
    {"@odata.nextLink": "https://x", "value": [{"id": "1", "internetMessageId": "<a@x.example>",
    "sentDateTime": "2026-03-03T10:00:00Z", "subject": "\ud83d\ude00", "toRecipients": [{"emailAddress":
    {"name": "A", "address": "a@x.example"}}], "internetMessageHeaders": [{"name": "List-Id", "value": "x"}],
    "conversationIndex": "AQHTe7/VAniOJVgCxEmtF1z6ZY1rFQ=="}, {"@removed": {}, "id": "2"}]}
    """#,
  ]

  @Test("is read or said to be wrong, and never crashes", arguments: 0..<8)
  func mutations(run: Int) throws {
    var random = SeededRandom(seed: UInt64(run) + 77)
    var outcomes: Set<String> = []
    for _ in 0..<150 {
      let seed = Array(Self.seeds[run % Self.seeds.count].utf8)
      let damaged = Self.damaged(seed, &random)
      do {
        let rows = try readMail(["m": Data(damaged)], includesBulk: true)
        #expect(rows.activities.allSatisfy { $0["id"] != nil && $0["at"]?.count == 20 })
        #expect(rows.problems.allSatisfy { !$0.file.isEmpty && !$0.expected.isEmpty })
        outcomes.insert("read \(rows.ids.count)")
      } catch is IngestError {
        outcomes.insert("refused")
      }
    }
    #expect(outcomes.count > 1)
  }

  private static func damaged(_ seed: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
    var bytes = seed
    let telling = Array("<>@:;,()\"\\=? \n\r\t\u{1B}{}[]".utf8) + [0, 0x80, 0xFF, 0xC3]
    for _ in 0...Int.random(in: 0...12, using: &random) {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<6, using: &random) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes[place] = telling[Int.random(in: 0..<telling.count, using: &random)]
      case 2: bytes.insert(telling[Int.random(in: 0..<telling.count, using: &random)], at: place)
      case 3: bytes.removeSubrange(place..<min(bytes.count - 1, place + Int.random(in: 1...40, using: &random)))
      case 4:
        let end = min(bytes.count, place + Int.random(in: 1...200, using: &random))
        bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0..<bytes.count, using: &random))
      default:
        let part = bytes[place..<min(bytes.count, place + Int.random(in: 1...4, using: &random))]
        bytes.insert(contentsOf: (0..<200).flatMap { _ in part }, at: place)
      }
      if bytes.isEmpty { bytes = [0x0A] }
    }
    return bytes
  }

  @Test("long fields of what parsers dislike are read")
  func large() throws {
    for part in [
      "(", "\"", "<", "a@b.example,", "Team:", "=?utf-8?q?", "=?utf-8?q?x?= ", ";", "a at b.example;", "\\", "\u{1B}$B",
    ] {
      let field = String(repeating: part, count: 200_000 / part.utf8.count)
      let rows = try readHeader("From: a@x.example\nSubject: \(field)\nTo: \(field)\nReferences: \(field)\n")
      #expect(rows.ids == ["m@x.example"])
    }
  }
}
