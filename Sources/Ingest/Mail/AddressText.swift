/// Address fields before and after GMime.
enum AddressText {
  /// Undoes what mail programs and archives do to addresses: `user at host` of public archives, `mailto:`, and
  /// semicolons between addresses, as Outlook's users write them.
  static func repair(_ field: inout [UInt8]) {
    if needsRepair(field) {
      field = Array(elements(of: field).map(repairedElement).joined())
    }
    limitColons(of: &field)
  }

  /// GMime goes one level deeper for each group that seems to begin within another; groups hold none.
  private static func limitColons(of field: inout [UInt8]) {
    var colons = 0
    for index in field.indices where field[index] == UInt8(ascii: ":") {
      colons += 1
      if colons > mostColons { field[index] = 0x20 }
    }
  }

  private static let mostColons = 100

  /// Whether a semicolon, `mailto:` or the word `at` stands in a field.
  private static func needsRepair(_ field: [UInt8]) -> Bool {
    for (index, byte) in field.enumerated() {
      switch byte {
      case UInt8(ascii: ";"): return true
      case UInt8(ascii: ":") where isMailto(field[..<index]): return true
      case 0x20:
        let word = field[(index + 1)...].prefix(3)
        if word.count == 3, word.last == 0x20, isAt(word.dropLast()) { return true }
      default: break
      }
    }
    return false
  }

  /// The field cut behind each comma and semicolon that separates; those semicolons have become commas. Joined, the
  /// elements are the field.
  private static func elements(of field: [UInt8]) -> [[UInt8]] {
    var elements: [[UInt8]] = []
    var element: [UInt8] = []
    var (isQuoted, isEscaped, isAngled, isGroup, depth) = (false, false, false, false, 0)
    for byte in field {
      var byte = byte
      var isEnd = false
      if isEscaped {
        isEscaped = false
      } else {
        switch byte {
        case UInt8(ascii: "\\"): isEscaped = true
        case UInt8(ascii: "\"") where depth == 0: isQuoted.toggle()
        case _ where isQuoted: break
        case UInt8(ascii: "("): depth += 1
        case UInt8(ascii: ")"): depth = max(0, depth - 1)
        case _ where depth > 0: break
        case UInt8(ascii: "<"): isAngled = true
        case UInt8(ascii: ">"): isAngled = false
        case UInt8(ascii: ":") where !isAngled && !isMailto(element[...]): isGroup = true
        case UInt8(ascii: ",") where !isAngled: isEnd = true
        case UInt8(ascii: ";") where isGroup:
          isGroup = false
          isEnd = true
        case UInt8(ascii: ";") where !isAngled:
          byte = UInt8(ascii: ",")
          isEnd = true
        default: break
        }
      }
      element.append(byte)
      if isEnd {
        elements.append(element)
        element = []
      }
    }
    if !element.isEmpty { elements.append(element) }
    return elements
  }

  private static func isMailto(_ text: ArraySlice<UInt8>) -> Bool {
    text.suffix(6).map { $0 | 0x20 }.elementsEqual("mailto".utf8)
  }

  private static func repairedElement(_ element: [UInt8]) -> [UInt8] {
    var element = element
    let mailto = Array("mailto:".utf8)
    if let start = element.indices.first(where: { element[$0...].prefix(7).map { $0 | 0x20 }.elementsEqual(mailto) }) {
      element.removeSubrange(start..<start + 7)
    }
    return element.contains(UInt8(ascii: "@")) ? element : withAtSign(element)
  }

  /// `user at host` made `user@host`: in angle brackets, else where the host has a dot and nothing but a comment and a
  /// comma follows.
  private static func withAtSign(_ element: [UInt8]) -> [UInt8] {
    let open = element.firstIndex(of: UInt8(ascii: "<"))
    let start = open.map { $0 + 1 } ?? 0
    let end =
      element[start...].firstIndex { byte in
        open == nil ? byte == UInt8(ascii: "(") || byte == UInt8(ascii: ",") : byte == UInt8(ascii: ">")
      } ?? element.count
    let words = element[start..<end].split { $0 == 0x20 || $0 == 0x09 }
    guard words.count >= 3, isAt(words[words.count - 2]),
      let host = words.last, open != nil || host.contains(UInt8(ascii: ".")), isHost(host),
      // Words before the user are part of a group's or person's name.
      open == nil || words.count == 3
    else { return element }
    let user = words[words.count - 3]
    return Array(element[..<user.startIndex]) + Array(user) + [UInt8(ascii: "@")] + Array(host)
      + Array(element[host.endIndex...])
  }

  private static func isAt(_ word: ArraySlice<UInt8>) -> Bool {
    word.count == 2 && word[word.startIndex] | 0x20 == UInt8(ascii: "a")
      && word[word.startIndex + 1] | 0x20 == UInt8(ascii: "t")
  }

  private static func isHost(_ text: ArraySlice<UInt8>) -> Bool {
    text.allSatisfy { byte in
      byte >= 0x80 || (byte | 0x20) &- 97 < 26 || byte &- 48 < 10 || byte == UInt8(ascii: ".")
        || byte == UInt8(ascii: "-")
    }
  }

  /// A mailbox of a name and an address as they were found. An address without domain is a name: it is one only where
  /// it was written.
  static func mailbox(name: String, address: String) -> Mailbox {
    var name = HeaderText.cleaned(name)
    let address = HeaderText.cleaned(address)
    let quote = UInt8(ascii: "'")
    if name.utf8.count >= 2, name.utf8.first == quote, name.utf8.last == quote {
      name = String(name.dropFirst().dropLast())
    }
    guard address.utf8.contains(UInt8(ascii: "@")) else {
      return Mailbox(name: name.isEmpty ? nameOnly(address) : name)
    }
    let isAddress = name.utf8.count == address.utf8.count && name.lowercased() == address.lowercased()
    return Mailbox(name: isAddress ? "" : name, address: address)
  }

  /// A directory entry of Exchange's (`/O=…/CN=…`) and “undisclosed recipients” are nobody's name.
  private static func nameOnly(_ text: String) -> String {
    let lower = text.lowercased()
    return lower.hasPrefix("/o=") || lower.hasPrefix("undisclosed") || lower.hasPrefix("unlisted") ? "" : text
  }

  /// A mailbox of a sender field that GMime finds none in: the first word with an “@”, else the whole as a name.
  static func guessed(_ text: String) -> [Mailbox] {
    let marks = "<>()[]\",;:'"
    guard let word = text.split(whereSeparator: { $0 == " " || marks.contains($0) }).first(where: { $0.contains("@") })
    else {
      let name = nameOnly(text)
      return name.isEmpty ? [] : [Mailbox(name: name)]
    }
    let name = String(text[..<word.startIndex].filter { !marks.contains($0) })
    return [Mailbox(name: name.hasSuffix(" ") ? String(name.dropLast()) : name, address: String(word))]
  }
}
