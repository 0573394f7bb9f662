#if os(Linux)
  import Foundation
  import Glibc

  /// A file system in memory, to be filled or made read-only. Unmounted when `body` has ended.
  public enum SmallDisk {
    public struct Refused: Error {
      public var code: Int32
    }

    /// Whether this process may mount one: on most machines root alone may.
    public static let isPossible: Bool = {
      guard geteuid() == 0 else { return false }
      return
        (try? withTemporaryFolder { folder in
          Glibc.mount("none", folder.path, "tmpfs", 0, "size=64k") == 0 && umount(folder.path) == 0
        }) ?? false
    }()

    /// - Parameter size: as the kernel reads it: `1m`.
    public static func mounted<Result>(
      at folder: URL, size: String, _ body: () async throws -> Result
    ) async throws -> Result {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      guard Glibc.mount("none", folder.path, "tmpfs", 0, "size=\(size)") == 0 else { throw Refused(code: errno) }
      defer { umount2(folder.path, Int32(MNT_DETACH)) }
      return try await body()
    }

    /// Changes the size of a mounted one, or whether it may be written to.
    public static func remount(at folder: URL, size: String, isReadOnly: Bool = false) throws {
      let flags = UInt(MS_REMOUNT) | (isReadOnly ? UInt(MS_RDONLY) : 0)
      guard Glibc.mount("none", folder.path, "tmpfs", flags, "size=\(size)") == 0 else { throw Refused(code: errno) }
    }
  }
#endif
