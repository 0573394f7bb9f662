import Dataset
import Foundation

/// Where pages stand below OUT (report spec, "The folder").
public enum PagePath {
  public static let team = "index.html"

  /// The path of a record's page, such as `opportunities/nordwind-fleet-renewal-1a2b3c4d.html`: stable while the name
  /// is, and unique.
  public static func record(_ type: RecordType, id: String, name: String) -> String {
    folder(type) + "/" + slug(type, id: id, name: name) + ".html"
  }

  public static func folder(_ type: RecordType) -> String {
    switch type {
    case .account: "accounts"
    case .contact: "contacts"
    case .lead: "leads"
    case .opportunity: "opportunities"
    }
  }

  /// The way from one page below OUT to another.
  static func relative(_ path: String, from page: String) -> String { root(of: page) + path }

  /// The way from a page back to OUT.
  static func root(of page: String) -> String {
    String(repeating: "../", count: page.utf8.count { $0 == UInt8(ascii: "/") })
  }

  static func slug(_ type: RecordType, id: String, name: String) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(96)
    // Nothing of ASCII is composed, and finding that out takes Foundation as long as all the rest.
    let isPlain = name.utf8.allSatisfy { $0 < 0x80 }
    for byte in (isPlain ? name : name.decomposedStringWithCompatibilityMapping).utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): bytes.append(byte)
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): bytes.append(byte | 0x20)
      default: if bytes.last != hyphen && !bytes.isEmpty { bytes.append(hyphen) }
      }
    }
    bytes.removeLast(max(0, bytes.count - 60))
    while bytes.last == hyphen { bytes.removeLast() }
    if bytes.isEmpty { bytes = Array(type.code.utf8) }
    bytes.append(hyphen)
    bytes.append(contentsOf: ContentHash.hex(Array("\(type.code):\(id)".utf8)).utf8.prefix(8))
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let hyphen = UInt8(ascii: "-")
}
