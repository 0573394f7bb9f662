/// A row of `activities.csv`.
struct Activity {
  enum Kind { case email, meeting, call, task }
  enum Status { case open, completed, canceled }
  enum Direction { case outgoing, incoming }

  /// How a mail says to which conversation it belongs; numbers are those of activities.
  enum Threading {
    case subject
    case conversation(first: Int)
    case messages(answers: Int?)
  }

  /// What a followed mail of ours met with.
  struct Engagement {
    var opens = 0
    var linkClicks = 0
    var attachmentViews = 0
    /// Local minute; present if `opens` is not 0.
    var lastOpened: Int?
  }

  var kind: Kind
  /// Local minutes since 1970.
  var minute: Int
  var second = 0
  var status = Status.completed
  var direction: Direction?
  var prefix: [UInt8] = []
  var subject: Subject
  /// Stands after the subject; free of commas and quotation marks.
  var qualifier: [UInt8] = []
  var duration: Int?
  /// The end is given instead of the duration.
  var saysEnd = false
  /// The cells `regarding_type,regarding_id`.
  var regarding: [UInt8]
  var threading: Threading?
  var engagement: Engagement?
  var isPrivate = false
}

/// Writes activities and their participants as CSV into two buffers that are emptied from time to time.
struct ActivityScribe {
  private(set) var activities: [UInt8] = []
  private(set) var participants: [UInt8] = []
  /// The number of the last activity written; 0 before the first.
  private(set) var number = 0
  let calendar: WorkCalendar
  private let idWidth: Int
  private var currentID: [UInt8] = []

  init(calendar: WorkCalendar, count: Int) {
    self.calendar = calendar
    idWidth = max(4, String(count).utf8.count)
    activities.append(
      literal: """
        id,type,at,status,direction,subject,duration_minutes,ends_at,regarding_type,regarding_id,conversation_id,\
        message_id,in_reply_to,followed,opens,link_clicks,attachment_views,last_opened_at,private

        """)
    participants.append(literal: "activity_id,role,person_type,person_id,email,name\n")
  }

  mutating func empty() {
    activities.removeAll(keepingCapacity: true)
    participants.removeAll(keepingCapacity: true)
  }

  enum Role { case from, to, cc, bcc, organizer, required, optional }

  /// Adds a participant to the activity written last.
  mutating func add(_ role: Role, _ party: Party, _ random: inout RandomStream) {
    participants.append(contentsOf: currentID)
    switch role {
    case .from: participants.append(literal: ",from,")
    case .to: participants.append(literal: ",to,")
    case .cc: participants.append(literal: ",cc,")
    case .bcc: participants.append(literal: ",bcc,")
    case .organizer: participants.append(literal: ",organizer,")
    case .required: participants.append(literal: ",required,")
    case .optional: participants.append(literal: ",optional,")
    }
    participants.append(contentsOf: party.forms[random.below(party.forms.count)])
  }

  mutating func write(_ activity: Activity) {
    number += 1
    currentID.removeAll(keepingCapacity: true)
    currentID.append(65)
    currentID.append(number: number, width: idWidth)
    activities.append(contentsOf: currentID)
    writeKind(activity.kind)
    calendar.append(minute: activity.minute, second: activity.second, to: &activities)
    writeStatus(activity.status)
    switch activity.direction {
    case .outgoing: activities.append(literal: "outgoing,")
    case .incoming: activities.append(literal: "incoming,")
    case nil: activities.append(44)
    }
    writeSubject(activity)
    writeDuration(activity)
    activities.append(contentsOf: activity.regarding)
    activities.append(44)
    writeThreading(activity.threading)
    writeEngagement(activity.engagement)
    if activity.isPrivate { activities.append(literal: "true") }
    activities.append(10)
  }

  private mutating func writeKind(_ kind: Activity.Kind) {
    switch kind {
    case .email: activities.append(literal: ",email,")
    case .meeting: activities.append(literal: ",meeting,")
    case .call: activities.append(literal: ",call,")
    case .task: activities.append(literal: ",task,")
    }
  }

  private mutating func writeStatus(_ status: Activity.Status) {
    switch status {
    case .open: activities.append(literal: ",open,")
    case .completed: activities.append(literal: ",completed,")
    case .canceled: activities.append(literal: ",canceled,")
    }
  }

  private mutating func writeSubject(_ activity: Activity) {
    if activity.subject.needsQuotes { activities.append(34) }
    activities.append(contentsOf: activity.prefix)
    activities.append(contentsOf: activity.subject.escaped)
    activities.append(contentsOf: activity.qualifier)
    if activity.subject.needsQuotes { activities.append(34) }
  }

  private mutating func writeDuration(_ activity: Activity) {
    activities.append(44)
    if let duration = activity.duration, !activity.saysEnd { activities.append(number: duration) }
    activities.append(44)
    if let duration = activity.duration, activity.saysEnd {
      calendar.append(minute: activity.minute + duration, second: activity.second, to: &activities)
    }
    activities.append(44)
  }

  private mutating func writeThreading(_ threading: Activity.Threading?) {
    switch threading {
    case .conversation(let first):
      activities.append(literal: "C")
      activities.append(number: first, width: idWidth)
      activities.append(literal: ",,,")
    case .messages(let answered):
      activities.append(44)
      writeMessageID(number)
      activities.append(44)
      if let answered { writeMessageID(answered) }
      activities.append(44)
    case .subject, nil: activities.append(literal: ",,,")
    }
  }

  private mutating func writeMessageID(_ number: Int) {
    activities.append(literal: "<")
    activities.append(number: number, width: idWidth)
    activities.append(literal: ".rel@mail.example>")
  }

  private mutating func writeEngagement(_ engagement: Activity.Engagement?) {
    guard let engagement else { return activities.append(literal: ",,,,,") }
    activities.append(literal: "true,")
    activities.append(number: engagement.opens)
    activities.append(44)
    activities.append(number: engagement.linkClicks)
    activities.append(44)
    activities.append(number: engagement.attachmentViews)
    activities.append(44)
    if let opened = engagement.lastOpened { calendar.append(minute: opened, second: 0, to: &activities) }
    activities.append(44)
  }
}
