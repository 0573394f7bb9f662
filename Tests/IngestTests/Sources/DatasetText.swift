import Dataset
import Foundation
import TestSupport

@testable import Ingest

/// A data set as lines of text, so that two are compared and a difference is seen.
struct DatasetText {
  private let data: Dataset

  init(_ data: Dataset) { self.data = data }

  /// Every row of every table, references as ids.
  var lines: [String] { records + people + activities }

  /// Everybody, with the side.
  var people: [String] {
    data.people.map { line("person \($0.type.code)", [$0.id, $0.name]) + " \($0.side.code)" }
  }

  var records: [String] {
    var lines = data.users.map { user in
      line("user", [user.id, user.name, user.team, user.title] + user.emails)
    }
    lines += data.accounts.map { account in
      line("account", [account.id, account.name, account.industry]) + ref(account.owner.map { data.users[$0].id })
        + ref(account.primaryContact.map { data.contacts[$0].id }) + custom(data.accountFields, account.custom)
    }
    lines += data.contacts.map { contact in
      line("contact", [contact.id, contact.name, contact.jobTitle] + contact.emails)
        + ref(contact.account.map { data.accounts[$0].id }) + ref(contact.owner.map { data.users[$0].id })
    }
    lines += data.leads.map { lead in
      line("lead", [lead.id, lead.name, lead.contactName, lead.company, lead.source] + lead.emails)
        + " \(lead.status.code) \(lead.createdOn?.description ?? "-")" + ref(lead.owner.map { data.users[$0].id })
        + ref(lead.contact.map { data.contacts[$0].id }) + " \(lead.stakeholders)"
        + custom(data.leadFields, lead.custom)
    }
    lines += data.opportunities.map { deal in
      line("opportunity", [deal.id, deal.name, deal.stage, deal.currency])
        + " \(deal.status.code) \(deal.estimatedValue ?? -1) \(deal.actualValue ?? -1)"
        + " \(deal.createdOn?.description ?? "-") \(deal.estimatedCloseOn?.description ?? "-")"
        + " \(deal.closedOn?.description ?? "-")" + ref(deal.owner.map { data.users[$0].id })
        + ref(deal.account.map { data.accounts[$0].id }) + ref(deal.contact.map { data.contacts[$0].id })
        + " \(deal.salesTeam) \(deal.stakeholders)" + custom(data.opportunityFields, deal.custom)
    }
    return lines
  }

  /// Activities, each with its participants.
  var activities: [String] {
    data.activities.indices.flatMap { index -> [String] in
      let activity = data.activities[index]
      let first =
        line(
          "activity", [activity.id, activity.subject, activity.conversationID, activity.messageID, activity.inReplyTo])
        + " \(activity.type.code) \(activity.status) \(activity.direction?.code ?? "-") \(activity.at.seconds)"
        + " \(activity.durationSeconds)" + ref(activity.regarding.map { data.id(of: $0) })
        + " \(activity.isPrivate) \(activity.isFollowed) \(activity.opens) \(activity.linkClicks)"
        + " \(activity.attachmentViews) \(activity.lastOpenedAt?.seconds ?? -1)"
      return [first] + participants(of: index).map { "  " + $0 }
    }
  }

  /// The participants of an activity: `contact c1 Carl 2`, with the roles as their bits.
  func participants(of activity: Int) -> [String] {
    data.participations(of: activity).map { participation in
      let person = data.people[Int(participation.person)]
      return "\(person.type.code) \(data.text.string(person.id)) \(data.text.string(person.name)) "
        + "\(participation.roles.rawValue)"
    }
  }

  private func line(_ table: String, _ texts: [Text]) -> String {
    ([table] + texts.map { data.text.string($0) }).joined(separator: " | ")
  }

  private func ref(_ id: Text?) -> String { " → " + (id.map(data.text.string) ?? "-") }

  /// Fields by name, since their order is that of each export.
  private func custom(_ names: [Text], _ values: CustomValues) -> String {
    " {"
      + names.indices.map { "\(data.text.string(names[$0])): \(data.text.string(values[$0]))" }.filter {
        !$0.hasSuffix(": ")
      }
      .sorted().joined(separator: ", ") + "}"
  }
}

/// Reads sources of a test's own making.
struct SourceReading {
  var dataset: Dataset
  var problems: [DataProblem]
  var taken: [SourceSet.TakenSource]

  var text: DatasetText { DatasetText(dataset) }

  /// Each problem as `file:line found; expected`.
  var messages: [String] {
    problems.map {
      "\($0.file)\($0.line > 0 ? ":\($0.line)" : "") \($0.kind.code) \($0.field): \($0.found); \($0.expected)"
    }
  }

  /// - Parameters:
  ///   - sources: paths below the folder, `kind:path` or `path`.
  init(
    _ sources: [String], in folder: URL, internalDomains: [String] = [], asOf: String = "2026-03-31"
  ) throws {
    var settings = SourceSettings(zone: .utc, asOf: CivilDate(asOf) ?? CivilDate(days: 0))
    settings.internalDomains = internalDomains
    let locations = sources.map { source -> SourceLocation in
      let parts = source.split(separator: ":", maxSplits: 1).map(String.init)
      let kind = parts.count == 2 ? SourceKind(rawValue: parts[0]) : nil
      let path = parts.last ?? ""
      return SourceLocation(kind: kind, path: folder.appendingPathComponent(path).path, shown: path)
    }
    let contents = try SourceSet(locations, settings).read()
    dataset = contents.dataset
    problems = contents.problems
    taken = contents.taken
  }

  /// Writes files and reads the sources among them.
  static func of(
    _ files: [String: String], _ sources: [String], internalDomains: [String] = []
  ) throws -> SourceReading {
    try withTemporaryFolder { folder in
      try write(files, to: folder)
      return try SourceReading(sources, in: folder, internalDomains: internalDomains)
    }
  }

  /// What is said where the sources cannot be read.
  static func failure(
    _ files: [String: String], _ sources: [String], internalDomains: [String] = []
  ) -> String {
    do {
      _ = try of(files, sources, internalDomains: internalDomains)
      return "no error"
    } catch { return "\(error)" }
  }
}
