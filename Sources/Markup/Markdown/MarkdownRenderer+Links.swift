/// An image whose description is being read.
struct ImageInProgress {
  var address: String
  var title: String
  var description = ""
  /// Images in the description of this one: their descriptions are part of it.
  var depth = 1
}

extension MarkdownRenderer {
  /// Links in links are not written, whatever they lead to.
  var isInLink: Bool { openLinks.contains(true) }

  mutating func beginLink(_ node: MarkdownNode) {
    let target = LinkTarget(node.address)
    if target == .refused {
      report("the link to \(Self.excerpt(node.address)) is left out, its text stays: \(Self.legal)")
    }
    let isWritten = target != .refused && !isInLink
    openLinks.append(isWritten)
    if isWritten { writeLinkStart(target, title: node.title) }
  }

  mutating func endLink() {
    if openLinks.popLast() == true { writer.raw("</a>") }
  }

  private static let legal = "links start with http://, https:// or mailto:, or are paths within the report"

  private mutating func writeLinkStart(_ target: LinkTarget, title: String) {
    writer.raw("<a href=\"")
    switch target {
    case .web(let address):
      writer.text(address)
      writer.raw("\" rel=\"noopener noreferrer\"")
    case .mail(let address), .relative(let address):
      writer.text(address)
      writer.raw("\"")
    case .refused: writer.raw("\"")
    }
    writeTitle(title)
    writer.raw(">")
  }

  private mutating func writeTitle(_ title: String) {
    guard !title.isEmpty else { return }
    writer.raw(" title=\"")
    writer.text(title)
    writer.raw("\"")
  }

  /// Takes in a part of an image's description; at its end, writes the image.
  mutating func collectImage(_ node: MarkdownNode, begins: Bool) {
    switch (node.kind, begins) {
    case (.text, true):
      let text = filled(node.literal)
      image?.description += text
    case (.code, true): image?.description += node.literal
    case (.softBreak, true), (.lineBreak, true): image?.description += " "
    case (.html, true): reportHTML(node.literal)
    case (.image, true): image?.depth += 1
    case (.image, false):
      image?.depth -= 1
      if let finished = image, finished.depth == 0 {
        image = nil
        writeImage(finished)
      }
    default: break
    }
  }

  private mutating func writeImage(_ image: ImageInProgress) {
    switch LinkTarget(image.address) {
    case .web(let address): writeImageLink(.web(address), image)
    case .relative: writeLocalImage(image)
    case .mail, .refused: leaveOut(image, "an image is a file beside the text, or is linked to by http:// or https://")
    }
  }

  /// A page loads nothing by itself: a remote image is a link that the reader may follow.
  private mutating func writeImageLink(_ target: LinkTarget, _ image: ImageInProgress) {
    let isWritten = !isInLink
    if isWritten { writeLinkStart(target, title: image.title) }
    writer.text(image.description.isEmpty ? image.address : image.description)
    if isWritten { writer.raw("</a>") }
  }

  private mutating func writeLocalImage(_ image: ImageInProgress) {
    switch options.image(image.address) {
    case .problem(let reason): leaveOut(image, reason)
    case .inline(let format, let bytes):
      writeImage(image, size: bytes.count) { writer in
        writer.raw("data:")
        writer.raw(format.mediaType)
        writer.raw(";base64,")
        var encoded: [UInt8] = []
        Base64.append(bytes, to: &encoded)
        writer.raw(encoded)
      }
    case .file(let address, let size): writeImage(image, size: size) { $0.text(address) }
    }
  }

  private mutating func writeImage(_ image: ImageInProgress, size: Int, _ source: (inout HTMLWriter) -> Void) {
    guard size <= options.imageBytesLimit - imageBytes else {
      leaveOut(image, "the images of this text are larger than \(options.imageBytesLimit) bytes together")
      return
    }
    imageBytes += size
    writer.raw("<img src=\"")
    source(&writer)
    writer.raw("\" alt=\"")
    writer.text(image.description)
    writer.raw("\"")
    writeTitle(image.title)
    writer.raw(">")
  }

  private mutating func leaveOut(_ image: ImageInProgress, _ reason: String) {
    report("the image \(Self.excerpt(image.address)) is left out, its description stays: \(reason)")
    writer.text(image.description)
  }
}
