/// Where a link or an image of a document may lead.
///
/// Links are let through by what they are, not stopped by what they are not: everything whose scheme is not known
/// here is refused, so that `javascript:`, `data:`, `file:` and whatever else a browser may obey stay out.
enum LinkTarget: Equatable {
  /// `http` or `https`.
  case web(String)
  case mail(String)
  /// A path or a fragment, without scheme and host.
  case relative(String)
  case refused

  /// The target of an address as its author wrote it. What may not stand in a URL is percent-encoded.
  init(_ address: String) {
    guard !address.isEmpty, !address.hasPrefix("//") else {
      self = .refused
      return
    }
    let encoded = Self.encoded(address)
    let head = encoded.utf8.prefix { !Self.endsHead.contains($0) }
    guard head.endIndex < encoded.utf8.endIndex, encoded.utf8[head.endIndex] == UInt8(ascii: ":") else {
      self = .relative(encoded)
      return
    }
    let rest = encoded.utf8[encoded.utf8.index(after: head.endIndex)...]
    switch String(Substring(head)).lowercased() {
    case "http", "https":
      let authority = rest.dropFirst(2).prefix { !Self.endsAuthority.contains($0) }
      self = rest.starts(with: "//".utf8) && Self.isHost(String(Substring(authority))) ? .web(encoded) : .refused
    case "mailto" where rest.contains(UInt8(ascii: "@")): self = .mail(encoded)
    default: self = .refused
    }
  }

  private static let endsHead = Array(":/?#".utf8)
  private static let endsAuthority = Array("/?#".utf8)
  private static let harmless = Set(
    Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/?".utf8))

  private static func encoded(_ address: String) -> String {
    var result: [UInt8] = []
    var hasFragment = false
    let bytes = Array(address.utf8)
    for index in bytes.indices {
      let byte = bytes[index]
      let isLegal =
        switch byte {
        case UInt8(ascii: "#"): !hasFragment
        case UInt8(ascii: "%"):
          index + 2 < bytes.count && PercentEncoding.isHex(bytes[index + 1]) && PercentEncoding.isHex(bytes[index + 2])
        default: harmless.contains(byte)
        }
      if byte == UInt8(ascii: "#") { hasFragment = true }
      if isLegal {
        result.append(byte)
      } else {
        PercentEncoding.append(byte, to: &result)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// A host name or a dotted address, with or without a port; no user name, which makes one site look like another.
  private static func isHost(_ authority: String) -> Bool {
    let parts = authority.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard let host = parts.first, parts.count <= 2 else { return false }
    if parts.count == 2 {
      let digits = parts[1].allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
      guard digits, let port = UInt16(String(Substring(parts[1]))), port > 0 else { return false }
    }
    let labels = host.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard let last = labels.last, labels.allSatisfy({ isLabel($0) }) else { return false }
    guard let first = last.first, first >= 0x30, first <= 0x39 else { return true }
    // A host that ends in a number is read as an IPv4 address.
    return labels.count == 4 && labels.allSatisfy { UInt8(String(Substring($0))) != nil }
  }

  /// Letters, digits, `-` and `_`, or percent-encoded characters beyond ASCII.
  private static func isLabel(_ label: Substring.UTF8View) -> Bool {
    var escape = 0
    for byte in label {
      switch byte {
      case UInt8(ascii: "%"): escape = 2
      case _ where escape == 2:
        guard byte > 0x37 else { return false }
        escape = 1
      case _ where escape == 1: escape = 0
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"): break
      default: return false
      }
    }
    return !label.isEmpty
  }
}
