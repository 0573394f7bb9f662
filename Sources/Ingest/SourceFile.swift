import Dataset

/// The bytes of one input file, unpacked if it was gzipped, checked to be UTF-8, without byte order mark.
///
/// They are held outside Swift arrays because readers unescape cells in place.
struct SourceFile: ~Copyable {
  /// As messages say it.
  let name: String
  private let storage: UnsafeMutableBufferPointer<UInt8>
  /// The text, after the byte order mark.
  let bytes: UnsafeMutableBufferPointer<UInt8>

  private init(name: String, storage: UnsafeMutableBufferPointer<UInt8>) {
    self.name = name
    self.storage = storage
    let hasMark = storage.count >= 3 && storage[0] == 0xEF && storage[1] == 0xBB && storage[2] == 0xBF
    bytes = UnsafeMutableBufferPointer(rebasing: storage[(hasMark ? 3 : 0)...])
  }

  /// - Parameters:
  ///   - isUTF8: whether anything else is refused; not of XML, which says what it is.
  /// - Throws: `IngestError` if the file cannot be read, changes meanwhile, is not a whole gzip file though its name says
  ///   so, or is not UTF-8.
  static func open(path: String, name: String, isUTF8: Bool = true) throws(IngestError) -> SourceFile {
    try make(try contents(path: path, name: name), name: name, isUTF8: isUTF8)
  }

  /// - Parameter encoding: what the file is written in; `nil` to see from its first bytes whether it is UTF-16.
  /// - Throws: `IngestError` as above, or if the file is not text of the encoding.
  static func open(path: String, name: String, encoding: TextEncoding?) throws(IngestError) -> SourceFile {
    let contents = try contents(path: path, name: name)
    let original = UnsafeBufferPointer(contents)
    let actual = encoding ?? TextEncoding.detected(original)
    let transcoded: UnsafeMutableBufferPointer<UInt8>?
    do {
      transcoded = try actual.transcoded(original, file: name)
    } catch {
      contents.deallocate()
      throw error
    }
    if transcoded != nil { contents.deallocate() }
    let file = SourceFile(name: name, storage: transcoded ?? contents)
    if encoding == nil {
      try file.checkUTF8(advice: "or name its encoding in the mapping, such as “encoding: windows-1252”")
    } else {
      try file.checkUTF8()
    }
    return file
  }

  /// A file of bytes that were unpacked; it deallocates them.
  ///
  /// - Throws: `IngestError` if they are not UTF-8.
  static func make(
    _ contents: UnsafeMutableBufferPointer<UInt8>, name: String, isUTF8: Bool = true
  ) throws(IngestError) -> SourceFile {
    let file = SourceFile(name: name, storage: contents)
    if isUTF8 { try file.checkUTF8() }
    return file
  }

  deinit { storage.deallocate() }

  /// The bytes of a file, unpacked.
  private static func contents(
    path: String, name: String
  ) throws(IngestError) -> UnsafeMutableBufferPointer<UInt8> {
    var stream = try ByteStream(path: path, name: name, packing: .byName, mayMove: false)
    // One byte more than the file is long, so that its end is seen without growing.
    var buffer = LargePages.allocate(stream.fileSize + 1)
    var count = 0
    do throws(IngestError) {
      while true {
        if count == buffer.count { buffer = grown(buffer, by: 2) }
        let read = try stream.read(into: UnsafeMutableBufferPointer(rebasing: buffer[count...]))
        if read == 0 { break }
        count += read
      }
    } catch {
      buffer.deallocate()
      throw error
    }
    return UnsafeMutableBufferPointer(rebasing: buffer[..<count])
  }

  static func grown(
    _ buffer: UnsafeMutableBufferPointer<UInt8>, by factor: Int
  ) -> UnsafeMutableBufferPointer<UInt8> {
    let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: buffer.count * factor)
    _ = larger.update(fromContentsOf: buffer)
    buffer.deallocate()
    return larger
  }

  /// - Throws: `IngestError.malformed` with line and column if the text is not UTF-8.
  borrowing func checkUTF8(advice: String = "save or export the file as UTF-8") throws(IngestError) {
    try UTF8Check.check(UnsafeBufferPointer(bytes), file: name, advice: advice)
  }
}
