#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A first look at a path, by which the kind of a source is recognised: names, and how files begin.
struct SourceProbe {
  let path: String
  let isFolder: Bool
  /// What a folder holds, sorted; empty for a file. Names that begin with a dot are left out.
  let names: [String]
  /// How a file begins; empty for a folder.
  let head: [UInt8]

  /// How much of a file is looked at.
  private static let headSize = 64 * 1024

  /// - Throws: `IngestError.unreadable` if there is nothing that can be read.
  init(_ location: SourceLocation) throws(IngestError) {
    path = location.path
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw .unreadable(path: location.shown, reason: String(cString: strerror(errno)))
    }
    isFolder = status.st_mode & S_IFMT == S_IFDIR
    if isFolder {
      guard let entries = Self.entries(of: path) else {
        throw .unreadable(path: location.shown, reason: String(cString: strerror(errno)))
      }
      names = entries.filter { !$0.hasPrefix(".") }.sorted()
      head = []
    } else {
      guard status.st_mode & S_IFMT == S_IFREG else {
        throw .unreadable(path: location.shown, reason: "it is neither a file nor a folder")
      }
      guard let bytes = Self.head(of: path) else {
        throw .unreadable(path: location.shown, reason: String(cString: strerror(errno)))
      }
      names = []
      head = bytes
    }
  }

  /// Whether a folder holds a folder of that name.
  func hasFolder(_ name: String) -> Bool {
    var status = stat()
    return names.contains(name) && stat(path + "/" + name, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The names that end so, in any case.
  func names(ending: String) -> [String] { names.filter { $0.lowercased().hasSuffix(ending) } }

  /// How a file of the folder begins; empty if it cannot be read.
  func head(of name: String) -> [UInt8] { Self.head(of: path + "/" + name) ?? [] }

  /// How the file begins, or each of the first files with that ending in the folder.
  func heads(ending: String, atMost count: Int = 20) -> [[UInt8]] {
    if !isFolder { return path.lowercased().hasSuffix(ending) ? [head] : [] }
    return names(ending: ending).prefix(count).map(head(of:))
  }

  /// The names of a folder's entries, unsorted; `nil` if it cannot be read.
  static func entries(of folder: String) -> [String]? {
    guard let stream = opendir(folder) else { return nil }
    defer { closedir(stream) }
    var entries: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { raw in
        String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != "." && name != ".." { entries.append(name) }
    }
    return entries
  }

  /// How a file begins; `nil` for a folder and what cannot be read.
  static func head(of path: String) -> [UInt8]? { bytes(of: path, from: 0, atMost: headSize) }

  /// How a file begins and ends, one after the other; the whole where it is short. `nil` if it cannot be read.
  static func edges(of path: String, size: Int) -> [UInt8]? {
    var status = stat()
    guard stat(path, &status) == 0, let head = bytes(of: path, from: 0, atMost: size) else { return nil }
    let length = Int(status.st_size)
    let start = max(head.count, length - size)
    guard start < length else { return head }
    return bytes(of: path, from: start, atMost: length - start).map { head + $0 }
  }

  private static func bytes(of path: String, from start: Int, atMost size: Int) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: size)
    let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, off_t(start)) }
    guard count >= 0 else { return nil }
    bytes.removeLast(bytes.count - count)
    return bytes
  }
}

extension [UInt8] {
  /// Whether the bytes hold a text.
  func contains(_ text: StaticString) -> Bool {
    let pattern = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
    guard let first = pattern.first, count >= pattern.count else { return false }
    return withUnsafeBufferPointer { bytes in
      var index = 0
      while index <= bytes.count - pattern.count {
        if bytes[index] == first,
          UnsafeBufferPointer(rebasing: bytes[index..<index + pattern.count]).elementsEqual(pattern)
        {
          return true
        }
        index += 1
      }
      return false
    }
  }

  /// Whether the bytes begin with a text.
  func starts(with text: StaticString) -> Bool {
    starts(with: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}
