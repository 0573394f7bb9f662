#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A path as the user wrote it, and where that is.
public struct ResolvedPath: Sendable, Equatable {
  /// For messages.
  public let shown: String
  /// For the file system. Symbolic links and `..` are left to it.
  public let absolute: String

  /// - Parameter directory: what a relative path starts from, absolute.
  public init(_ path: String, in directory: String) {
    shown = path
    if path.hasPrefix("/") {
      absolute = path
    } else {
      absolute = directory.hasSuffix("/") ? directory + path : directory + "/" + path
    }
  }

  private init(shown: String, absolute: String) {
    self.shown = shown
    self.absolute = absolute
  }

  /// A path that is relative to this folder.
  func appending(_ path: String) -> ResolvedPath {
    if path.hasPrefix("/") { return ResolvedPath(shown: path, absolute: path) }
    let folder = ResolvedPath(path, in: absolute).absolute
    return ResolvedPath(shown: shown.isEmpty ? path : ResolvedPath(path, in: shown).absolute, absolute: folder)
  }

  /// The folder that holds it; shown as nothing where it was given without one.
  var parent: ResolvedPath {
    func folder(_ path: String) -> String {
      guard let slash = path.lastIndex(of: "/") else { return "" }
      return slash == path.startIndex ? "/" : String(path[..<slash])
    }
    return ResolvedPath(shown: folder(shown), absolute: folder(absolute))
  }

  var exists: Bool { access(absolute, F_OK) == 0 }

  var isDirectory: Bool {
    var status = stat()
    return stat(absolute, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
