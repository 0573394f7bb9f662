import Dataset
import Foundation
import Testing

@testable import Site

@Suite("Mail messages")
struct MailMessageTests {
  private static func message() throws -> MailMessage {
    MailMessage(
      from: try #require(MailAddress.list("Reports <r@a.example>").first),
      to: try MailAddress.list(#"Zoë <z@b.example>, "Lee, Ann" <ann@b.example>"#),
      subject: "Pipeline, as of 12 Jun 2026",
      date: Instant(seconds: 1_781_301_600), zone: try .named("Europe/Berlin"), language: "en",
      plain: Array("Hello = €\nbye \n".utf8), html: Array("<p>Hello</p>\n".utf8))
  }

  @Test("a mail is, byte for byte, what RFC 5322 and MIME ask for")
  func bytes() throws {
    let text = String(decoding: try Self.message().encoded(), as: UTF8.self)
    let id = try #require(text.firstMatch(of: /Message-ID: <([0-9a-f]{32})@a\.example>/)).1
    let boundary = try #require(text.firstMatch(of: /boundary="(=_[0-9a-f]{24})"/)).1
    // 1,781,301,600 is 2026-06-12T22:00:00Z; Zoë is 5A 6F C3 AB.
    let expected = """
      From: Reports <r@a.example>
      To: =?utf-8?B?Wm/Dqw==?= <z@b.example>, "Lee, Ann" <ann@b.example>
      Subject: Pipeline, as of 12 Jun 2026
      Date: Sat, 13 Jun 2026 00:00:00 +0200
      Message-ID: <\(id)@a.example>
      MIME-Version: 1.0
      Content-Language: en
      Auto-Submitted: auto-generated
      X-Auto-Response-Suppress: All
      Content-Type: multipart/alternative; boundary="\(boundary)"

      --\(boundary)
      Content-Type: text/plain; charset=utf-8
      Content-Transfer-Encoding: quoted-printable

      Hello =3D =E2=82=AC
      bye=20

      --\(boundary)
      Content-Type: text/html; charset=utf-8
      Content-Transfer-Encoding: quoted-printable

      <p>Hello</p>

      --\(boundary)--

      """
    #expect(text == expected.replacing("\n", with: "\r\n"))
  }

  @Test("the same mail has the same id, another one another")
  func identity() throws {
    func id(_ change: (inout MailMessage) -> Void = { _ in }) throws -> String {
      var message = try Self.message()
      change(&message)
      let text = String(decoding: message.encoded(), as: UTF8.self)
      return String(try #require(text.firstMatch(of: /Message-ID: <(.*)>/)).1)
    }
    let ids = [
      try id(), try id { $0.subject = "x" }, try id { $0.to.removeLast() }, try id { $0.html.append(0x20) },
      try id { $0.date = Instant(seconds: 0) },
    ]
    #expect(try id() == ids[0])
    #expect(Set(ids).count == ids.count)
  }

  @Test("an attachment follows the texts, in lines of 76 characters")
  func attachment() throws {
    var message = try Self.message()
    let bytes = [UInt8](0..<200)
    message.attachment = .init(name: "report.zip", mediaType: "application/zip", bytes: bytes)
    let text = String(decoding: message.encoded(), as: UTF8.self)
    #expect(text.contains("Content-Type: multipart/mixed; boundary="))
    let head = """
      Content-Type: application/zip; name="report.zip"
      Content-Disposition: attachment; filename="report.zip"
      Content-Transfer-Encoding: base64


      """.replacing("\n", with: "\r\n")
    let start = try #require(text.firstRange(of: head)).upperBound
    let end = try #require(text[start...].firstRange(of: "--=_")).lowerBound
    let lines = text[start..<end].split(separator: "\r\n").map(String.init)
    // 200 bytes are 268 characters: three lines of 76, and 40.
    #expect(lines.map(\.count) == [76, 76, 76, 40])
    #expect(Data(base64Encoded: lines.joined()) == Data(bytes))
  }

  static let hostile = [
    "a\r\nBcc: x@y.example", "a\nb", "a\u{0}b\u{7}\u{1B}[31m", "\u{202E}gpj.exe", String(repeating: "x", count: 5000),
    String(repeating: "é", count: 300), String(repeating: "👩‍👩‍👧🏽", count: 40), String(repeating: "word ", count: 200),
    " spaces  around ", "=?utf-8?B?YQ==?=", "", "e\u{301}\u{301}\u{301}", "\u{FFFF}\u{10FFFF}", "plain",
  ]

  @Test("whatever the subject or a name holds, it stays in its field, in short ASCII lines", arguments: hostile)
  func injection(_ text: String) throws {
    var header = MailHeader()
    header.add("Subject", text: text)
    header.add("X-End", "1")
    let raw = String(decoding: header.bytes, as: UTF8.self)
    #expect(header.bytes.allSatisfy { $0 < 0x7F })
    let lines = raw.split(separator: "\r\n", omittingEmptySubsequences: false)
    #expect(lines.suffix(2) == ["X-End: 1", ""])
    let subject = lines.dropLast(2)
    #expect(subject.first?.hasPrefix("Subject:") ?? false)
    #expect(subject.dropFirst().allSatisfy { $0.hasPrefix(" ") })
    for line in subject {
      #expect(line.utf8.count <= 78)
      if line.contains("=?") { #expect(line.utf8.count <= 76) }
    }
    let unsafe: Set<Unicode.Scalar> = ["\u{0}", "\u{7}", "\u{1B}", "\u{202E}", "\u{FFFF}", "\u{10FFFF}"]
    let shown = String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { unsafe.contains($0) ? "\u{FFFD}" : $0 == "\r" || $0 == "\n" ? " " : $0 }))
    #expect(try EncodedWords.decoded(subject.joined(separator: "\r\n")) == "Subject: " + shown)
  }

  @Test("lines of quoted-printable text have at most 76 characters and read back the same")
  func quotedPrintable() throws {
    let text = (0..<400).map { String(repeating: "ä=b ", count: $0 % 40) + String(repeating: "x", count: $0) + "\n" }
      .joined()
    var bytes: [UInt8] = []
    QuotedPrintable.append(Array(text.utf8), to: &bytes)
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n", omittingEmptySubsequences: false)
    #expect(lines.allSatisfy { $0.utf8.count <= 76 && !$0.hasSuffix(" ") && $0.utf8.allSatisfy { $0 < 0x7F } })
    let joined = lines.map { $0.hasSuffix("=") ? String($0.dropLast()) : $0 + "\n" }.joined().dropLast()
    #expect(String(joined).replacing("=", with: "%").removingPercentEncoding == text)
  }
}

/// Reads encoded words back, each by itself: what splits a character is no text then.
private enum EncodedWords {
  struct NotText: Error {}

  static func decoded(_ field: String) throws -> String {
    var result = ""
    // White space between encoded words is theirs.
    let joined = field.replacing("?=\r\n =?", with: "?==?").replacing("?= =?", with: "?==?")
    var rest = Substring(joined.replacing("\r\n", with: ""))
    while let start = rest.firstRange(of: "=?utf-8?B?") {
      result += rest[..<start.lowerBound]
      rest = rest[start.upperBound...]
      guard let end = rest.firstRange(of: "?="), let data = Data(base64Encoded: String(rest[..<end.lowerBound])),
        let text = String(data: data, encoding: .utf8), data.count <= 45
      else { throw NotText() }
      result += text
      rest = rest[end.upperBound...]
    }
    return result + rest
  }
}
