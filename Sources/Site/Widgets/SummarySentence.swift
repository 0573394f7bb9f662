import Analytics
import Dataset
import Markup

/// A comparison in words, with how telling it is.
struct SummarySentence {
  /// The factor by which what is compared differs: 1 is no difference.
  let strength: Double
  let write: (inout HTMLWriter) -> Void

  /// The sentences about a record, the most telling first.
  static func all(of view: RecordView) -> [SummarySentence] {
    let similar = SimilarView(view)
    let sentences = [
      view.shows(.response) ? similar.flatMap(speedAgainstWon) ?? speed(of: view) : nil,
      similar.flatMap(amountAgainstWon), initiative(of: view),
      view.shows(.response) ? similar.flatMap(answersAgainstWon) ?? answers(of: view) : nil,
    ].compactMap { $0 }
    // Sorting is stable by hand: equals keep the order above.
    return sentences.enumerated().sorted { ($1.element.strength, $0.offset) < ($0.element.strength, $1.offset) }
      .map(\.element)
  }

  /// “52 emails, 7 meetings and 8 calls”.
  static func counts(_ counts: CountsByType, _ view: RecordView) -> String {
    view.words.list([
      view.plain(.countEmails, count: counts.email), view.plain(.countMeetings, count: counts.meeting),
      view.plain(.countCalls, count: counts.call),
    ])
  }

  /// Who starts more.
  private static func initiative(of view: RecordView) -> SummarySentence? {
    let team = view.kpis.interactions.team
    let customer = view.kpis.interactions.customer
    guard team.total + customer.total > 0 else { return nil }
    let strength = factor(team.total + 1, customer.total + 1)
    guard team.total != customer.total else {
      return SummarySentence(strength: strength) { view.write(.initiativeEven, to: &$0) }
    }
    let leader = team.total > customer.total ? team : customer
    let other = team.total > customer.total ? customer : team
    let kinds: [(Term, Int)] = [
      (.moreMeetings, leader.meeting - other.meeting), (.moreEmails, leader.email - other.email),
      (.moreCalls, leader.call - other.call),
    ]
    let items = kinds.filter { $0.1 > 0 }.map { view.plain($0.0, count: $0.1) }
    let term: Term = team.total > customer.total ? .teamStartsMore : .customerStartsMore
    return SummarySentence(strength: strength) { html in
      view.write(term, [.list: .text(view.words.list(items))], to: &html)
    }
  }

  /// Who answers faster.
  private static func speed(of view: RecordView) -> SummarySentence? {
    guard let team = view.kpis.response.team.median else { return nil }
    let teamText = Argument.text(view.formats.duration(team))
    guard let customer = view.kpis.response.customer.median else {
      return SummarySentence(strength: 1) { view.write(.teamAnswersIn, [.team: teamText], to: &$0) }
    }
    let customerText = Argument.text(view.formats.duration(customer))
    let strength = factor(team + alike, customer + alike)
    let difference = Argument.text(view.formats.duration(abs(team - customer)))
    let term: Term = abs(team - customer) < alike ? .answersAlike : team > customer ? .teamSlower : .teamFaster
    return SummarySentence(strength: strength) { html in
      view.write(term, [.duration: difference, .team: teamText, .customer: customerText], to: &html)
    }
  }

  /// How often the customer answers, beside how often the team does.
  private static func answers(of view: RecordView) -> SummarySentence? {
    let customer = view.kpis.response.customer
    let team = view.kpis.response.team
    guard customer.turns > 0 else { return nil }
    if customer.replies == 0 {
      return SummarySentence(strength: factor(customer.turns, 1)) { html in
        view.write(.customerNeverAnswered, count: customer.turns, to: &html)
      }
    }
    let customerShare = Argument.text(share(customer, view))
    let strength = factor(customer.turns, customer.replies)
    guard team.turns > 0 else {
      return SummarySentence(strength: strength) { view.write(.customerAnswers, [.customer: customerShare], to: &$0) }
    }
    return SummarySentence(strength: strength) { html in
      view.write(.bothAnswer, [.customer: customerShare, .team: .text(share(team, view))], to: &html)
    }
  }

  /// Differences of response time below ten minutes are none.
  static let alike = 600

  static func factor(_ first: Int, _ second: Int) -> Double {
    Double(max(first, second)) / Double(max(min(first, second), 1))
  }

  /// “53 % (8 of 15)”.
  static func share(_ response: ResponseTimes, _ view: RecordView) -> String {
    view.plain(
      .shareAndCount,
      [
        .share: .text(view.formats.percent(response.rate ?? 0)),
        .value: .text(view.formats.outOf(response.replies, response.turns)),
      ])
  }
}
