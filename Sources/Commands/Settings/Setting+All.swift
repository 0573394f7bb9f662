import Site

extension Setting {
  /// Every setting, in the order of the reference.
  public static let all: [Setting] = report + input + filters + output + health + attention + similar + privacy

  private static let report: [Setting] = [
    Setting(
      "as_of", "--as-of", "date, YYYY-MM-DD", default: "the date of SOURCE_DATE_EPOCH, else yesterday",
      "The day of the report: what happened up to its end is past"),
    Setting(
      "time_zone", "--time-zone", "IANA name, such as Europe/Berlin", default: "UTC",
      "The time zone that days begin and end in"),
    Setting(
      "language", "--language", "language tag", default: "en",
      "The language of the pages: en, zh-Hant, or one that templates adds"),
    Setting("title", "--title", "text", default: "Relationship report", "The title of the team page"),
    Setting(
      "insights", "--insights", "basic|enhanced", default: "enhanced",
      "How much the pages show: enhanced adds health, hours, response times and similar won deals"),
  ]

  private static let input: [Setting] = [
    Setting(
      "sources", nil, "list of SOURCE", default: "none", "What is read when the command line names no SOURCE"),
    Setting(
      "tables", nil, "name of a ready mapping, or a mapping", default: "the ready mapping that fits",
      "What the columns of another system's export mean, for a table: source; see rapport sources table"),
    Setting(
      "internal_domains", "--internal-domain", "domain, such as example.com; may be repeated", default: "none",
      "Addresses at this domain and its subdomains belong to the team"),
    Setting(
      "include_bulk", nil, "true|false", default: "false",
      "Reads bulk mail of mail archives, too: lists, automatic answers and bounces"),
    Setting(
      "past_open_meetings", nil, "count|ignore", default: "count",
      "Whether a meeting of the past that was never closed took place"),
    Setting(
      "commentary", "--commentary", "folder", default: "none",
      "Notes to show on the pages: TYPE-ID.md for a record, index.md for the team page"),
    Setting(
      "previous", "--previous", "folder of a report, or none", default: "the report that OUT holds",
      "The report to compare with; none compares with nothing"),
  ]

  private static let filters: [Setting] = [
    Setting(
      "only", "--only", "TYPE or TYPE:ID; may be repeated", default: "everything",
      "Pages for these records only; TYPE is account, contact, lead or opportunity"),
    Setting(
      "owner", "--owner", "id of a user; may be repeated", default: "everyone",
      "Pages for the records of this owner only"),
    Setting(
      "team", "--team", "name of a team; may be repeated", default: "all teams",
      "Pages for the records of this team's owners only"),
    Setting(
      "all", "--all", "true|false", default: "false",
      "Pages for every record, not just for open ones and those they link to"),
  ]

  private static let output: [Setting] = [
    Setting(
      "templates", "--templates", "folder", default: "those in the program",
      "Files that replace the program's own page frames, styles and words, one by one"),
    Setting(
      "external_assets", "--external-assets", "true|false", default: "false",
      "Styles and scripts in files of their own, for web servers that forbid them inside pages"),
    Setting(
      "widgets.TYPE.WIDGET", nil, "true|false", default: "what insights shows",
      "Shows or hides one part of the pages of one type of record: "
        + WidgetKey.allCases.map(\.rawValue).joined(separator: ", ")),
    Setting(
      "strict", "--strict", "true|false", default: "false",
      "Any problem with the data ends the run with exit code 65 and writes nothing"),
    Setting(
      "fail_on", "--fail-on", "attention codes, separated by commas", default: "none",
      "Exit code 1, after everything is written, when an open record carries one of these flags"),
    Setting(
      "jobs", "--jobs", "whole number, 1 to 256", default: "the number of processor cores",
      "How many workers read, compute and make pages at the same time"),
  ]

  private static let health: [Setting] =
    ["email", "meeting", "call", "task"].map { type in
      Setting(
        "health.weights.\(type)", nil, "number, 0.5 to 1.5", default: "1",
        "How much one \(type) counts towards the health score")
    } + [
      Setting(
        "health.expected_days", nil, "whole days, 1 to 365", default: "14",
        "How often a healthy relationship is in touch"),
      Setting("health.good", nil, "whole number, 0 to 100", default: "60", "The lowest score that is graded good"),
      Setting(
        "health.fair", nil, "whole number, 0 to 100", default: "40",
        "The lowest score that is graded fair; not above health.good"),
    ]

  private static let attention: [Setting] = [
    Setting(
      "attention.awaiting_team_days", nil, "whole days, 0 to 365", default: "2",
      "A customer who has waited longer for an answer raises awaiting_team"),
    Setting(
      "attention.ghosted_days", nil, "whole days, 0 to 365", default: "health.expected_days",
      "A customer who has not answered for longer raises ghosted"),
    Setting(
      "attention.no_activity_days", nil, "whole days, 0 to 365", default: "health.expected_days",
      "A record without an interaction for longer raises no_activity"),
    Setting(
      "attention.single_threaded_people", nil, "whole number, 0 to 100", default: "1",
      "An opportunity with no more people of the customer in touch raises single_threaded"),
    Setting(
      "attention.health_drop", nil, "points, 1 to 100", default: "15",
      "A health score that fell by at least this within 28 days raises health_drop"),
    Setting("attention.off", nil, "list of attention codes", default: "none", "Flags that are never raised"),
  ]

  private static let similar: [Setting] = [
    Setting(
      "similar.minimum_won", nil, "whole number, 1 to 100000", default: "30",
      "Won deals that are needed to learn what makes deals alike"),
    Setting(
      "similar.minimum_lost", nil, "whole number, 1 to 100000", default: "30",
      "Lost deals that are needed to learn what makes deals alike"),
    Setting(
      "similar.similarity", nil, "number, 0 to 1", default: "0.5", "How alike a won deal must be to be compared with"),
    Setting("similar.at_most", nil, "whole number, 1 to 1000", default: "100", "Most won deals to compare with"),
    Setting(
      "similar.at_least", nil, "whole number, 1 to 1000", default: "5",
      "With fewer similar deals, the most recent won deals are compared with"),
    Setting(
      "similar.leak", nil, "number, 0 to 1", default: "0.3",
      "A field that explains more of won and lost was filled in afterwards, and is left out"),
    Setting(
      "similar.factors.include", nil, "list of fields", default: "none",
      "Fields to compare by whatever they explain: industry, team, currency, estimated_value, "
        + "opportunity.COLUMN or account.COLUMN"),
    Setting("similar.factors.exclude", nil, "list of fields", default: "none", "Fields never to compare by"),
  ]

  private static let privacy: [Setting] = [
    Setting(
      "privacy.hide_subjects", nil, "true|false", default: "false", "No subject of any activity appears in the report"),
    Setting(
      "privacy.redact_names", nil, "true|false", default: "false",
      "Stable pseudonyms stand for people and companies everywhere in the report; subjects and commentary are hidden"),
    Setting(
      "privacy.salt", nil, "text", default: "none",
      "A secret that pseudonyms depend on, so that nobody can confirm a guess; keep it the same from week to week"),
    Setting(
      "privacy.opt_out", nil, "list of ids or addresses", default: "none",
      "People whose activities are left out altogether, and who are not named"),
  ]
}
