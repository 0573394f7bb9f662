/// Which of several names was meant.
public enum NearestName {
  /// The name that takes the fewest insertions, deletions, substitutions and swaps of neighbours to get to from
  /// `text`; the first of equals. `nil` if even that takes more than a third of the letters (and more than one), unless
  /// one name alone begins with `text`.
  public static func find(_ text: String, among names: [String]) -> String? {
    let wanted = normal(text)
    guard wanted.count <= 64 else { return nil }
    var best: (name: String, distance: Int)?
    for name in names {
      let candidate = normal(name)
      let distance = distance(wanted, candidate)
      guard distance <= max(1, candidate.count / 3), distance < candidate.count else { continue }
      if best.map({ distance < $0.distance }) ?? true { best = (name, distance) }
    }
    if let best { return best.name }
    let longer = names.filter { wanted.count > 1 && normal($0).starts(with: wanted) }
    return longer.count == 1 ? longer.first : nil
  }

  /// Case and the kind of hyphen are no mistakes worth counting.
  private static func normal(_ text: String) -> [Unicode.Scalar] {
    text.lowercased().unicodeScalars.prefix(65).map { $0 == "-" || $0 == " " ? "_" : $0 }
  }

  /// Optimal string alignment.
  private static func distance(_ first: [Unicode.Scalar], _ second: [Unicode.Scalar]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...second.count)
    for (row, scalar) in first.enumerated() {
      var current = [row + 1]
      for (column, other) in second.enumerated() {
        var cost = min(last[column] + (scalar == other ? 0 : 1), last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, scalar == second[column - 1], first[row - 1] == other {
          cost = min(cost, beforeLast[column - 1] + 1)
        }
        current.append(cost)
      }
      beforeLast = last
      last = current
    }
    return last[second.count]
  }
}
