/// How the kinds of source look.
extension SourceProbe {
  /// An mbox file, a Maildir, a folder of either or of mails as files, or Microsoft Graph messages.
  var looksLikeMail: Bool {
    if !isFolder { return Self.isMail(head) || isPackedMail || hasGraphJSON(of: Self.isMessage) }
    if hasFolder("cur") || !names(ending: ".eml").isEmpty || !names(ending: ".mbox").isEmpty {
      return true
    }
    if hasGraphJSON(of: Self.isMessage) { return true }
    var looks = Self.mostLooks
    return Self.holdsMail(path, depth: 0, &looks)
  }

  /// How many files and folders are looked into before a folder is taken for something else.
  private static let mostLooks = 200

  /// Whether mail is among the first files of a folder and its subfolders, which is how mail programs keep it: folders
  /// as mbox files without ending, Maildirs below a folder of their own.
  private static func holdsMail(_ folder: String, depth: Int, _ looks: inout Int) -> Bool {
    guard depth < 5, let names = entries(of: folder) else { return false }
    if names.contains("cur") { return true }
    for name in names.sorted() where !name.hasPrefix(".") {
      if looks == 0 { return false }
      looks -= 1
      let place = folder + "/" + name
      if let head = head(of: place) {
        if isMail(head) { return true }
      } else if holdsMail(place, depth: depth + 1, &looks) {
        return true
      }
    }
    return false
  }

  private var isPackedMail: Bool {
    guard head.starts(with: [0x1F, 0x8B]), var reader = try? MailboxReader(path: path, name: path),
      let unpacked = try? reader.peek()
    else { return false }
    return MailFormat(of: unpacked) == .mail
  }

  /// iCalendar files, in the folder or in folders of it, or Microsoft Graph events.
  var looksLikeCalendar: Bool {
    if !isFolder {
      return path.lowercased().hasSuffix(".ics") || Self.isCalendar(head) || hasGraphJSON(of: Self.isEvent)
    }
    return Self.hasCalendars(names) || hasGraphJSON(of: Self.isEvent)
      || names.prefix(20).contains { hasFolder($0) && Self.hasCalendars(Self.entries(of: path + "/" + $0) ?? []) }
  }

  private static func hasCalendars(_ names: [String]) -> Bool {
    names.contains { name in CalendarFolder.endings.contains { $0 != ".json" && name.lowercased().hasSuffix($0) } }
  }

  /// Whether a file begins as a calendar; a mail may hold one further on.
  private static func isCalendar(_ head: [UInt8]) -> Bool {
    let start = head.drop { $0 <= 0x20 || $0 >= 0x80 }.prefix(15)
    return String(decoding: start, as: UTF8.self).uppercased() == "BEGIN:VCALENDAR"
  }

  /// One of the three shapes of a Dataverse export.
  var looksLikeDataverse: Bool {
    if isFolder {
      return names.contains("model.json") || names.contains("data.xml") || names.contains("data_schema.xml")
        || heads(ending: ".json").contains(where: Self.isDataverseJSON)
        || names(ending: ".json").contains(where: isTable)
    }
    return head.starts(with: "PK\u{3}\u{4}") || path.hasSuffix("/model.json")
      || (path.lowercased().hasSuffix(".xml") && head.contains("<entities")) || Self.isDataverseJSON(head)
  }

  /// Whether a JSON file is named after a table and names the column of its ids.
  private func isTable(_ name: String) -> Bool {
    guard let id = WebAPIExport.table(named: name)?.idAttribute else { return false }
    return String(decoding: head(of: name), as: UTF8.self).contains("\"\(id)\"")
  }

  private static func isMail(_ head: [UInt8]) -> Bool {
    head.withUnsafeBufferPointer { MailFormat(of: $0) == .mail }
  }

  private func hasGraphJSON(of isKind: ([UInt8]) -> Bool) -> Bool {
    heads(ending: ".json").contains { Self.isGraph($0) && isKind($0) }
  }

  private static func isMessage(_ head: [UInt8]) -> Bool {
    head.contains("\"toRecipients\"") || head.contains("\"internetMessageId\"")
      || head.contains("\"receivedDateTime\"")
  }

  private static func isEvent(_ head: [UInt8]) -> Bool {
    !isMessage(head)
      && (head.contains("\"iCalUId\"") || head.contains("\"attendees\"")
        || (head.contains("\"start\"") && head.contains("\"dateTime\"")))
  }

  private static func isGraph(_ head: [UInt8]) -> Bool {
    head.contains("graph.microsoft.com") || head.contains("microsoft.graph.") || isMessage(head) || isEvent(head)
  }

  private static func isDataverseJSON(_ head: [UInt8]) -> Bool {
    !isGraph(head)
      && (head.contains("/api/data/v") || head.contains("@odata.") || head.contains("Microsoft.Dynamics.CRM")
        || head.contains("@OData.Community.Display"))
  }
}
