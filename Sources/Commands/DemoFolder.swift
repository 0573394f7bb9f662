import Demo

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Writes a synthetic data set into a folder that is new or empty.
enum DemoFolder {
  /// - Throws: `CommandLineError.failed`; the files written so far stay.
  static func write(_ request: DemoRequest) throws(CommandLineError) {
    let options: DemoOptions
    do {
      options = try DemoOptions(
        seed: request.seed, opportunities: request.opportunities, activities: request.activities, asOf: request.asOf)
    } catch {
      throw .failed(.usage, [Diagnostic(.error, message: "\(error)")])
    }
    let folder = request.out
    try makeEmptyFolder(folder)
    var files = OpenFiles(folder: folder)
    defer { files.closeAll() }
    do {
      try DemoData.write(options) { path, chunk in try files.append(chunk, to: path) }
    } catch {
      throw (error as? CommandLineError) ?? .failed(.writeFailed, [Diagnostic(.error, message: "\(error)")])
    }
  }

  private static func makeEmptyFolder(_ folder: ResolvedPath) throws(CommandLineError) {
    if folder.parent.absolute.count > 1, !folder.parent.exists { makeFolders(folder.parent) }
    if mkdir(folder.absolute, 0o777) == 0 { return }
    let reason = String(cString: strerror(errno))
    guard folder.isDirectory else {
      throw .failed(.cannotCreate, [Diagnostic(.error, file: folder.shown, message: "cannot be made: \(reason)")])
    }
    guard let listing = opendir(folder.absolute) else {
      let reason = String(cString: strerror(errno))
      throw .failed(.cannotCreate, [Diagnostic(.error, file: folder.shown, message: "cannot be listed: \(reason)")])
    }
    defer { closedir(listing) }
    var entries = 0
    while readdir(listing) != nil { entries += 1 }
    // Every folder lists itself and the one above.
    guard entries <= 2 else {
      throw .failed(
        .cannotCreate,
        [
          Diagnostic(
            .error, file: folder.shown, message: "the folder", found: "files in it", expected: "a new or empty one")
        ]
      )
    }
  }

  /// As far as it goes; what is missing then, making the folder itself tells.
  private static func makeFolders(_ folder: ResolvedPath) {
    if folder.parent.absolute.count > 1, !folder.parent.exists { makeFolders(folder.parent) }
    mkdir(folder.absolute, 0o777)
  }

  /// The files that are being written, each opened once.
  private struct OpenFiles {
    let folder: ResolvedPath
    var files: [String: UnsafeMutablePointer<FILE>] = [:]

    init(folder: ResolvedPath) { self.folder = folder }

    mutating func append(_ chunk: [UInt8], to path: String) throws(CommandLineError) {
      let file: UnsafeMutablePointer<FILE>
      if let known = files[path] { file = known } else { file = try open(path) }
      files[path] = file
      guard fwrite(chunk, 1, chunk.count, file) == chunk.count, fflush(file) == 0 else { throw failure(path) }
    }

    private func open(_ path: String) throws(CommandLineError) -> UnsafeMutablePointer<FILE> {
      let place = folder.appending(path)
      if let slash = path.lastIndex(of: "/") {
        // It may be there already, from the file before.
        mkdir(folder.appending(String(path[..<slash])).absolute, 0o777)
      }
      guard let file = fopen(place.absolute, "wb") else { throw failure(path) }
      return file
    }

    private func failure(_ path: String) -> CommandLineError {
      let reason = String(cString: strerror(errno))
      return .failed(
        .writeFailed,
        [Diagnostic(.error, file: folder.appending(path).shown, message: "cannot be written: \(reason)")])
    }

    mutating func closeAll() {
      for file in files.values { fclose(file) }
      files = [:]
    }
  }
}
