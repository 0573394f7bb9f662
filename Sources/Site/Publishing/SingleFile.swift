#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that is not part of a report, such as a mail.
public enum SingleFile {
  /// Writes a file, whole or not at all; what stands there is replaced in one step.
  ///
  /// - Parameter shown: the path as the user named it, for messages.
  /// - Throws: `PublishError`; nothing has been changed then.
  public static func write(_ bytes: [UInt8], to path: String, shown: String) throws {
    try write(bytes, to: path, shown: shown, FileOperations())
  }

  static func write(_ bytes: [UInt8], to path: String, shown: String, _ operations: FileOperations) throws {
    let (parent, name) = ReportPath.split(path)
    let folderPath = parent.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : parent
    let here = FileOperations.Place(folder: AT_FDCWD, name: folderPath, path: shown)
    try operations.begin(.open, here)
    let folder = try operations.check(.open, here) { openat(AT_FDCWD, folderPath, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    defer { close(folder) }
    let target = FileOperations.Place(folder: folder, name: name, path: shown)
    if let found = try operations.status(target), found.kind != .file {
      throw PublishError.notAFile(path: shown, kind: found.kind)
    }
    // With the number of this process, so that two runs do not write into one.
    let draft = FileOperations.Place(folder: folder, name: ".\(name.prefix(200)).\(getpid())", path: shown)
    do {
      try bytes.withUnsafeBytes { try operations.create(draft, $0) }
      try operations.flushFileSystem(folder, path: shown)
      try operations.move(draft, to: target)
    } catch {
      try? operations.remove(draft)
      throw error
    }
  }
}
