import Dataset
import Site

extension SettingReader {
  mutating func privacy() -> PrivacyOptions {
    var privacy = PrivacyOptions()
    privacy.hideSubjects = bool("privacy.hide_subjects")
    privacy.redactNames = bool("privacy.redact_names")
    privacy.salt = text("privacy.salt", default: "")
    privacy.optOut = texts("privacy.opt_out", expected: "the id or address of a person")
    return privacy
  }
}

extension PrivacyOptions {
  /// What names are redacted with; nil where they are shown.
  var pseudonyms: Pseudonyms? { redactNames ? Pseudonyms(salt: salt) : nil }

  /// The data as it is shown: with pseudonyms where names are redacted.
  func shown(_ dataset: Dataset) -> Dataset { pseudonyms.map { dataset.redacted($0) } ?? dataset }
}

extension PastPrivacy {
  /// nil where everything is carried over as it is.
  init?(_ options: PrivacyOptions, _ input: ReportInput, _ shown: Dataset) {
    if !options.redactNames && options.optOut.isEmpty { return nil }
    self.init(input.dataset, shown: shown, options.pseudonyms, input.optOut)
  }
}

extension OptOut {
  /// What was left out, for the terminal; nothing of it goes into the report.
  func diagnostics(among keys: [String]) -> [Diagnostic] {
    var notes = unknown.map { entry in
      Diagnostic(
        .note, message: "privacy.opt_out", found: "\(quoted(entry)), which is nobody in the data",
        expected: "the id or address of a person",
        help: NearestName.find(entry, among: keys).map { "Did you mean \(quoted($0))?" })
    }
    if !people.isEmpty {
      notes.append(
        Diagnostic(
          .note,
          message: "privacy.opt_out: left out \(activities) \(activities == 1 ? "activity" : "activities") of "
            + "\(people.count) \(people.count == 1 ? "person" : "people")"))
    }
    return notes
  }
}
