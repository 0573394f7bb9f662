import Analytics
import Dataset

/// What of a report's past is carried over: earlier reports may have been made with names, and of people who have opted
/// out since (page spec, "Words").
public struct PastPrivacy: Sendable {
  private let pseudonyms: Pseudonyms?
  /// The id and name that are shown of a record of the data, by its real id and by the shown one.
  private var identities: [RecordState.Key: (id: String, name: String)] = [:]
  private var users: [String: String] = [:]
  private var leftOut: Set<RecordState.Key> = []
  private var leftOutUsers: Set<String> = []

  /// - Parameters:
  ///   - dataset: without those who opted out.
  ///   - shown: the same as it is shown.
  ///   - pseudonyms: nil where names are shown.
  ///   - optOut: who is left out; entries that are unknown may be of people who have left the data since.
  public init(_ dataset: Dataset, shown: Dataset, _ pseudonyms: Pseudonyms?, _ optOut: OptOut) {
    self.pseudonyms = pseudonyms
    for person in optOut.people { leave(out: person) }
    for entry in optOut.unknown {
      for id in [entry, entry.lowercased()] {
        for type in [PersonType.user, .contact, .lead] { leave(out: .init(type: type, id: id, names: [])) }
      }
    }
    if pseudonyms != nil { learn(dataset, shown) }
  }

  private mutating func learn(_ dataset: Dataset, _ shown: Dataset) {
    for record in dataset.records {
      let id = shown.text.string(shown.id(of: record))
      let identity = (id: id, name: shown.text.string(shown.name(of: record)))
      identities[.init(type: record.type, id: id)] = identity
      identities[.init(type: record.type, id: dataset.text.string(dataset.id(of: record)))] = identity
    }
    for (user, shownUser) in zip(dataset.users, shown.users) {
      users[dataset.text.string(user.id)] = shown.text.string(shownUser.id)
    }
  }

  private mutating func leave(out person: OptOut.LeftOut) {
    var ids = [person.id]
    if let pseudonyms { ids.append(pseudonyms.id(.init(person.type), person.id, knownAs: person.names)) }
    for id in ids {
      if let type = person.type.recordType { leftOut.insert(.init(type: type, id: id)) }
      if person.type == .user { leftOutUsers.insert(id) }
    }
  }

  /// What is kept of a record on a day of the past; nil if nothing is.
  public func shown(_ state: RecordState) -> RecordState? {
    if leftOut.contains(state.key) { return nil }
    var shown = state
    if let owner = state.ownerID { shown.ownerID = leftOutUsers.contains(owner) ? nil : ownerID(owner) }
    guard let pseudonyms else { return shown }
    if let identity = identities[state.key] {
      (shown.id, shown.name) = identity
    } else {
      let kind = Pseudonyms.Kind(state.type)
      shown.id = pseudonyms.id(kind, state.id, knownAs: [state.name])
      shown.name = pseudonyms.name(kind, id: shown.id)
    }
    return shown
  }

  private func ownerID(_ id: String) -> String { users[id] ?? pseudonyms?.id(.user, id) ?? id }
}

extension Pseudonyms.Kind {
  init(_ type: RecordType) {
    switch type {
    case .account: self = .account
    case .contact: self = .contact
    case .lead: self = .lead
    case .opportunity: self = .opportunity
    }
  }

  init(_ type: PersonType) {
    switch type {
    case .user: self = .user
    case .contact: self = .contact
    case .lead: self = .lead
    case .unresolved: self = .unresolved
    }
  }
}
