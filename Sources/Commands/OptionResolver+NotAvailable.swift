import Analytics

/// Settings that are documented and change nothing yet. One that would change the report is refused, so that nobody
/// relies on it.
extension OptionResolver {
  mutating func language() -> String {
    let tag = reader.text("language", default: "en")
    if tag != "en", let place = reader.place(of: "language") {
      reader.report(.notAvailable(place, what: "the language \(quoted(tag)) is", help: "use en, or leave it out"))
    }
    return "en"
  }
}

extension SettingReader {
  mutating func privacy() -> PrivacyOptions {
    var privacy = PrivacyOptions()
    privacy.hideSubjects = bool("privacy.hide_subjects")
    privacy.redactNames = bool("privacy.redact_names")
    privacy.optOut = texts("privacy.opt_out", expected: "the id or address of a person")
    if privacy.redactNames, let place = place(of: "privacy.redact_names") {
      report(.notAvailable(place, what: "pseudonyms are", help: "leave it out; privacy.hide_subjects works"))
    }
    if !privacy.optOut.isEmpty, let place = place(of: "privacy.opt_out") {
      report(
        .notAvailable(
          place, what: "leaving people out is", help: "take their activities out of the data, and leave this key out"))
    }
    return privacy
  }
}
