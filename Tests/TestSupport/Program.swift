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
    let packageFolder = Fixtures.folder.deletingLastPathComponent().deletingLastPathComponent()
    let tests = Bundle.main.executableURL?.resolvingSymlinksInPath()
    var candidates = [ProcessInfo.processInfo.environment["RAPPORT_BINARY"]].compactMap { $0 }
    // On macOS the tests are in a bundle, some folders below the program.
    var folder = tests?.deletingLastPathComponent()
    for _ in 0..<4 {
      if let place = folder?.appendingPathComponent("rapport").path { candidates.append(place) }
      folder = folder?.deletingLastPathComponent()
    }
    candidates.append(packageFolder.appendingPathComponent(".build/debug/rapport").path)
    let found = candidates.first { candidate in
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder) && !isFolder.boolValue
        && FileManager.default.isExecutableFile(atPath: candidate)
    }
    guard let found else { throw Missing(description: "no program at any of \(candidates); swift build makes it") }
    path = found
  }

  /// Starts the program; give the result to `finish`.
  ///
  /// - Parameter environment: all that it sees of one.
  public func start(_ arguments: [String], in directory: URL, environment: [String: String] = [:]) throws -> Running {
    try Running(path, arguments, directory, environment)
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
