/// How the kinds of source look.
extension SourceProbe {
  /// An mbox file, a Maildir, mails as `.eml` files, or Microsoft Graph messages.
  var looksLikeMail: Bool {
    if !isFolder {
      return head.starts(with: "From ") || path.lowercased().hasSuffix(".eml") || hasGraphJSON(of: Self.isMessage)
    }
    return (hasFolder("cur") && hasFolder("new")) || !names(ending: ".eml").isEmpty || !names(ending: ".mbox").isEmpty
      || hasGraphJSON(of: Self.isMessage)
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
    head.contains("graph.microsoft.com") || isMessage(head) || isEvent(head)
  }

  private static func isDataverseJSON(_ head: [UInt8]) -> Bool {
    !isGraph(head)
      && (head.contains("/api/data/v") || head.contains("@odata.") || head.contains("Microsoft.Dynamics.CRM")
        || head.contains("@OData.Community.Display"))
  }
}
