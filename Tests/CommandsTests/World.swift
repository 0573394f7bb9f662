import ArgumentParser
import Dataset
import Foundation
import Synchronization

@testable import Commands

/// A working directory, a clock and a terminal to run commands in.
final class World: Sendable {
  private final class Tape: Sendable {
    let text = Mutex("")
    func append(_ addition: String) { text.withLock { $0 += addition } }
  }

  let directory: String
  let environment: [String: String]
  private let isTerminal: Bool
  private let outTape = Tape()
  private let errorTape = Tape()

  /// - Parameter config: the text of `rapport.yml`.
  init(config: String? = nil, environment: [String: String] = [:], isTerminal: Bool = false) throws {
    directory = NSTemporaryDirectory() + "commands-" + UUID().uuidString
    self.environment = environment
    self.isTerminal = isTerminal
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    if let config { try write("rapport.yml", config) }
  }

  deinit { try? FileManager.default.removeItem(atPath: directory) }

  var output: String { outTape.text.withLock { $0 } }
  var errors: String { errorTape.text.withLock { $0 } }

  var console: Console {
    Console(
      output: .init(isTerminal: isTerminal) { [outTape] in outTape.append($0) },
      errors: .init(isTerminal: isTerminal) { [errorTape] in errorTape.append($0) }, columns: 100)
  }

  /// It is 2025-07-01, 00:30 in Berlin and 22:30 of the day before in UTC.
  var context: CommandContext {
    CommandContext(
      environment: environment, workingDirectory: directory, console: console,
      now: { Instant(seconds: 1_751_322_600) }, processors: 3)
  }

  func write(_ path: String, _ text: String) throws {
    try write(path, Data(text.utf8))
  }

  func write(_ path: String, _ data: Data) throws {
    let url = URL(fileURLWithPath: directory + "/" + path)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
  }

  func run(_ arguments: String...) async -> Int32 {
    await CommandLineTool.run(
      arguments: arguments, environment: environment, workingDirectory: directory, console: console,
      now: context.now, processors: 3)
  }

  /// What the options of `rapport generate data …` come to.
  func options(_ arguments: String...) throws -> ReportOptions {
    let command = try GenerateCommand.parse(["data"] + arguments)
    return try OptionResolver.resolve(
      command.report, sources: command.sources, adopt: command.adopt, in: context)
  }

  /// What is said of the options of `rapport generate data …`; empty if nothing is wrong.
  func complaints(_ arguments: String...) throws -> String {
    let command = try GenerateCommand.parse(["data"] + arguments)
    do {
      _ = try OptionResolver.resolve(command.report, sources: command.sources, in: context)
      return ""
    } catch {
      var text = ""
      let writer = DiagnosticWriter { text += $0 }
      for diagnostic in error.diagnostics { writer.write(diagnostic) }
      return text
    }
  }
}

func complaints(about config: String) throws -> String { try World(config: config).complaints() }
