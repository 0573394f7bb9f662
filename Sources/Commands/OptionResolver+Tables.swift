import Ingest

extension OptionResolver {
  /// The mapping of a `table:` source; it is in the config alone.
  mutating func tables() -> TableMapping? {
    guard let config = reader.config, let node = config["tables"] else { return nil }
    var mappings = MappingReader()
    let mapping = mappings.mapping(node, file: config.file.shown)
    for problem in mappings.problems { reader.report(problem) }
    return mapping
  }
}
