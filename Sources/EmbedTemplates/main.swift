// EmbedTemplates FOLDER OUTPUT: writes the text files of FOLDER as string literals into the Swift file OUTPUT.
// A literal costs the compiler far less than an array of bytes does.

import Foundation

let arguments = CommandLine.arguments
guard arguments.count == 3 else {
  FileHandle.standardError.write(Data("usage: EmbedTemplates FOLDER OUTPUT\n".utf8))
  exit(64)
}
let root = URL(fileURLWithPath: arguments[1])
let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path)
  .filter { !$0.hasSuffix(".swift") && !$0.hasPrefix(".") && !$0.contains("/.") }
  .filter { path in
    var isDirectory: ObjCBool = false
    let exists = FileManager.default.fileExists(
      atPath: root.appendingPathComponent(path).path, isDirectory: &isDirectory)
    return exists && !isDirectory.boolValue
  }
  .sorted()

var source = "// Written by EmbedTemplates from the files of Templates/.\n\nlet embeddedFiles: [String: String] = [\n"
for path in paths {
  let text = try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  source += "  \(path.debugDescription):\n    \(text.debugDescription),\n"
}
source += paths.isEmpty ? "  :\n]\n" : "]\n"
try source.write(toFile: arguments[2], atomically: true, encoding: .utf8)
