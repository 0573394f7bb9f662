/// The people of a record, as participants.
struct Cast {
  /// The owner first.
  var team: [Party]
  /// The main contact first.
  var customers: [Party]
  /// Addresses that the CRM does not know, of the customer's company.
  var strangers: [Party] = []
  /// Addresses of the own company that the CRM does not know.
  var mailboxes: [Party] = []
  /// Percent of mails with somebody in copy.
  var copies = 35
}

/// One thing that is planned to happen at the end of a history; days are counted from its last day.
enum Step {
  case mail(outgoing: Bool, daysBefore: Int, continues: Bool)
  case call(outgoing: Bool, daysBefore: Int)
  case meeting(daysBefore: Int)
  case overdueTask(daysBefore: Int)
  case plannedMeeting(daysAfter: Int)
  case plannedCall(daysAfter: Int)
  case plannedTask(daysAfter: Int)
  case canceledMeeting(daysAfter: Int)

  /// Days from the last day, negative before it.
  var day: Int {
    switch self {
    case .mail(_, let days, _), .call(_, let days), .meeting(let days), .overdueTask(let days): -days
    case .plannedMeeting(let days), .plannedCall(let days), .plannedTask(let days), .canceledMeeting(let days): days
    }
  }

  var isInteraction: Bool {
    switch self {
    case .mail, .call, .meeting: true
    default: false
    }
  }
}

/// The words in use up to and including a day.
struct Chapter {
  let vocabulary: Vocabulary
  let lastDay: Int
}

/// The history of one record: a body of episodes drawn at random, then a planned ending. It is told episode by
/// episode, so that no history has to fit in memory, and takes exactly as many activities as it was given.
struct Story {
  let scene: Scene
  let conduct: Conduct
  let cast: Cast
  /// The cells `regarding_type,regarding_id`.
  let regarding: [UInt8]
  /// Some activities name no record and are found by their people.
  let leavesOutRegarding: Bool
  let qualifier: [UInt8]
  let speaksGerman: Bool
  let chapters: [Chapter]
  let ending: [Step]
  let lastDay: Int
  let pace: Pace
  let bodySize: Int
  /// The local minute at which the ending begins.
  let bodyLimit: Int
  /// The last minute of the as-of day.
  let now: Int
  var random: RandomStream
  var remaining: Int
  var bodyWritten = 0
  private var isEnded = false

  /// What every story shares.
  struct Scene {
    let calendar: WorkCalendar
    let phrases: Phrases
  }

  /// What one story is about.
  struct Outline {
    var conduct: Conduct
    var cast: Cast
    var regarding: [UInt8] = Array(",".utf8)
    var leavesOutRegarding = false
    /// The company, as colleagues call it; empty where the story is of no company.
    var short = ""
    var speaksGerman = false
    var chapters: [Chapter]
    var ending: [Step] = []
    var firstDay: Int
    var lastDay: Int
  }

  init(_ outline: Outline, scene: Scene, activities: Int, asOf: Int, random: RandomStream) {
    var random = random
    self.scene = scene
    conduct = outline.conduct
    cast = outline.cast
    regarding = outline.regarding
    leavesOutRegarding = outline.leavesOutRegarding
    qualifier = outline.short.isEmpty ? [] : Array(" – \(outline.short)".utf8)
    speaksGerman = outline.speaksGerman
    chapters = outline.chapters
    ending = outline.ending
    lastDay = outline.lastDay
    remaining = activities
    bodySize = max(0, activities - outline.ending.count)
    now = asOf * 1440 + 1439
    let firstStep = outline.ending.first(where: \.isInteraction)
      .map { scene.calendar.workday(onOrBefore: outline.lastDay + $0.day) }
    bodyLimit = firstStep.map { $0 * 1440 + 530 } ?? min(outline.lastDay * 1440 + 1080, now)
    pace = Pace(
      calendar: scene.calendar, firstDay: outline.firstDay, lastDay: (bodyLimit - 500) / 1440,
      conduct: outline.conduct, &random)
    self.random = random
  }

  /// Writes the next episode; false where the story is over.
  mutating func writeEpisode(into scribe: inout ActivityScribe) -> Bool {
    guard remaining > 0 else { return false }
    if bodyWritten < bodySize {
      let before = scribe.number
      let minute = pace.minute(share: bodyWritten, of: bodySize, &random)
      writeBodyEpisode(at: min(minute, bodyLimit - 30), into: &scribe)
      bodyWritten += scribe.number - before
    } else if !isEnded {
      writeEnding(into: &scribe)
      isEnded = true
    } else {
      return false
    }
    return true
  }

  private mutating func writeBodyEpisode(at minute: Int, into scribe: inout ActivityScribe) {
    let words = vocabulary(at: minute)
    switch random.position(of: conduct.mix) {
    case 0: writeThread(at: minute, words, into: &scribe)
    case 1: writeMeeting(at: minute, words, status: meetingStatus(), into: &scribe)
    case 2: writeCall(at: minute, words, outgoing: !random.chance(conduct.customerStarts), into: &scribe)
    case 3: writeTask(at: minute, words, status: random.chance(6) ? .canceled : .completed, into: &scribe)
    default: writeInternal(at: minute, words, into: &scribe)
    }
  }

  private mutating func meetingStatus() -> Activity.Status {
    // Past meetings often stay open in a CRM: nobody closes them.
    [.completed, .open, .canceled][random.position(of: [80, 12, 8])]
  }

  func vocabulary(at minute: Int) -> Vocabulary {
    let day = minute / 1440
    return chapters.first { day <= $0.lastDay }?.vocabulary ?? chapters.last?.vocabulary ?? scene.phrases.care
  }

  /// Room for one more activity of the body.
  var bodyHasRoom: Bool { remaining > ending.count }

  mutating func regardingCells() -> [UInt8] {
    leavesOutRegarding && random.chance(12) ? Array(",".utf8) : regarding
  }

  mutating func write(_ activity: Activity, into scribe: inout ActivityScribe) {
    scribe.write(activity)
    remaining -= 1
  }
}
