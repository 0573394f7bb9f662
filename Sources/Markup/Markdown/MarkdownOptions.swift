/// What a caller decides about one Markdown document.
public struct MarkdownOptions {
  /// The level of the heading that the document stands under, 0 to 5: with 2, the document's topmost heading is `h3`.
  public var headingOffset: Int
  /// What every `id` starts with; ASCII letters, digits and `-`, different for each document on a page.
  public var idPrefix: String
  /// The words that are heard and seen around the author's own.
  public var words: MarkdownWords
  /// The text to show for the path in `{{path}}`; `nil` if there is no such path, which becomes a problem.
  public var substitute: (_ path: String) -> String?
  /// The picture behind a relative address as the author wrote it. Asked for local images only.
  public var image: (_ path: String) -> ImageSource
  /// The size that all images of the document may have together, in bytes before they are encoded.
  public var imageBytesLimit: Int

  public init(
    headingOffset: Int = 2, idPrefix: String = "note", words: MarkdownWords = .english,
    substitute: @escaping (_ path: String) -> String? = { _ in nil },
    image: @escaping (_ path: String) -> ImageSource = { _ in .problem("there is no folder to take images from") },
    imageBytesLimit: Int = 5_000_000
  ) {
    self.headingOffset = headingOffset
    self.idPrefix = idPrefix
    self.words = words
    self.substitute = substitute
    self.image = image
    self.imageBytesLimit = imageBytesLimit
  }
}

/// The words of task lists and footnotes, in the language of the page.
public struct MarkdownWords: Sendable {
  /// A ticked item of a task list, for screen readers.
  public var done: String
  /// An item of a task list that is not ticked, for screen readers.
  public var open: String
  /// The name of the list of footnotes.
  public var footnotes: String
  /// The name of the link from the text to a footnote; should hold the number, which is what is seen.
  public var footnote: @Sendable (_ number: Int) -> String
  /// The name of the link from a footnote back to the text.
  public var backToText: @Sendable (_ number: Int) -> String

  public init(
    done: String, open: String, footnotes: String, footnote: @escaping @Sendable (_ number: Int) -> String,
    backToText: @escaping @Sendable (_ number: Int) -> String
  ) {
    self.done = done
    self.open = open
    self.footnotes = footnotes
    self.footnote = footnote
    self.backToText = backToText
  }

  public static let english = MarkdownWords(
    done: "done", open: "open", footnotes: "Footnotes", footnote: { "Footnote \($0)" },
    backToText: { "Back to the text of footnote \($0)" })
}

/// What a local image comes to.
public enum ImageSource: Sendable, Equatable {
  case inline(ImageFormat, [UInt8])
  /// A file beside the page: its address from there, and its size in bytes.
  case file(address: String, size: Int)
  /// Why it cannot be shown, as the end of a sentence: "the image “x.png” is left out: …".
  case problem(String)
}

/// The picture formats that are put into pages. SVG is not one of them: it can carry scripts.
public enum ImageFormat: CaseIterable, Sendable, Equatable {
  case png, jpeg, gif, webp

  /// The format that the first bytes of a file tell; `nil` for any other. The file's name does not count.
  public init?(of bytes: [UInt8]) {
    guard let format = Self.allCases.first(where: { $0.matches(bytes) }) else { return nil }
    self = format
  }

  private func matches(_ bytes: [UInt8]) -> Bool {
    switch self {
    case .png: bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
    case .jpeg: bytes.starts(with: [0xFF, 0xD8, 0xFF])
    case .gif: bytes.starts(with: Array("GIF87a".utf8)) || bytes.starts(with: Array("GIF89a".utf8))
    case .webp: bytes.starts(with: Array("RIFF".utf8)) && bytes.dropFirst(8).starts(with: Array("WEBP".utf8))
    }
  }

  /// The usual ending of a file's name.
  public var fileExtension: String {
    switch self {
    case .png: "png"
    case .jpeg: "jpg"
    case .gif: "gif"
    case .webp: "webp"
    }
  }

  var mediaType: StaticString {
    switch self {
    case .png: "image/png"
    case .jpeg: "image/jpeg"
    case .gif: "image/gif"
    case .webp: "image/webp"
    }
  }
}

/// Something in a document that is not shown as it was written.
public struct MarkdownProblem: Sendable, Equatable {
  /// The line of the document, from 1.
  public var line: Int
  /// What was found and what becomes of it, without a full stop. Harmless on a terminal.
  public var message: String
}
