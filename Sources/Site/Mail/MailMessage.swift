import Crypto
import Dataset
import Markup

/// A mail: who it is from and to, its two texts, and perhaps a file (RFC 5322; MIME, RFC 2045 and 2046).
///
/// The same values give the same bytes: `Message-ID` and the boundaries come from the content, and the date is given.
public struct MailMessage: Sendable {
  public var from: MailAddress
  /// At least one.
  public var to: [MailAddress]
  public var subject: String
  public var date: Instant
  /// The zone that the date is given in.
  public var zone: TimeZoneRules
  /// The language of subject and texts, a BCP 47 tag.
  public var language: String
  /// Lines end with a line feed.
  public var plain: [UInt8]
  /// A whole HTML document.
  public var html: [UInt8]
  public var attachment: Attachment?

  public struct Attachment: Sendable {
    /// ASCII letters, digits, `.` and `-`.
    public var name: String
    /// Such as `application/zip`.
    public var mediaType: String
    public var bytes: [UInt8]

    public init(name: String, mediaType: String, bytes: [UInt8]) {
      self.name = name
      self.mediaType = mediaType
      self.bytes = bytes
    }
  }

  /// The message as it goes to a mail server, ASCII in lines of at most 78 characters that end with CRLF.
  public func encoded() -> [UInt8] {
    let texts = alternative()
    let content = attachment.map { Part.mixed(texts, Self.part($0)) } ?? texts
    var header = MailHeader()
    header.add("From", addresses: [from])
    header.add("To", addresses: to)
    header.add("Subject", text: subject)
    header.add("Date", date, zone: zone)
    // Of all that the mail says, so that the same mail sent twice is known for the same.
    header.add("Message-ID", "<\(Self.digest(header.bytes + content.bytes, bytes: 16))@\(from.domain)>")
    header.add("MIME-Version", "1.0")
    header.add("Content-Language", language)
    // Nobody has typed it: no replies from machines to it, and no answer is owed.
    header.add("Auto-Submitted", "auto-generated")
    header.add("X-Auto-Response-Suppress", "All")
    return header.bytes + content.bytes
  }

  private func alternative() -> Part {
    Part.multipart(
      "alternative",
      [Self.text("plain", plain), Self.text("html", html)])
  }

  private static func text(_ kind: String, _ text: [UInt8]) -> Part {
    var header = MailHeader()
    header.add("Content-Type", "text/\(kind); charset=utf-8")
    header.add("Content-Transfer-Encoding", "quoted-printable")
    var body: [UInt8] = []
    QuotedPrintable.append(text, to: &body)
    return Part(header: header, body: body)
  }

  private static func part(_ attachment: Attachment) -> Part {
    var header = MailHeader()
    header.add("Content-Type", "\(attachment.mediaType); name=\"\(attachment.name)\"")
    header.add("Content-Disposition", "attachment; filename=\"\(attachment.name)\"")
    header.add("Content-Transfer-Encoding", "base64")
    var encoded: [UInt8] = []
    Base64.append(attachment.bytes, to: &encoded)
    var body: [UInt8] = []
    body.reserveCapacity(encoded.count + encoded.count / 38 + 2)
    for start in stride(from: 0, to: encoded.count, by: 76) {
      body += encoded[start..<min(start + 76, encoded.count)]
      body += [0x0D, 0x0A]
    }
    return Part(header: header, body: body)
  }

  /// The first bytes of SHA-256 in hexadecimal digits.
  fileprivate static func digest(_ content: [UInt8], bytes: Int) -> String {
    String(ContentHash.hex(content).prefix(2 * bytes))
  }
}

/// A part of a mail: its header, and its body as it is sent.
private struct Part {
  var header: MailHeader
  var body: [UInt8]

  /// Header, empty line, body.
  var bytes: [UInt8] { header.bytes + [0x0D, 0x0A] + body }

  static func mixed(_ parts: Part...) -> Part { multipart("mixed", parts) }

  /// Parts between boundaries. No body that is quoted-printable or base64 holds “=_”, so that none holds the boundary.
  static func multipart(_ kind: String, _ parts: [Part]) -> Part {
    let boundary = "=_" + MailMessage.digest(parts.flatMap(\.bytes), bytes: 12)
    var header = MailHeader()
    header.add("Content-Type", "multipart/\(kind); boundary=\"\(boundary)\"")
    var body: [UInt8] = []
    for part in parts {
      body += Array("--\(boundary)\r\n".utf8)
      body += part.bytes
      // The line break before a boundary is the boundary's.
      body += Array("\r\n".utf8)
    }
    body += Array("--\(boundary)--\r\n".utf8)
    return Part(header: header, body: body)
  }
}
