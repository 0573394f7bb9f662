#if os(Linux)
  import CLinux
#endif
#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension FileOperations {
  /// The names in an open folder, in no order.
  func names(in folder: Int32, path: String) throws -> [String] {
    let place = Place(folder: folder, name: ".", path: path)
    try begin(.list, place)
    // A descriptor of its own: a position in the folder is shared by duplicates.
    let descriptor = try check(.list, place) { openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard let stream = fdopendir(descriptor) else {
      let code = errno
      close(descriptor)
      throw PublishError.failed(.list, path: path, code: code)
    }
    defer { closedir(stream) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else { break }
      let name = withUnsafePointer(to: &entry.pointee.d_name) { bytes in
        bytes.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    guard errno == 0 else { throw PublishError.failed(.list, path: path, code: errno) }
    return names
  }

  /// Moves a file within the file system; what stands at `target`, a file or a link, is replaced in one step.
  func move(_ source: Place, to target: Place) throws {
    try begin(.move, target)
    try check(.move, target) { renameat(source.folder, source.name, target.folder, target.name) }
  }

  /// Removes a file or a link, if it is there.
  func remove(_ place: Place) throws {
    try begin(.remove, place)
    if unlinkat(place.folder, place.name, 0) != 0, errno != ENOENT {
      throw PublishError.failed(.remove, path: place.path, code: errno)
    }
  }

  /// Removes a folder if it is there and empty.
  func removeEmptyFolder(_ place: Place) throws {
    try begin(.remove, place)
    guard unlinkat(place.folder, place.name, AT_REMOVEDIR) != 0 else { return }
    let code = errno
    if code != ENOENT, code != ENOTDIR, code != ENOTEMPTY, code != EEXIST {
      throw PublishError.failed(.remove, path: place.path, code: code)
    }
  }

  /// Removes a folder with all that is in it, or whatever else stands there; links are removed, not followed.
  func removeAll(_ place: Place) throws {
    guard let status = try status(place) else { return }
    guard status.kind == .folder else { return try remove(place) }
    let folder = try openFolder(place)
    defer { close(folder) }
    for name in try names(in: folder, path: place.path) {
      try removeAll(Place(folder: folder, name: name, path: place.path + "/" + name))
    }
    try removeEmptyFolder(place)
  }

  /// Waits until everything written to the file system of `folder` is on the disk: one wait for thousands of files.
  /// Where there is no such call, each file has been flushed as it was written.
  func flushFileSystem(_ folder: Int32, path: String) throws {
    let place = Place(folder: folder, name: ".", path: path)
    try begin(.flush, place)
    #if os(Linux)
      try check(.flush, place) { syncfs(folder) }
    #else
      try check(.flush, place) { fsync(folder) }
    #endif
  }

  /// Waits until the names in `folder` are on the disk.
  func flushFolder(_ folder: Int32, path: String) throws {
    let place = Place(folder: folder, name: ".", path: path)
    try begin(.flush, place)
    // Some file systems have nothing to flush for a folder and say so.
    if fsync(folder) != 0, errno != EINVAL { throw PublishError.failed(.flush, path: path, code: errno) }
  }

  /// Holds `folder` for this process until the descriptor is closed. False: another run holds it, also after a moment's
  /// patience with one that is just ending. A file system without locks (some network ones) is used without.
  func lock(_ folder: Int32, path: String) throws -> Bool {
    try begin(.lock, Place(folder: folder, name: ".", path: path))
    for _ in 0..<10 {
      if flock(folder, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK { return true }
      usleep(20_000)
    }
    return false
  }

  /// Whether a path leads to the open folder still.
  func isFolder(_ folder: Int32, at path: String) throws -> Bool {
    try begin(.inspect, Place(folder: folder, name: ".", path: path))
    var (held, found) = (stat(), stat())
    guard fstat(folder, &held) == 0, stat(path, &found) == 0 else { return false }
    return held.st_dev == found.st_dev && held.st_ino == found.st_ino
  }

  /// Whether files may be made, renamed and removed in `folder`.
  func isWritable(_ folder: Int32, path: String) throws -> Bool {
    try begin(.inspect, Place(folder: folder, name: ".", path: path))
    return faccessat(folder, ".", W_OK | X_OK, 0) == 0
  }
}
