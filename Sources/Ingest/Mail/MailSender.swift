/// Who a message is from, where a mailing list wrote its own address over theirs (sources spec, "mail").
struct MailSender {
  var from: Mailbox
  /// `X-Original-From`.
  var originalFrom: [Mailbox] = []
  var replyTo: [Mailbox] = []
  /// `X-Original-Sender`, which Google's groups set.
  var originalSender: [Mailbox] = []
  /// Addresses of lists: `List-Post`, `X-BeenThere`.
  var lists: [String] = []
  var recipients: [Mailbox] = []

  /// Whether the address of `from` is not the person's own.
  var isRewritten: Bool { writerName != nil }

  /// The person; without address where none of theirs is known, since a list's address would make one contact of all
  /// who write to it.
  var person: Mailbox {
    guard let name = writerName else { return from }
    let known = originalFrom.first(where: isPersons) ?? replyTo.first(where: isReplyPersons)
    guard let known = known ?? originalSender.first(where: isPersons) else {
      return name.isEmpty ? from : Mailbox(name: name)
    }
    let isNamed = !known.name.isEmpty && Self.nameBeforeVia(known.name) == nil
    return Mailbox(name: isNamed ? known.name : name, address: known.address)
  }

  /// The name that a list left of the person, without ` via …`; `nil` where no list wrote over the sender.
  private var writerName: String? {
    guard let name = Self.nameBeforeVia(from.name) else {
      let isRecipient = recipients.contains { $0.address.lowercased() == from.address.lowercased() }
      return !originalFrom.isEmpty && (isList(from.address) || isRecipient) ? from.name : nil
    }
    // A person may call a channel of their own so: “Ana Roy via phone <ana.roy@…>”.
    return isList(from.address) || !Self.sharesWord(name, from.address) ? name : nil
  }

  private func isPersons(_ mailbox: Mailbox) -> Bool { mailbox.address.contains("@") && !isList(mailbox.address) }

  /// Replies may be meant for another list than the one that wrote `From`.
  private func isReplyPersons(_ mailbox: Mailbox) -> Bool {
    guard isPersons(mailbox), mailbox.address.lowercased() != from.address.lowercased() else { return false }
    let isRecipient = recipients.contains { $0.address.lowercased() == mailbox.address.lowercased() }
    return !isRecipient || mailbox.name == Self.nameBeforeVia(from.name)
  }

  private func isList(_ address: String) -> Bool {
    let address = address.lowercased()
    if lists.contains(where: { $0.lowercased() == address }) { return true }
    guard address == from.address.lowercased(), let name = Self.nameBeforeVia(from.name) else { return false }
    return !Self.sharesWord(name, address)
  }

  /// `Ana Roy` of `Ana Roy via list`, `'Ana Roy' via list` and `Ana Roy (via list)`; `nil` where there is no `via`.
  static func nameBeforeVia(_ name: String) -> String? {
    let text = Array(name.utf8)
    guard let via = text.indices.last(where: { isVia(text, $0) }) else { return nil }
    var person = text[..<via]
    while let last = person.last, last == 0x20 || last == UInt8(ascii: "(") { person.removeLast() }
    while person.first == 0x20 { person.removeFirst() }
    if person.count >= 2, let first = person.first, first == person.last,
      first == UInt8(ascii: "'") || first == UInt8(ascii: "\"")
    {
      person = person.dropFirst().dropLast()
    }
    return person.isEmpty ? nil : String(decoding: person, as: UTF8.self)
  }

  /// Whether the word `via` stands at a place, between spaces or behind a parenthesis, with something after it.
  private static func isVia(_ text: [UInt8], _ index: Int) -> Bool {
    guard index > 0, index + 4 < text.count, text[index] | 0x20 == UInt8(ascii: "v"),
      text[index + 1] | 0x20 == UInt8(ascii: "i"), text[index + 2] | 0x20 == UInt8(ascii: "a"), text[index + 3] == 0x20
    else { return false }
    return text[index - 1] == 0x20 || (text[index - 1] == UInt8(ascii: "(") && index > 1)
  }

  /// Whether a word of a name, three letters or more, is in the part of an address before the “@”.
  private static func sharesWord(_ name: String, _ address: String) -> Bool {
    let user = address.prefix { $0 != "@" }.lowercased()
    return name.lowercased().split { !$0.isLetter && !$0.isNumber }.contains { $0.count >= 3 && user.contains($0) }
  }
}
