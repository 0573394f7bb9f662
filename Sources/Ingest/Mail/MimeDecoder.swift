import CGMime
import Dataset

/// Somebody as a header field names them.
struct Mailbox: Equatable {
  /// Empty where there is none.
  var name = ""
  /// Empty where there is none.
  var address = ""
}

/// Reads the values of header fields: encoded words, charsets, addresses and their groups. GMime does the work.
struct MimeDecoder: ~Copyable {
  /// The file of GMime's library, and Debian's package that has it.
  static let library = "libgmime-3.0.so.0"
  private static let package = "libgmime-3.0-0"

  private let options: UnsafeMutableRawPointer
  /// The charset that `options` has for bytes beyond ASCII; `nil` for the usual one.
  private var charset: String?

  /// - Throws: `IngestError.unreadable` if the library is not there, with what to install.
  init(for source: String, library: String = library) throws(IngestError) {
    if let reason = cgmime_load(library) {
      throw .unreadable(
        path: source,
        reason: "mail headers are read with GMime, which is not installed here (\(String(cString: reason))); "
          + "install the package \(Self.package)")
    }
    guard let options = cgmime_options_new() else {
      throw .unreadable(path: source, reason: "GMime could not be started")
    }
    self.options = options
  }

  deinit { cgmime_options_free(options) }

  /// Sets the charset of bytes beyond ASCII that nothing explains and that are no UTF-8; `nil` for windows-1252.
  mutating func setCharset(_ name: String?) {
    if name == charset { return }
    charset = name
    cgmime_options_set_charset(options, name)
  }

  /// The text of an unstructured field, on one line.
  func text(_ value: UnsafeBufferPointer<UInt8>) -> String {
    var plain = HeaderText.unfolded(value)
    if HeaderText.isPlain(plain) { return String(decoding: plain, as: UTF8.self) }
    HeaderText.explainEscapes(&plain)
    guard let decoded = withCString(plain, { cgmime_decode_text(options, $0) }) else { return "" }
    defer { cgmime_free(decoded) }
    return HeaderText.cleaned(String(cString: decoded))
  }

  /// The mailboxes of address fields, those of groups among them.
  func mailboxes(_ values: [UnsafeBufferPointer<UInt8>]) -> [Mailbox] {
    var found: [Mailbox] = []
    for value in values {
      var plain = HeaderText.unfolded(value)
      // Bytes of Japanese may look like separators.
      HeaderText.explainEscapes(&plain)
      AddressText.repair(&plain)
      withUnsafeMutablePointer(to: &found) { found in
        withCString(plain) { text in
          cgmime_parse_addresses(
            options, text,
            { context, name, address in
              guard let found = context?.assumingMemoryBound(to: [Mailbox].self) else { return }
              found.pointee.append(
                AddressText.mailbox(
                  name: name.map { String(cString: $0) } ?? "", address: address.map { String(cString: $0) } ?? ""))
            }, found)
        }
      }
    }
    return found.filter { !($0.name.isEmpty && $0.address.isEmpty) }
  }

  private func withCString<Result>(_ bytes: [UInt8], _ body: (UnsafePointer<CChar>?) -> Result) -> Result {
    // Zero bytes have been taken out.
    (bytes + [0]).withUnsafeBytes { body($0.assumingMemoryBound(to: CChar.self).baseAddress) }
  }
}
