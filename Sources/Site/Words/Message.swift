import Markup

/// A text of the catalogue, taken apart once: fixed stretches and `{slots}`; `**…**` is set in bold.
///
/// An object, because it is looked up hundreds of times for a page.
final class Message: Sendable {
  /// A fixed stretch, which may be empty, and the slot after it; only the last stretch has none.
  struct Stretch: Sendable, Equatable {
    /// Where the stretch stands in `html`.
    var html: Range<Int>
    var plain: String
    var slot: Slot?
  }

  /// All fixed stretches as finished HTML.
  let html: [UInt8]
  /// The plain text of a message that has no slots.
  let fixed: String?
  let stretches: [Stretch]

  var slots: Set<Slot> { Set(stretches.compactMap(\.slot)) }

  /// Why a text cannot be taken apart.
  enum Problem: Error, Equatable {
    case unclosedBrace
    case unknownSlot(String)
    case unclosedBold
  }

  init(_ text: String) throws(Problem) {
    var stretches: [Stretch] = []
    var html = HTMLWriter()
    var start = 0
    var plain = ""
    var isBold = false
    var rest = Substring(text)
    func end(with slot: Slot?) {
      stretches.append(Stretch(html: start..<html.count, plain: plain, slot: slot))
      start = html.count
      plain = ""
    }
    while let character = rest.first {
      if rest.hasPrefix("**") {
        rest = rest.dropFirst(2)
        html.raw(isBold ? "</b>" : "<b>")
        isBold.toggle()
      } else if character == "{" {
        guard let brace = rest.firstIndex(of: "}") else { throw .unclosedBrace }
        let name = String(rest[rest.index(after: rest.startIndex)..<brace])
        guard let slot = Slot(rawValue: name) else { throw .unknownSlot(name) }
        end(with: slot)
        rest = rest[rest.index(after: brace)...]
      } else {
        html.text(String(character))
        plain.append(character)
        rest = rest.dropFirst()
      }
    }
    if isBold { throw .unclosedBold }
    end(with: nil)
    self.stretches = stretches
    self.html = html.bytes
    fixed = stretches.count == 1 ? stretches[0].plain : nil
  }
}

/// What is put into a slot of a message. It is escaped where it is written.
public enum Argument: Sendable, Equatable {
  case text(String)
  /// Text that leads to another page, by a path relative to this one; plain text where there is no path.
  case link(String, path: String?)

  var plain: String {
    switch self {
    case .text(let text), .link(let text, _): text
    }
  }
}
