/// Names of columns in the order in which they were met, each once, found in constant time.
public struct ColumnNames: Sendable {
  public private(set) var names: [String] = []
  private var positions: [String: Int] = [:]

  public init() {}

  public func position(of name: String) -> Int? { positions[name] }

  /// The position of a name, which is added if it is new.
  public mutating func add(_ name: String) -> Int {
    if let known = positions[name] { return known }
    positions[name] = names.count
    names.append(name)
    return names.count - 1
  }
}
