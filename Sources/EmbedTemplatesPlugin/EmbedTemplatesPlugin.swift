import Foundation
import PackagePlugin

/// Turns every file below `Templates/` that is not Swift into source of the `Templates` module.
@main
struct EmbedTemplatesPlugin: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: Target) throws -> [Command] {
    let root = target.directoryURL
    let files = try FileManager.default.subpathsOfDirectory(atPath: root.path)
      .filter { !$0.hasSuffix(".swift") && !$0.hasPrefix(".") && !$0.contains("/.") }
      .map { root.appendingPathComponent($0) }
      .filter { !$0.hasDirectoryPath && isFile($0) }
      .sorted { $0.path < $1.path }
    let output = context.pluginWorkDirectoryURL.appendingPathComponent("EmbeddedFiles.swift")
    return [
      .buildCommand(
        displayName: "Embed \(files.count) templates",
        executable: try context.tool(named: "EmbedTemplates").url,
        arguments: [root.path, output.path],
        inputFiles: files,
        outputFiles: [output])
    ]
  }

  private func isFile(_ url: URL) -> Bool {
    var isDirectory: ObjCBool = false
    return FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory) && !isDirectory.boolValue
  }
}
