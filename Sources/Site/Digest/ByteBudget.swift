/// So many bytes for lists that may be of any length.
struct ByteBudget {
  /// How many rows of each list have room.
  ///
  /// - Parameters:
  ///   - lists: the sizes of the rows of each list, in bytes.
  ///   - shares: what part of the room a list gets first, 0 to 1; what others leave over goes to the lists in order.
  static func rows(_ lists: [[Int]], shares: [Double], room: Int) -> [Int] {
    let needs = lists.map { $0.reduce(0, +) }
    var grants = zip(needs, shares).map { min($0, Int(Double(max(0, room)) * $1)) }
    var rest = max(0, room) - grants.reduce(0, +)
    for index in lists.indices {
      let more = min(rest, needs[index] - grants[index])
      grants[index] += more
      rest -= more
    }
    return zip(lists, grants).map { sizes, grant in
      var left = grant
      return sizes.prefix { size in
        left -= size
        return left >= 0
      }.count
    }
  }
}
