import Analytics
import Dataset
import Markup

/// The records with flags, worst first: what to do, and why.
enum TeamAttention {
  static func render(_ context: ReportContext, _ ranking: TeamRanking, to html: inout HTMLWriter) {
    let words = context.words
    html.raw("<section class=\"card wide records\" id=\"attention\">\n<h2>")
    words.write(
      .typeAndCount, count: ranking.needingAttention.count, [.type: .text(words.plain(.needsAttention))], to: &html)
    html.raw("</h2>\n")
    if ranking.needingAttention.isEmpty {
      html.empty(words.plain(.teamNothingNeedsAttention))
    } else {
      let isLarge = ranking.needingAttention.count >= TeamTable.large
      html.openTable(
        isLarge ? "data plain team of-attention large" : "data plain team of-attention",
        caption: words.plain(.needsAttention),
        columns: [Term.record, .whatToDo, .health, .amountHead, .owner].map { (words.plain($0), $0 == .amountHead) })
      for record in ranking.needingAttention { row(record, context, to: &html) }
      html.closeTable()
    }
    html.raw("</section>\n")
  }

  private static func row(_ record: RecordID, _ context: ReportContext, to html: inout HTMLWriter) {
    let view = RecordView(context: context, record: record, path: PagePath.team)
    TeamTable.openRow(view, to: &html)
    html.raw("<th scope=\"row\">")
    Words.write(TeamTable.name(of: record, context), to: &html)
    html.secondLine(view.plain(record.type.singular))
    html.raw("</th>\n<td>")
    if let first = view.kpis.attention.first {
      Words.write(.link(AttentionAction.sentence(first, view), path: evidence(first, view)), to: &html)
      html.raw("<br>\n")
    }
    FlagChips.write(view.kpis, context.words, withValues: true, to: &html)
    html.raw("</td>\n<td>")
    HealthView.badge(view.kpis.health, context.words, to: &html)
    html.raw("</td>\n<td class=\"n\">")
    Money(record.type == .opportunity ? [record] : [], context).lines(context, to: &html)
    html.raw("</td>\n")
    html.cell(view.userName(context.dataset.owner(of: record)) ?? view.plain(.noOwner))
    html.raw("</tr>\n")
  }

  /// Where the evidence of a flag stands: the row of its activity, where the record's page lists it, else the flag.
  private static func evidence(_ flag: AttentionFlag, _ view: RecordView) -> String? {
    guard let path = view.context.paths[view.record] else { return nil }
    if let activity = flag.activity, view.kpis.recent.contains(activity) || view.kpis.upcoming.contains(activity) {
      return path + "#" + view.anchor(activity).text
    }
    return path + "#attention"
  }
}

/// What a flag asks the team to do, in the imperative; the figures of the flag stand beside it.
enum AttentionAction {
  static func sentence(_ flag: AttentionFlag, _ view: RecordView) -> String {
    switch flag.code {
    case .awaitingTeam: answer(flag, view)
    case .ghosted: reach(flag, view)
    case .overdueClose: view.plain(.doOverdueClose)
    case .noActivity:
      flag.activity.map { view.plain(.doNoActivity, [.activity: .text(view.theActivity($0))]) }
        ?? view.plain(.doFirstActivity)
    case .healthDrop: healthDrop(view)
    case .noNextStep: view.plain(.doNoNextStep)
    case .overdueTask: task(flag, view)
    case .singleThreaded: view.plain(flag.value == 0 ? .doFirstContact : .doSecondContact)
    }
  }

  private static func answer(_ flag: AttentionFlag, _ view: RecordView) -> String {
    let person = Argument.text(
      flag.activity.flatMap { view.initiator($0) }.map(view.personName) ?? view.side(.customer))
    guard let subject = flag.activity.flatMap(view.quotableSubject) else {
      return view.plain(.doAnswer, [.person: person])
    }
    return view.plain(.doAnswerSubject, [.person: person, .subject: .text(subject)])
  }

  /// The person of the customer to whom the mail went that nobody answers.
  private static func reach(_ flag: AttentionFlag, _ view: RecordView) -> String {
    let customers = flag.activity.map { view.participants($0).filter { view.dataset.people[$0].side == .customer } }
    let person = Argument.text(customers?.first.map(view.personName) ?? view.side(.customer))
    guard let subject = flag.activity.flatMap(view.quotableSubject) else {
      return view.plain(.doReach, [.person: person])
    }
    return view.plain(.doReachSubject, [.person: person, .subject: .text(subject)])
  }

  private static func healthDrop(_ view: RecordView) -> String {
    let since = Argument.text(view.formats.dayMonth(view.context.asOf - 28))
    guard let previous = view.kpis.health?.previousScore else { return view.plain(.doHealthLost, [.date: since]) }
    return view.plain(.doHealthDrop, [.date: since, .score: .text(view.formats.number(previous))])
  }

  private static func task(_ flag: AttentionFlag, _ view: RecordView) -> String {
    guard let index = flag.activity else { return view.plain(.overdueTask) }
    let date = Argument.text(view.formats.date(view.activity(index).at))
    guard let subject = view.quotableSubject(index) else { return view.plain(.doTask, [.date: date]) }
    return view.plain(.doTaskSubject, [.subject: .text(subject), .date: date])
  }
}
