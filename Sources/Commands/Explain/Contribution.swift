import Analytics
import Dataset
import Site

/// An activity behind a KPI, and what it gives to it.
struct Evidence: Equatable {
  var activity: Int
  var contribution: Contribution
}

/// What one activity gives to a KPI.
enum Contribution: Equatable {
  /// So many are added.
  case count(Int)
  /// So much time is added.
  case seconds(Int)
  /// The first email of a turn that answers another after so many seconds.
  case answer(to: Int, seconds: Int)
  /// The first email of a turn that another answers.
  case answered(by: Int)
  /// The first email of a turn that nothing answers.
  case unanswered
  /// What it weighs in the health score, and what it adds to the day's contact.
  case health(RecordTrace.HealthEvent)
  /// The first email of a turn, as health's engagement counts it.
  case turn(RecordTrace.HealthTurn)
  /// Why it is named.
  case note(String)
}

extension Contribution {
  func text(_ dataset: Dataset, _ formats: Formats) -> String {
    func id(_ activity: Int) -> String { dataset.text.string(dataset.activities[activity].id) }
    switch self {
    case .count(let count): return String(count)
    case .seconds(let seconds): return "\(seconds) s"
    case .answer(let to, let seconds): return "answers \(id(to)) after \(seconds) s (\(formats.duration(seconds)))"
    case .answered(let by): return "answered by \(id(by))"
    case .unanswered: return "not answered"
    case .health(let event):
      let weight = formats.decimal(event.weight, places: 4)
      return "\(event.role.words), weight \(weight)" + (event.makesDay ? ", makes its day" : "")
    case .turn(let turn): return turn.words
    case .note(let note): return note
    }
  }

  func write(_ dataset: Dataset, to json: inout JSONWriter) {
    json.object { json in
      switch self {
      case .count(let count): json.integer("count", count)
      case .seconds(let seconds): json.integer("seconds", seconds)
      case .answer(let to, let seconds):
        json.string("answers", dataset.activities[to].id, in: dataset.text)
        json.integer("seconds", seconds)
      case .answered(let by): json.string("answered_by", dataset.activities[by].id, in: dataset.text)
      case .unanswered: json.null("answered_by")
      case .health(let event):
        json.string("role", event.role.rawValue)
        json.number("weight", event.weight)
        json.boolean("makes_day", event.makesDay)
      case .turn(let turn): json.string("turn", turn.rawValue)
      case .note(let note): json.string("note", note)
      }
    }
  }
}

extension RecordTrace.HealthEvent.Role {
  fileprivate var words: String {
    switch self {
    case .engaged: "from the customer"
    case .conversation: "with the customer"
    case .answer: "answer to the customer"
    case .other: "from the team alone"
    case .task: "task"
    }
  }
}

extension RecordTrace.HealthTurn {
  fileprivate var words: String {
    switch self {
    case .answered: "turn, answered"
    case .owed: "turn, owed an answer"
    case .notOwed: "turn, not owed an answer"
    }
  }
}
