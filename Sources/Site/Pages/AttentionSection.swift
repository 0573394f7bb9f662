import Analytics
import Dataset
import Markup

/// The flags that are up, each with its evidence (KPI spec, "Attention").
enum AttentionSection {
  static func render(_ view: RecordView, to html: inout HTMLWriter) {
    guard view.context.isOpen(view.record) else { return }
    html.raw("<section class=\"flags\" id=\"attention\">\n<h2 class=\"sr\">")
    view.write(.needsAttention, to: &html)
    html.raw("</h2>\n")
    if view.kpis.attention.isEmpty {
      html.raw("<p class=\"calm\">")
      view.write(.nothingNeedsAttention, to: &html)
      html.raw("</p>\n")
    } else {
      html.raw("<ul>\n")
      for flag in view.kpis.attention {
        html.raw(flag.code.isUrgent ? "<li class=\"flag poor\"><b>" : "<li class=\"flag fair\"><b>")
        view.write(flag.code.term, to: &html)
        html.raw("</b> ")
        evidence(flag, view, to: &html)
        html.raw("</li>\n")
      }
      html.raw("</ul>\n")
    }
    if !view.kpis.muted.isEmpty {
      let names = view.kpis.muted.map { view.plain($0.code.term) }
      html.raw("<p class=\"calm\">")
      view.write(.mutedFlags, [.list: .text(view.words.list(names))], to: &html)
      html.raw("</p>\n")
    }
    html.raw("</section>\n")
  }

  private static func evidence(_ flag: AttentionFlag, _ view: RecordView, to html: inout HTMLWriter) {
    let days = Argument.text(view.days(flag.value ?? 0))
    let limit = Argument.text(view.formats.number(flag.limit ?? 0))
    switch flag.code {
    case .awaitingTeam, .ghosted: waiting(flag, days: days, limit: limit, view, to: &html)
    case .overdueClose:
      let date = view.context.asOf - (flag.value ?? 0)
      view.write(.overdueCloseEvidence, [.date: .text(view.formats.date(date)), .days: days], to: &html)
    case .noActivity: noActivity(flag, days: days, limit: limit, view, to: &html)
    case .healthDrop:
      let since = Argument.text(view.formats.date(view.context.asOf - 28))
      view.write(.healthDropEvidence, count: flag.value ?? 0, [.date: since, .limit: limit], to: &html)
    case .noNextStep:
      if let last = flag.activity {
        view.write(.noNextStepAfter, [.activity: .text(view.theActivity(last))], to: &html)
      } else {
        view.write(.noNextStepAtAll, to: &html)
      }
    case .overdueTask: overdueTask(flag, days: days, view, to: &html)
    case .singleThreaded where flag.value == 0: view.write(.singleThreadedNobody, to: &html)
    case .singleThreaded: view.write(.singleThreadedEvidence, count: flag.value ?? 0, [.limit: limit], to: &html)
    }
  }

  private static func waiting(
    _ flag: AttentionFlag, days: Argument, limit: Argument, _ view: RecordView, to html: inout HTMLWriter
  ) {
    let isOurs = flag.code == .awaitingTeam
    let sender = flag.activity.flatMap { view.initiator($0) }
    let person = sender.map { view.person($0) } ?? .text(view.side(isOurs ? .customer : .team))
    if let activity = flag.activity, let subject = view.quotableSubject(activity) {
      let term: Term = isOurs ? .awaitingTeamEvidence : .ghostedEvidence
      view.write(term, [.person: person, .subject: .text(subject), .days: days, .limit: limit], to: &html)
    } else {
      let term: Term = isOurs ? .awaitingTeamUnnamed : .ghostedUnnamed
      view.write(term, [.person: person, .days: days, .limit: limit], to: &html)
    }
  }

  private static func noActivity(
    _ flag: AttentionFlag, days: Argument, limit: Argument, _ view: RecordView, to html: inout HTMLWriter
  ) {
    if flag.value == nil {
      view.write(.noActivityAtAll, to: &html)
    } else if let last = flag.activity {
      let activity = Argument.text(view.theActivity(last))
      view.write(.noActivityAfter, [.days: days, .limit: limit, .activity: activity], to: &html)
    } else {
      view.write(.noActivitySinceCreation, [.days: days, .limit: limit], to: &html)
    }
  }

  private static func overdueTask(
    _ flag: AttentionFlag, days: Argument, _ view: RecordView, to html: inout HTMLWriter
  ) {
    guard let index = flag.activity else { return }
    let date = Argument.text(view.formats.date(view.activity(index).at))
    if let subject = view.quotableSubject(index) {
      view.write(.overdueTaskEvidence, [.subject: .text(subject), .date: date, .days: days], to: &html)
    } else {
      view.write(.overdueTaskUnnamed, [.date: date, .days: days], to: &html)
    }
  }
}

extension AttentionCode {
  var term: Term {
    switch self {
    case .awaitingTeam: .awaitingTeam
    case .ghosted: .ghosted
    case .overdueClose: .overdueClose
    case .noActivity: .noActivity
    case .healthDrop: .healthDrop
    case .noNextStep: .noNextStep
    case .overdueTask: .overdueTask
    case .singleThreaded: .singleThreaded
    }
  }

  /// Whether the relationship is harmed now, rather than at risk of it.
  var isUrgent: Bool {
    switch self {
    case .awaitingTeam, .ghosted, .overdueClose, .noActivity: true
    case .healthDrop, .noNextStep, .overdueTask, .singleThreaded: false
    }
  }
}
