import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A folder held open, and the folders below it as they are asked for. A folder of a path that is a link is refused, and
/// what has been opened stays the folder that it was, so that a file lands in here or nowhere.
final class ReportFolder: Sendable {
  /// As the user has given it, for messages.
  let path: String
  let descriptor: Int32
  let operations: FileOperations
  private let opened = Mutex<[String: Int32]>([:])

  /// Takes over the descriptor.
  init(path: String, descriptor: Int32, operations: FileOperations) {
    self.path = path
    self.descriptor = descriptor
    self.operations = operations
  }

  deinit {
    for folder in opened.withLock({ $0.values }) { close(folder) }
    close(descriptor)
  }

  /// The place of something directly in the folder.
  func place(named name: String) -> FileOperations.Place {
    FileOperations.Place(folder: descriptor, name: name, path: path + "/" + name)
  }

  /// The place of a file by its path in the folder; nil if the folder it would be in is not there. Throws `inTheWay` if
  /// something else is.
  func place(of file: String, makingFolders: Bool = false) throws -> FileOperations.Place? {
    let (folder, name) = ReportPath.split(file)
    return try opened.withLock { opened in
      guard let parent = try self.folder(folder, making: makingFolders, &opened) else { return nil }
      return FileOperations.Place(folder: parent, name: name, path: path + "/" + file)
    }
  }

  /// The descriptor of a folder by its path in the folder, which stays ours; nil if it is not there.
  func folder(_ folder: String) throws -> Int32? {
    try opened.withLock { try self.folder(folder, making: false, &$0) }
  }

  /// Removes the folder if it is empty.
  func removeIfEmpty(_ folder: String) throws {
    if let descriptor = opened.withLock({ $0.removeValue(forKey: folder) }) { close(descriptor) }
    if let place = try place(of: folder) { try operations.removeEmptyFolder(place) }
  }

  private func folder(_ folder: String, making: Bool, _ opened: inout [String: Int32]) throws -> Int32? {
    if folder.isEmpty { return descriptor }
    if let known = opened[folder] { return known }
    let (above, name) = ReportPath.split(folder)
    guard let parent = try self.folder(above, making: making, &opened) else { return nil }
    let place = FileOperations.Place(folder: parent, name: name, path: path + "/" + folder)
    if let found = try operations.status(place) {
      guard found.kind == .folder else { throw PublishError.inTheWay(path: place.path, kind: found.kind) }
    } else if making {
      try operations.makeFolder(place)
    } else {
      return nil
    }
    let descriptor = try operations.openFolder(place)
    opened[folder] = descriptor
    return descriptor
  }
}

extension ReportFolder {
  /// Opens the output folder and makes it, with those above it, if it is not there. `made` are the folders made, the
  /// outermost first, also when this throws: `remove(made:)` takes them away again.
  static func open(_ path: String, _ operations: FileOperations, made: inout [String]) throws -> ReportFolder {
    func descriptor() throws -> Int32? {
      try operations.begin(.open, FileOperations.Place(folder: -1, name: path, path: path))
      let descriptor = openDirectory(path)
      if descriptor >= 0 { return descriptor }
      switch errno {
      case ENOENT: return nil
      case ENOTDIR: throw PublishError.notAFolder(path)
      default: throw PublishError.failed(.open, path: path, code: errno)
      }
    }
    if let found = try descriptor() {
      return ReportFolder(path: path, descriptor: found, operations: operations)
    }
    for end in path.utf8.indices.dropFirst() + [path.utf8.endIndex] {
      guard end == path.utf8.endIndex || path.utf8[end] == UInt8(ascii: "/") else { continue }
      let folder = String(path[..<end])
      try operations.begin(.create, FileOperations.Place(folder: -1, name: folder, path: folder))
      if mkdir(folder, 0o777) == 0 {
        made.append(folder)
      } else if errno != EEXIST && errno != EISDIR {
        throw PublishError.cannotCreate(folder: folder, code: errno)
      }
    }
    guard let found = try descriptor() else { throw PublishError.cannotCreate(folder: path, code: ENOENT) }
    return ReportFolder(path: path, descriptor: found, operations: operations)
  }

  private static func openDirectory(_ path: String) -> Int32 {
    while true {
      let descriptor = openat(AT_FDCWD, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      if descriptor >= 0 || errno != EINTR { return descriptor }
    }
  }

  /// Removes the folders that `open` has made, but those in which something has been put since.
  static func remove(made: [String], _ operations: FileOperations) {
    for folder in made.reversed() {
      guard (try? operations.begin(.remove, FileOperations.Place(folder: -1, name: folder, path: folder))) != nil,
        rmdir(folder) == 0
      else { return }
    }
  }
}
