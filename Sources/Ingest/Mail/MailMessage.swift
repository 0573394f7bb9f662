import Crypto
import Dataset

/// What a report needs of a mail.
struct MailMessage {
  enum Role: String { case from, to, cc, bcc }

  struct Party {
    var role: Role
    var mailbox: Mailbox
  }

  /// Without angle brackets, the domain in lower case; empty where the message has none.
  var messageID = ""
  var inReplyTo = ""
  var conversationID = ""
  var subject = ""
  var at = Instant(seconds: 0)
  var isPrivate = false
  var isBulk = false
  /// Whether a mailing list wrote its address over the sender's.
  var isRewritten = false
  var parties: [Party] = []

  mutating func add(_ mailboxes: [Mailbox], as role: Role) {
    parties += mailboxes.map { Party(role: role, mailbox: $0) }
  }

  /// What tells this message from others: its `Message-ID`, else a digest of what it says, so that it does not depend on
  /// where the message lies.
  var id: String {
    if !messageID.isEmpty { return messageID }
    var text = "\(at.seconds)\n\(inReplyTo)\n\(subject)"
    for party in parties { text += "\n\(party.role.rawValue) \(party.mailbox.name) \(party.mailbox.address)" }
    return "mail-" + BinaryText.hexadecimal(of: SHA256.hash(data: Array(text.utf8)).prefix(16)).lowercased()
  }
}

/// When a message was sent: `Date`, else the newest `Received` (sources spec, "mail").
enum MailTime {
  case at(Instant)
  /// The date is none that can be; the time is that of the newest `Received`.
  case replaced(Instant)
  case unknown

  private static let day = 86_400

  init(date: Instant?, hasDate: Bool, newestReceived: Instant?) {
    switch (date, newestReceived) {
    case (let date?, let received?):
      self = date.seconds < 0 || date - received > Self.day ? .replaced(received) : .at(date)
    case (let date?, nil): self = date.seconds < 0 ? .unknown : .at(date)
    case (nil, let received?): self = hasDate ? .replaced(received) : .at(received)
    case (nil, nil): self = .unknown
    }
    if case .replaced(let instant) = self, instant.seconds < 0 { self = .unknown }
    if case .at(let instant) = self, instant.seconds < 0 { self = .unknown }
  }
}
