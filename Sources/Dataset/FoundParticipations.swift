/// Participations that a worker finds in a copy of a builder. Any number of workers can do so at once, because they change
/// nothing in it.
public struct FoundParticipations: Sendable {
  /// A person below 0 is that of `strangers` at −1 − person.
  fileprivate var staged: [StagedParticipation] = []
  /// Unresolved people of whom something is said that the builder does not know, and their texts.
  fileprivate var strangers = UnresolvedPeople()
  fileprivate var text = TextPool()

  public init() {}

  /// Finds what a row of `participants` says.
  ///
  /// - Returns: `false` if the row has to be added to the builder, because something is wrong with it.
  public mutating func find(_ row: RawRow, in builder: DatasetBuilder) -> Bool {
    guard builder.isSealed else { return false }
    let last = staged.last.map { Int($0.activity) } ?? 0
    guard let found = builder.participation(row, after: last, orElse: { stranger(row, builder) }) else { return false }
    staged.append(found)
    return true
  }

  private mutating func stranger(_ row: RawRow, _ builder: DatasetBuilder) -> Int? {
    guard row.text(ParticipantColumn.personID).isEmpty else { return nil }
    let name = row.text(ParticipantColumn.name)
    let address = row.text(ParticipantColumn.email)
    if address.isEmpty && name.isEmpty { return nil }
    let id = address.isEmpty ? text.intern(name) : text.internLowercased(address)
    let side = address.isEmpty ? .customer : text.withUTF8(id, builder.side(ofAddress:))
    return -1 - strangers.add(id, side, name: name, to: &text)
  }
}

extension DatasetBuilder {
  /// Adds what was found in a copy of this builder, to which nothing but participants has been added since. It does not
  /// matter what is added first.
  public mutating func add(_ found: FoundParticipations) {
    let strangers = found.strangers.people.map { stranger in
      let id = found.text.withUTF8(stranger.id) { tables.text.intern($0) }
      return found.text.withUTF8(stranger.name) { Int32(unresolved(id, stranger.side, name: $0)) }
    }
    tables.text.growth.makeRoom(for: found.staged.count, in: &staged)
    for var participation in found.staged {
      if participation.person < 0 { participation.person = strangers[Int(-1 - participation.person)] }
      staged.append(participation)
    }
  }
}
