/// How the two sides of a relationship behave: what makes won deals look different from lost ones.
struct Conduct: Sendable {
  /// Of a hundred doings: conversations by mail, meetings, calls, tasks, internal matters.
  var mix: [Int]
  /// Percent of conversations that the customer begins.
  var customerStarts: Int
  /// Percent of the other side's mails that are answered.
  var teamReplies: Int
  var customerReplies: Int
  /// Usual minutes until an answer, before nights and weekends.
  var teamMinutes: Int
  var customerMinutes: Int
  /// Percent of unanswered mails of ours that are followed by another.
  var nudges: Int
  /// Percent of followed mails that are opened.
  var opened: Int
  /// Long silences in the whole of the history.
  var quietSpells: Int
  /// How much more happens at the end than at the start: per mille of the start's pace.
  var closingPace: Int

  static let won = Conduct(
    mix: [42, 24, 19, 11, 4], customerStarts: 46, teamReplies: 92, customerReplies: 80, teamMinutes: 140,
    customerMinutes: 420, nudges: 15, opened: 88, quietSpells: 0, closingPace: 2200)
  static let lost = Conduct(
    mix: [66, 8, 12, 10, 4], customerStarts: 18, teamReplies: 62, customerReplies: 30, teamMinutes: 1400,
    customerMinutes: 2400, nudges: 45, opened: 42, quietSpells: 2, closingPace: 350)
  static let enquiry = Conduct(
    mix: [60, 9, 23, 8, 0], customerStarts: 38, teamReplies: 85, customerReplies: 55, teamMinutes: 300,
    customerMinutes: 900, nudges: 30, opened: 60, quietSpells: 0, closingPace: 1000)
  static let coldEnquiry = Conduct(
    mix: [70, 2, 22, 6, 0], customerStarts: 10, teamReplies: 70, customerReplies: 18, teamMinutes: 900,
    customerMinutes: 2000, nudges: 40, opened: 30, quietSpells: 0, closingPace: 500)
  static let care = Conduct(
    mix: [56, 16, 16, 8, 4], customerStarts: 50, teamReplies: 85, customerReplies: 70, teamMinutes: 400,
    customerMinutes: 900, nudges: 10, opened: 60, quietSpells: 1, closingPace: 1000)
  static let team = Conduct(
    mix: [0, 0, 0, 25, 75], customerStarts: 0, teamReplies: 0, customerReplies: 0, teamMinutes: 200,
    customerMinutes: 0, nudges: 0, opened: 0, quietSpells: 0, closingPace: 1000)

  /// `coolness` percent of the way from one to the other.
  static func between(_ warm: Conduct, _ cool: Conduct, coolness: Int) -> Conduct {
    func mixed(_ first: Int, _ second: Int) -> Int { first + (second - first) * coolness / 100 }
    return Conduct(
      mix: zip(warm.mix, cool.mix).map(mixed), customerStarts: mixed(warm.customerStarts, cool.customerStarts),
      teamReplies: mixed(warm.teamReplies, cool.teamReplies),
      customerReplies: mixed(warm.customerReplies, cool.customerReplies),
      teamMinutes: mixed(warm.teamMinutes, cool.teamMinutes),
      customerMinutes: mixed(warm.customerMinutes, cool.customerMinutes), nudges: mixed(warm.nudges, cool.nudges),
      opened: mixed(warm.opened, cool.opened), quietSpells: mixed(warm.quietSpells, cool.quietSpells),
      closingPace: mixed(warm.closingPace, cool.closingPace))
  }

  /// Minutes until an answer: mostly near the usual time, now and then many times that.
  static func delay(usual: Int, _ random: inout RandomStream) -> Int {
    let eighths = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 18, 24, 36, 60, 90]
    let step = random.below(eighths.count - 1)
    return max(3, usual * random.within((eighths[step] * 16)...(eighths[step + 1] * 16)) / 128)
  }
}
