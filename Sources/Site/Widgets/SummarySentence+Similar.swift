import Analytics
import Dataset
import Markup

/// Comparisons of an open deal with similar won deals; nil where there is nothing to compare or no difference to tell.
extension SummarySentence {
  static func speedAgainstWon(_ similar: SimilarView) -> SummarySentence? {
    let view = similar.view
    guard let own = view.kpis.response.team.median, let median = similar.benchmark.response.team.median else {
      return nil
    }
    let theirs = Int(exactly: median.rounded()) ?? own
    guard abs(own - theirs) >= alike else { return nil }
    return SummarySentence(strength: factor(own + alike, theirs + alike)) { html in
      view.write(
        own > theirs ? .slowerThanWon : .fasterThanWon,
        [
          .duration: .text(view.formats.duration(abs(own - theirs))), .team: .text(view.formats.duration(own)),
          .median: .text(view.formats.duration(theirs)),
        ], to: &html)
    }
  }

  static func amountAgainstWon(_ similar: SimilarView) -> SummarySentence? {
    let view = similar.view
    guard let pace = similar.similar.pace, let own = pace.deal.last, let median = pace.median.last ?? nil else {
      return nil
    }
    let theirs = Int(median.rounded())
    guard own != theirs, own > 0 else { return nil }
    return SummarySentence(strength: factor(own + 1, theirs + 1)) { html in
      view.write(
        own > theirs ? .moreThanWon : .fewerThanWon, count: abs(own - theirs),
        [.scope: similar.when, .total: .text(view.formats.number(own)), .median: .text(view.formats.number(theirs))],
        to: &html)
    }
  }

  static func answersAgainstWon(_ similar: SimilarView) -> SummarySentence? {
    let view = similar.view
    let customer = view.kpis.response.customer
    guard customer.replies > 0, let own = customer.rate, let theirs = similar.benchmark.customerRate.median,
      theirs > 0, abs(own - theirs) >= 0.1
    else { return nil }
    return SummarySentence(strength: max(own, theirs) / min(own, theirs)) { html in
      view.write(
        own > theirs ? .answersMoreThanWon : .answersLessThanWon,
        [.customer: .text(share(customer, view)), .median: .text(view.formats.percent(theirs))], to: &html)
    }
  }
}
