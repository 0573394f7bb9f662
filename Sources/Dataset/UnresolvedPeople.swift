/// People who belong to no table: known by an address, or by a name alone (dataset spec, "Who is who").
struct UnresolvedPeople: Sendable {
  /// In the order in which they were met.
  var people: [Person] = []
  private var positions: [Text: Int] = [:]

  /// The position of somebody about whom nothing new is said.
  func position(
    of id: Text, _ side: Side, name: UnsafeBufferPointer<UInt8>, in text: TextPool
  ) -> Int? {
    guard let position = positions[id] else { return nil }
    let person = people[position]
    return person.side != side && side == .team || isBetter(name, than: person.name, text) ? nil : position
  }

  /// Adds what is said of somebody; gives the position. It does not matter what is said first: of several names the first
  /// by code point is taken, and who is once of the team is.
  mutating func add(_ id: Text, _ side: Side, name: UnsafeBufferPointer<UInt8>, to text: inout TextPool) -> Int {
    guard let position = positions[id] else {
      positions[id] = people.count
      people.append(Person(type: .unresolved, side: side, id: id, name: text.intern(name)))
      return people.count - 1
    }
    if isBetter(name, than: people[position].name, text) { people[position].name = text.intern(name) }
    if side == .team { people[position].side = .team }
    return position
  }

  private func isBetter(_ name: UnsafeBufferPointer<UInt8>, than known: Text, _ text: TextPool) -> Bool {
    if name.isEmpty { return false }
    return known.isEmpty || text.withUTF8(known) { name.lexicographicallyPrecedes($0) }
  }
}
