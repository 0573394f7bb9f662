import Markup

extension CommentaryFolder {
  static let imageBytesLimit = 1_000_000

  /// The picture behind an address in a commentary, for `MarkdownOptions.image`: a PNG, JPEG, GIF or WebP file of at
  /// most 1 MB in this folder or a folder below it.
  public func image(_ address: String) -> ImageSource {
    guard let path = Self.path(of: address) else {
      return .problem("an image is named by its path below the commentary folder, without “..” or “\\”")
    }
    do {
      let bytes = try folder.read(path, limit: Self.imageBytesLimit)
      guard let format = ImageFormat(of: bytes) else { return .problem("it is not a PNG, JPEG, GIF or WebP image") }
      return .inline(format, bytes)
    } catch .tooLarge {
      return .problem("it is larger than \(Self.imageBytesLimit) bytes")
    } catch {
      return .problem(error.reason)
    }
  }

  /// The path that an address stands for, percent-decoded once, if it can only lead down.
  static func path(of address: String) -> String? {
    guard let bytes = PercentEncoding.decoded(address), let path = String(validating: bytes, as: UTF8.self),
      !bytes.isEmpty, bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") })
    else { return nil }
    var parts = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    if parts.first == Array(".".utf8)[...] { parts.removeFirst() }
    let leadsDown = parts.allSatisfy { !$0.isEmpty && $0 != Array(".".utf8)[...] && $0 != Array("..".utf8)[...] }
    return leadsDown && !parts.isEmpty ? path : nil
  }
}

/// Images that stand in files beside the pages, for hosts whose policy forbids those that stand in pages.
struct ImageFiles {
  /// The bytes of each by its path below OUT, which comes from them: an image of several pages is one file.
  private(set) var files: [String: [UInt8]] = [:]

  /// Takes an image in; gives its path.
  mutating func add(_ format: ImageFormat, _ bytes: [UInt8]) -> String {
    let path = "assets/" + ContentHash.hex(bytes).prefix(16) + "." + format.fileExtension
    files[path] = bytes
    return path
  }
}
