import Foundation
import Synchronization

/// The built program, run as a process of its own: for what depends on environment, signals and death.
public struct Program: Sendable {
  public struct Missing: Error, CustomStringConvertible {
    public let description: String
  }

  public struct Result: Sendable {
    /// The exit code, or minus the signal that ended it.
    public var status: Int32
    public var output: String
    public var errors: String
  }

  public let path: String

  /// Finds the program that was built with the tests: beside them, or what the environment variable `RAPPORT_BINARY`
  /// names, so that the tests can be run against the one that is shipped.
  public init() throws {
    let named = ProcessInfo.processInfo.environment["RAPPORT_BINARY"].map { [$0] } ?? []
    path = try Self.first(of: named + Self.places("rapport"))
  }

  /// The path of a library that was built with the tests, for `LD_PRELOAD`.
  static func library(_ name: String) throws -> String { try first(of: places("lib\(name).so")) }

  /// Where something that was built with the tests may be.
  private static func places(_ name: String) -> [String] {
    var places: [String] = []
    // On macOS the tests are in a bundle, some folders below the program.
    var folder = Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent()
    for _ in 0..<4 {
      if let place = folder?.appendingPathComponent(name).path { places.append(place) }
      folder = folder?.deletingLastPathComponent()
    }
    let packageFolder = Fixtures.folder.deletingLastPathComponent().deletingLastPathComponent()
    return places + [packageFolder.appendingPathComponent(".build/debug/\(name)").path]
  }

  private static func first(of candidates: [String]) throws -> String {
    let found = candidates.first { candidate in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder) && !isFolder.boolValue
        && FileManager.default.isExecutableFile(atPath: candidate)
    }
    guard let found else { throw Missing(description: "nothing at any of \(candidates); swift build makes it") }
    return found
  }

  /// Starts the program; give the result to `finish`.
  ///
  /// - Parameter environment: all that it sees of one, but that what is loaded before the tests is loaded before it too.
  public func start(_ arguments: [String], in directory: URL, environment: [String: String] = [:]) throws -> Running {
    var environment = environment
    let libraries = [ProcessInfo.processInfo.environment["LD_PRELOAD"], environment["LD_PRELOAD"]].compactMap { $0 }
    if !libraries.isEmpty { environment["LD_PRELOAD"] = libraries.joined(separator: ":") }
    return try Running(path, arguments, directory, environment)
  }

  public func run(
    _ arguments: [String], in directory: URL, environment: [String: String] = [:]
  ) async throws -> Result {
    try await start(arguments, in: directory, environment: environment).finish()
  }

  /// A run under way.
  public final class Running: Sendable {
    public let processID: Int32
    private let streams: URL
    private let end = Mutex(End())

    private struct End {
      var status: Int32?
      var waiter: CheckedContinuation<Int32, Never>?
    }

    fileprivate init(
      _ path: String, _ arguments: [String], _ directory: URL, _ environment: [String: String]
    ) throws {
      streams = FileManager.default.temporaryDirectory.appendingPathComponent("streams-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: streams, withIntermediateDirectories: true)
      let process = Process()
      process.executableURL = URL(fileURLWithPath: path)
      process.arguments = arguments
      process.currentDirectoryURL = directory
      process.environment = environment
      process.standardInput = FileHandle.nullDevice
      process.standardOutput = try Self.stream(streams.appendingPathComponent("output"))
      process.standardError = try Self.stream(streams.appendingPathComponent("errors"))
      let ended = AsyncStream<Int32>.makeStream()
      process.terminationHandler = { process in
        ended.continuation.yield(
          process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus)
        ended.continuation.finish()
      }
      try process.run()
      processID = process.processIdentifier
      Task { [weak self] in
        for await status in ended.stream { self?.ended(status) }
      }
    }

    deinit { try? FileManager.default.removeItem(at: streams) }

    private static func stream(_ file: URL) throws -> FileHandle {
      try Data().write(to: file)
      return try FileHandle(forWritingTo: file)
    }

    private func ended(_ status: Int32) {
      end.withLock { end in
        end.status = status
        end.waiter?.resume(returning: status)
        end.waiter = nil
      }
    }

    public var hasEnded: Bool { end.withLock { $0.status != nil } }

    /// Does nothing if the run has ended.
    public func send(_ signal: Int32) { if !hasEnded { kill(processID, signal) } }

    /// Waits for the end.
    public func finish() async throws -> Result {
      let status = await withCheckedContinuation { continuation in
        end.withLock { end in
          if let status = end.status { continuation.resume(returning: status) } else { end.waiter = continuation }
        }
      }
      func text(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: streams.appendingPathComponent(name)), as: UTF8.self)
      }
      return Result(status: status, output: try text("output"), errors: try text("errors"))
    }
  }
}
