extension Config {
  /// The config that is read without `--config`, if the working directory has it.
  static let defaultName = "rapport.yml"

  /// Reads a config file.
  /// - Throws: `CommandLineError` if it cannot be read or is not YAML.
  init(reading file: ResolvedPath) throws(CommandLineError) {
    let bytes: [UInt8]
    do { bytes = try file.contents(atMost: ConfigParser.maximumBytes) } catch {
      throw .configUnreadable(file: file.shown, reason: error.reason)
    }
    guard bytes.count <= ConfigParser.maximumBytes else {
      throw .configUnusable(
        file: file.shown, found: "more than \(ConfigParser.maximumBytes / 1024) KB", expected: "a config file")
    }
    guard var text = String(validating: bytes, as: UTF8.self) else {
      throw .configUnreadable(file: file.shown, reason: "it is not UTF-8 text")
    }
    if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
    let root = try ConfigParser.parse(text, file: file.shown)
    if let root, !root.isNull {
      guard case .mapping = root.value else {
        throw .configUnusable(
          file: file.shown, line: root.line, column: root.column, found: root.phrase,
          expected: "keys with values, such as “title: Pipeline”")
      }
    }
    self.init(file: file, root: root)
  }
}
