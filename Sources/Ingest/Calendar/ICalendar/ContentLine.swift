import Dataset

/// One unfolded line of an iCalendar file: `NAME;PARAMETER=value:value` (RFC 5545, 3.1).
struct ContentLine: Sendable {
  /// In upper case.
  var name: String
  var parameters: [Parameter] = []
  var value: String
  /// The line of the file on which it begins, from 1.
  var line: Int

  struct Parameter: Sendable {
    /// In upper case.
    var name: String
    /// Without quotes.
    var value: String
  }

  /// The value of a parameter, by its name in upper case.
  func parameter(_ name: String) -> String? { parameters.first { $0.name == name }?.value }

  /// Whether a parameter has a value, which is given in upper case.
  func has(_ name: String, _ value: String) -> Bool { parameter(name)?.uppercased() == value }

  /// The value as text on one line, its escapes resolved.
  var text: String {
    guard value.utf8.contains(UInt8(ascii: "\\")) else { return value.trimmingSpace() }
    var text = ""
    var isEscaped = false
    for character in value.unicodeScalars {
      if !isEscaped {
        if character == "\\" { isEscaped = true } else { text.unicodeScalars.append(character) }
        continue
      }
      isEscaped = false
      switch character {
      case "n", "N": text += " "
      case ",", ";", "\\": text.unicodeScalars.append(character)
      default:
        // Somebody forgot to escape a backslash.
        text += "\\"
        text.unicodeScalars.append(character)
      }
    }
    return (isEscaped ? text + "\\" : text).trimmingSpace()
  }
}

extension ContentLine {
  /// Reads a line if it has a wanted name.
  ///
  /// Lenient where programs are known to err: empty parameters, quotes that do not close, colons that should be quoted.
  ///
  /// - Returns: `nil` if the name is not wanted.
  init?(_ bytes: UnsafeBufferPointer<UInt8>, line: Int, wanted: Set<String>) {
    guard let end = Self.endOfName(bytes) else { return nil }
    let name = String(decoding: TextParsing.trimmed(UnsafeBufferPointer(rebasing: bytes[..<end])), as: UTF8.self)
      .uppercased()
    guard wanted.contains(name) else { return nil }
    var scanner = ParameterScanner(bytes: bytes, index: end)
    let parameters = scanner.parameters(closingQuotes: true)
    guard scanner.index < bytes.count else {
      // A quote that does not close swallowed the value.
      scanner = ParameterScanner(bytes: bytes, index: end)
      let parameters = scanner.parameters(closingQuotes: false)
      self.init(name, parameters, bytes, from: scanner.index, line)
      return
    }
    self.init(name, parameters, bytes, from: scanner.index, line)
  }

  private init(
    _ name: String, _ parameters: [Parameter], _ bytes: UnsafeBufferPointer<UInt8>, from colon: Int, _ line: Int
  ) {
    let start = min(colon + 1, bytes.count)
    let value = Self.string(UnsafeBufferPointer(rebasing: bytes[start...]))
    self.init(name: name, parameters: parameters, value: value, line: line)
  }

  /// Where the name of a line ends; `nil` if nothing follows it, so that it is no property.
  static func endOfName(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    bytes.firstIndex { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ";") }
  }

  /// Text that is UTF-8 as it should be, or Latin-1 as old programs write it.
  fileprivate static func string(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    var text = ""
    for byte in bytes { text.unicodeScalars.append(Unicode.Scalar(byte)) }
    return text
  }
}

private struct ParameterScanner {
  let bytes: UnsafeBufferPointer<UInt8>
  /// At the semicolon before a parameter, the colon before the value, or the end.
  var index: Int

  mutating func parameters(closingQuotes: Bool) -> [ContentLine.Parameter] {
    var parameters: [ContentLine.Parameter] = []
    while index < bytes.count, bytes[index] == UInt8(ascii: ";") {
      index += 1
      let name = text(until: [UInt8(ascii: "="), UInt8(ascii: ";"), UInt8(ascii: ":")], closingQuotes: false)
      guard index < bytes.count, bytes[index] == UInt8(ascii: "=") else { continue }
      index += 1
      let value = text(until: [UInt8(ascii: ";"), UInt8(ascii: ":")], closingQuotes: closingQuotes)
      parameters.append(ContentLine.Parameter(name: name.uppercased(), value: unescaped(value)))
    }
    return parameters
  }

  private mutating func text(until ends: [UInt8], closingQuotes: Bool) -> String {
    let start = index
    var isQuoted = false
    var hasQuotes = false
    while index < bytes.count, isQuoted || !ends.contains(bytes[index]) {
      if bytes[index] == UInt8(ascii: "\"") {
        hasQuotes = true
        isQuoted = closingQuotes && !isQuoted
      }
      index += 1
    }
    let text = ContentLine.string(UnsafeBufferPointer(rebasing: bytes[start..<index])).trimmingSpace()
    return hasQuotes ? String(String.UnicodeScalarView(text.unicodeScalars.filter { $0 != "\"" })) : text
  }

  /// Resolves `^n`, `^'` and `^^` (RFC 6868).
  private func unescaped(_ value: String) -> String {
    guard value.utf8.contains(UInt8(ascii: "^")) else { return value }
    var text = ""
    var isEscaped = false
    for character in value.unicodeScalars {
      if !isEscaped && character == "^" {
        isEscaped = true
        continue
      }
      switch character {
      case "n" where isEscaped: text += " "
      case "'" where isEscaped: text += "\""
      case "^" where isEscaped: text += "^"
      default:
        if isEscaped { text += "^" }
        text.unicodeScalars.append(character)
      }
      isEscaped = false
    }
    return isEscaped ? text + "^" : text
  }
}
