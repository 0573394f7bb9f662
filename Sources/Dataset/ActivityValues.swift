/// The longest duration that a row may have, in minutes: 100 years.
private let longestDuration = 52_560_000.0

/// What a row of `activities` says by itself: all but its texts and references, for which the rows before it have to be
/// known. Any worker can read it while another adds those.
public struct ActivityValues: Sendable {
  /// Without texts and `regarding`.
  let activity: Activity
  let regardingType: RecordType?

  // Functions and not initializers, which would be handed copies of rows and rules.

  /// `nil` if a value is missing or bad: adding the row says so.
  ///
  /// - Parameter zone: the report's time zone, in which instants without an offset are read.
  public static func read(_ row: RawRow, zone: TimeZoneRules) -> ActivityValues? {
    do throws(BadRow) { return try values(row, zone) } catch { return nil }
  }

  static func values(_ row: RawRow, _ zone: TimeZoneRules) throws(BadRow) -> ActivityValues {
    for column in [ActivityColumn.id, .type, .at] { _ = try row.required(column) }
    guard
      let type = try row.code(ActivityColumn.type, Codes.activityTypes),
      let at = try row.instant(ActivityColumn.at, zone)
    else { throw row.bad(ActivityColumn.type, "a value, because this column is required") }
    let activity = Activity(
      id: .none, type: type,
      status: try row.code(ActivityColumn.status, Codes.activityStatuses) ?? .completed,
      direction: try row.code(ActivityColumn.direction, Codes.directions),
      isPrivate: try row.boolean(ActivityColumn.private), isFollowed: try row.boolean(ActivityColumn.followed),
      at: at, subject: .none, durationSeconds: try duration(row, from: at, zone), regarding: nil,
      conversationID: .none, messageID: .none, inReplyTo: .none, opens: try row.count(ActivityColumn.opens),
      linkClicks: try row.count(ActivityColumn.linkClicks),
      attachmentViews: try row.count(ActivityColumn.attachmentViews),
      lastOpenedAt: try row.instant(ActivityColumn.lastOpenedAt, zone))
    return ActivityValues(
      activity: activity, regardingType: try row.code(ActivityColumn.regardingType, Codes.recordTypes))
  }

  /// `duration_minutes`, else `ends_at − at` (not below 0), else 0, rounded half up to a second.
  private static func duration(_ row: RawRow, from at: Instant, _ zone: TimeZoneRules) throws(BadRow) -> Int {
    let minutes = try row.value(ActivityColumn.durationMinutes, "minutes, from 0 to 52560000") { utf8 in
      TextParsing.number(utf8).flatMap { $0 >= 0 && $0 <= longestDuration ? $0 : nil }
    }
    let endsAt = try row.instant(ActivityColumn.endsAt, zone)
    if let minutes { return Int((minutes * 60 + 0.5).rounded(.down)) }
    guard let endsAt else { return 0 }
    return min(max(0, endsAt - at), Int(longestDuration) * 60)
  }
}
