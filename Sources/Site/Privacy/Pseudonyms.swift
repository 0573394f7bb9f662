import Crypto
import Foundation

/// Names and ids that stand for real ones where names are redacted (page spec, "Words").
///
/// A pseudonym follows from type and id alone: it stays the same from week to week, whoever else is in the data. It is
/// cut from an HMAC-SHA-256 under the salt. Without a salt, somebody who guesses an address can compute what stands for
/// it, and so confirm the guess; with a salt that is kept secret, nobody can.
public struct Pseudonyms: Sendable {
  /// What something is that has a name or an id.
  public enum Kind: String, Sendable, CaseIterable {
    case account, contact, lead, opportunity, user, unresolved, activity

    /// What a name of this kind begins with, in every language.
    var initial: String { self == .unresolved ? "P" : rawValue.prefix(1).uppercased() }
  }

  private let key: SymmetricKey

  /// No vowels, so that no pseudonym spells a name, and no `l`, which looks like 1.
  private static let digits = Array("0123456789bcdfghjkmnpqrstvwxyz")

  /// - Parameter salt: a secret of the user's, or nothing.
  public init(salt: String = "") { key = SymmetricKey(data: Data(salt.utf8)) }

  /// The name that stands for what has this id, such as `C-7k3x9f`.
  ///
  /// - Parameters:
  ///   - id: as `id(_:_:knownAs:)` gives it.
  ///   - digits: how many; six make 729 million names.
  public func name(_ kind: Kind, id: String, digits: Int = 6) -> String {
    // Bytes of 240 and above would favour the first digits.
    let bytes = digest("name", kind, id).filter { $0 < 240 }.prefix(digits)
    return kind.initial + "-" + String(bytes.map { Self.digits[Int($0) % Self.digits.count] })
  }

  /// The id that is shown: the id itself, or a hash of 16 hexadecimal digits where it is an address, or repeats a word
  /// of the name or address of what it stands for. What this gives for a record or a user is given back unchanged.
  ///
  /// - Parameter names: name and addresses.
  public func id(_ kind: Kind, _ id: String, knownAs names: [String] = []) -> String {
    if id.isEmpty || (kind != .unresolved && !Self.tells(id, names)) { return id }
    return digest("id", kind, id).prefix(8).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  private func digest(_ use: String, _ kind: Kind, _ text: String) -> HMAC<SHA256>.MAC {
    HMAC<SHA256>.authenticationCode(for: Data("\(use):\(kind.rawValue):\(text)".utf8), using: key)
  }

  /// Whether an id gives a name away.
  private static func tells(_ id: String, _ names: [String]) -> Bool {
    if id.contains("@") { return true }
    let id = folded(id)
    return names.contains { name in
      let name = folded(name)
      return id == name || words(name).contains { id.contains($0) }
    }
  }

  /// Words of a name that tell who it is: of four bytes or more, so that two Chinese characters are one, and none that
  /// name a kind of record.
  private static func words(_ name: String) -> [Substring] {
    name.split { !$0.isLetter }.filter { $0.utf8.count >= 4 && !kinds.contains($0) }
  }

  private static let kinds: Set<Substring> = [
    "account", "contact", "lead", "opportunity", "user", "deal", "company", "customer", "person", "name", "test",
  ]

  /// Without case and accents.
  private static func folded(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.decomposedStringWithCompatibilityMapping.unicodeScalars.filter {
          $0.properties.canonicalCombiningClass == .notReordered
        })
    ).lowercased()
  }
}
