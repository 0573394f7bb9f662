import Foundation
import Synchronization
import Testing

@testable import Site

/// A folder for one test, removed after it; in memory where there is such a place, because publishing waits for disks.
final class Scratch: Sendable {
  let path: String

  init() throws {
    let base = FileManager.default.isWritableFile(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
    path = base + "/rapport-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var out: String { path + "/out" }

  /// What stands in `out`, links not followed, by path: `file: …`, `link: …` or `folder`. Nil if there is no `out`.
  func tree() -> [String: String]? {
    guard let walk = FileManager.default.enumerator(atPath: out), FileManager.default.fileExists(atPath: out) else {
      return nil
    }
    var tree: [String: String] = [:]
    for case let name as String in walk {
      let path = out + "/" + name
      if let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path) {
        tree[name] = "link: " + target
      } else if let bytes = FileManager.default.contents(atPath: path),
        (try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType) == .typeRegular
      {
        tree[name] = "file: " + String(decoding: bytes, as: UTF8.self)
      } else {
        tree[name] = "folder"
      }
    }
    return tree
  }

  func put(_ name: String, _ text: String) throws {
    let path = out + "/" + name
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
  }

  func text(_ name: String) -> String? {
    FileManager.default.contents(atPath: out + "/" + name).map { String(decoding: $0, as: UTF8.self) }
  }
}

/// The files of a report but the manifest, by path.
typealias Report = [String: String]

let info = ManifestInfo(
  generator: "rapport 1.0.0", asOf: "2026-03-31", timeZone: "Europe/Berlin",
  options: ["title": .text("Q1 \"north\""), "all": .flag(false), "jobs": .number(2), "codes": .list(["a", "b"])],
  owners: ["u2": "Bo", "u1": "Ada \"A\""])

/// One run of the generator; data files are written a few bytes at a time.
@discardableResult
func publish(
  _ report: Report, to out: String, filter: ReportFilter = ReportFilter(), adopt: Bool = false,
  operations: FileOperations = FileOperations()
) throws -> PublishSummary {
  let publisher = try Publisher(out: out, filter: filter, adopt: adopt, operations: operations)
  do {
    for (path, text) in report.sorted(by: { $0.key < $1.key }) {
      let bytes = Array(text.utf8)
      guard path.hasPrefix("data/") else {
        try publisher.write(path, bytes)
        continue
      }
      try publisher.write(path) { take in
        for start in stride(from: 0, to: bytes.count, by: 2) {
          try bytes[start..<min(bytes.count, start + 2)].withUnsafeBytes(take)
        }
      }
    }
    return try publisher.publish(info)
  } catch {
    publisher.discard()
    throw error
  }
}

/// The error of a run that is expected to be refused.
func refusal(_ run: () throws -> Void) -> PublishError? {
  do { try run() } catch { return error as? PublishError }
  return nil
}

/// Makes one step of a run fail, or all from that step on, as if the process were gone.
final class Fault: Sendable {
  enum Kind: Sendable { case fullDisk, crash }
  private let steps = Mutex(0)
  private let at: Int
  private let kind: Kind

  init(_ kind: Kind, at step: Int) {
    self.kind = kind
    at = step
  }

  var happened: Bool { steps.withLock { $0 >= at } }

  var operations: FileOperations {
    FileOperations { [self] step, path in
      let count = steps.withLock { steps in
        steps += 1
        return steps
      }
      if count == at || (kind == .crash && count > at) { throw PublishError.failed(step, path: path, code: ENOSPC) }
    }
  }
}
