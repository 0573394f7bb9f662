import FoundationEssentials
import Markup

/// One mailbox: an address that every mail server takes, and perhaps the name of whose it is (RFC 5322, 3.4).
public struct MailAddress: Sendable, Equatable {
  /// As it was given, without quotes; empty where there is none.
  public let name: String
  /// `local@domain`, all ASCII: a domain with other letters is in its form for the network, `xn--…`.
  public let address: String

  /// What follows the `@`.
  let domain: String

  /// Why a text is no address, as the end of a sentence that begins with “found”.
  public struct Problem: Error, Equatable {
    /// The part of the list that is wrong, as it was written.
    public let text: String
    public let reason: String
  }

  /// Reads a list as people type it: `a@b.example, Ann <ann@b.example>, "Berg, Tomas" <t@b.example>`.
  ///
  /// - Throws: `Problem` for the first part that is no address. A list has at least one.
  public static func list(_ text: String) throws(Problem) -> [MailAddress] {
    if let reason = MailHeader.unsafeCharacter(in: text) { throw Problem(text: text, reason: reason) }
    var addresses: [MailAddress] = []
    for part in parts(of: text) { addresses.append(try MailAddress(part)) }
    return addresses
  }

  /// Splits at the commas that stand neither in quotes nor in angle brackets.
  private static func parts(of text: String) -> [String] {
    var parts = [""]
    var isQuoted = false
    var isEscaped = false
    for character in text.unicodeScalars {
      if character == "," && !isQuoted {
        parts.append("")
        continue
      }
      if character == "\"" && !isEscaped { isQuoted.toggle() }
      isEscaped = isQuoted && character == "\\" && !isEscaped
      parts[parts.count - 1].unicodeScalars.append(character)
    }
    return parts
  }

  private init(_ part: String) throws(Problem) {
    func problem(_ reason: String) -> Problem { Problem(text: part.trimmedOfSpaces, reason: reason) }
    let text = part.trimmedOfSpaces
    guard !text.isEmpty else { throw problem("nothing") }
    var spec = text
    var name = ""
    if text.hasSuffix(">") {
      guard let open = text.lastIndex(of: "<") else { throw problem("a “>” without a “<”") }
      spec = String(text[text.index(after: open)...].dropLast()).trimmedOfSpaces
      guard let unquoted = Self.unquoted(String(text[..<open]).trimmedOfSpaces) else {
        throw problem("a name with quotes or brackets in the middle of it")
      }
      name = unquoted
    }
    self.name = name
    let halves = spec.split(separator: "@", omittingEmptySubsequences: false)
    guard halves.count == 2, let local = halves.first, let domain = halves.last else {
      throw problem(halves.count < 2 ? "no “@” in it" : "more than one “@” in it")
    }
    guard Self.isDotAtom(local) else {
      throw problem(
        "what no mail server is sure to take before the “@”: it may hold letters A to Z, digits and "
          + "!#$%&'*+-/=?^_`{|}~, and single dots between them")
    }
    guard let host = HostName.ascii(String(domain)) else { throw problem("what is no domain after the “@”") }
    guard local.utf8.count <= 64, local.utf8.count + host.utf8.count < 254 else {
      throw problem("more than 254 characters, or more than 64 before the “@”")
    }
    address = local + "@" + host
    self.domain = host
  }

  /// The name without the quotes around all of it; nil where quotes or brackets stand within.
  private static func unquoted(_ text: String) -> String? {
    let special: Set<Character> = ["\"", "<", ">"]
    guard text.hasPrefix("\"") else { return text.contains(where: special.contains) ? nil : text }
    guard text.count >= 2, text.hasSuffix("\"") else { return nil }
    var name = ""
    var rest = text.dropFirst().dropLast()
    while let character = rest.popFirst() {
      if character == "\"" { return nil }
      guard character == "\\" else {
        name.append(character)
        continue
      }
      guard let escaped = rest.popFirst() else { return nil }
      name.append(escaped)
    }
    return name.trimmedOfSpaces
  }

  /// `atext` with single dots inside (RFC 5322, 3.2.3).
  private static func isDotAtom(_ text: Substring) -> Bool {
    text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { atom in
      !atom.isEmpty && atom.allSatisfy(MailHeader.isAtomText)
    }
  }
}

/// Names of hosts in the form that the network knows (RFC 5891, without its tables: what a registry does not allow, no
/// server answers to).
enum HostName {
  /// The name in ASCII and lower case; nil where it cannot be one.
  static func ascii(_ name: String) -> String? {
    var labels: [String] = []
    let mapped = name.lowercased().precomposedStringWithCompatibilityMapping
    for label in mapped.split(separator: ".", omittingEmptySubsequences: false) {
      guard label.unicodeScalars.allSatisfy(isAllowed) else { return nil }
      let isPlain = label.utf8.allSatisfy { $0 < 0x80 }
      let ascii = isPlain ? String(label) : Punycode.encoded(label.unicodeScalars.map(\.value)).map { "xn--" + $0 }
      guard let ascii, (1...63).contains(ascii.utf8.count), !ascii.hasPrefix("-"), !ascii.hasSuffix("-") else {
        return nil
      }
      labels.append(ascii)
    }
    return labels.joined(separator: ".")
  }

  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .lowercaseLetter, .otherLetter, .modifierLetter, .nonspacingMark, .spacingMark, .decimalNumber: true
    default: scalar == "-"
    }
  }
}

/// RFC 3492: letters of all scripts in those that host names may hold.
enum Punycode {
  private static let (base, least, most, skew, damp) = (36, 1, 26, 38, 700)
  private static let digits = Array("abcdefghijklmnopqrstuvwxyz0123456789".utf8)

  /// Nil for what is longer than a label of a host name can be.
  static func encoded(_ input: [UInt32]) -> String? {
    guard input.count <= 63 else { return nil }
    var output = input.filter { $0 < 0x80 }.map { UInt8(truncatingIfNeeded: $0) }
    var handled = output.count
    let basic = handled
    if basic > 0 { output.append(UInt8(ascii: "-")) }
    var (next, delta, bias) = (128, 0, 72)
    while handled < input.count {
      guard let smallest = input.map(Int.init).filter({ $0 >= next }).min() else { return nil }
      delta += (smallest - next) * (handled + 1)
      next = smallest
      for value in input.map(Int.init) {
        if value < next { delta += 1 }
        guard value == next else { continue }
        append(delta, bias: bias, to: &output)
        bias = adapted(delta, handled + 1, isFirst: handled == basic)
        delta = 0
        handled += 1
      }
      delta += 1
      next += 1
    }
    return String(decoding: output, as: UTF8.self)
  }

  private static func append(_ delta: Int, bias: Int, to output: inout [UInt8]) {
    var rest = delta
    var position = base
    while true {
      let threshold = min(max(position - bias, least), most)
      if rest < threshold { break }
      output.append(digits[threshold + (rest - threshold) % (base - threshold)])
      rest = (rest - threshold) / (base - threshold)
      position += base
    }
    output.append(digits[rest])
  }

  private static func adapted(_ delta: Int, _ points: Int, isFirst: Bool) -> Int {
    var delta = isFirst ? delta / damp : delta / 2
    delta += delta / points
    var divisions = 0
    while delta > (base - least) * most / 2 {
      delta /= base - least
      divisions += base
    }
    return divisions + (base - least + 1) * delta / (delta + skew)
  }
}

extension String {
  /// Without spaces around it.
  fileprivate var trimmedOfSpaces: String {
    var rest = Substring(self)
    while rest.hasPrefix(" ") { rest.removeFirst() }
    while rest.hasSuffix(" ") { rest.removeLast() }
    return String(rest)
  }
}
