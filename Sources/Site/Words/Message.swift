import Markup

/// A text of the catalogue, taken apart once: fixed stretches and `{slots}`; `**…**` is set in bold.
struct Message: Sendable, Equatable {
  enum Segment: Sendable, Equatable {
    /// The stretch as finished HTML and as plain text.
    case fixed(html: [UInt8], plain: String)
    case slot(Slot)
  }

  let segments: [Segment]

  var slots: Set<Slot> {
    Set(segments.compactMap { if case .slot(let slot) = $0 { slot } else { nil } })
  }

  /// Why a text cannot be taken apart.
  enum Problem: Error, Equatable {
    case unclosedBrace
    case unknownSlot(String)
    case unclosedBold
  }

  init(_ text: String) throws(Problem) {
    var segments: [Segment] = []
    var html: [UInt8] = []
    var plain = ""
    var isBold = false
    var rest = Substring(text)
    func flush() {
      if html.isEmpty { return }
      segments.append(.fixed(html: html, plain: plain))
      html = []
      plain = ""
    }
    while let character = rest.first {
      if rest.hasPrefix("**") {
        rest = rest.dropFirst(2)
        html += Array(isBold ? "</b>".utf8 : "<b>".utf8)
        isBold.toggle()
      } else if character == "{" {
        guard let end = rest.firstIndex(of: "}") else { throw .unclosedBrace }
        let name = String(rest[rest.index(after: rest.startIndex)..<end])
        guard let slot = Slot(rawValue: name) else { throw .unknownSlot(name) }
        flush()
        segments.append(.slot(slot))
        rest = rest[rest.index(after: end)...]
      } else {
        var escaped = HTMLWriter()
        escaped.text(String(character))
        html += escaped.bytes
        plain.append(character)
        rest = rest.dropFirst()
      }
    }
    if isBold { throw .unclosedBold }
    flush()
    self.segments = segments
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
