import Dataset
import Site

extension Explanation {
  /// One object on one line; ends with a line break.
  var json: String {
    var json = JSONWriter()
    json.object { json in
      json.key("record")
      json.object { json in
        json.string("type", record.type.code)
        json.string("id", dataset.id(of: record), in: dataset.text)
        json.string("name", dataset.name(of: record), in: dataset.text)
      }
      json.date("as_of", analysis.clock.asOf)
      json.string("time_zone", dataset.zone.name)
      json.string("kpi", path)
      json.array("values", of: values) { json, value in
        json.object { json in
          json.string("path", value.path)
          json.key("value")
          json.json(value.json)
        }
      }
      json.string("rule", rule?.sentence)
      json.array("arithmetic", of: arithmetic) { json, line in
        json.object { json in
          json.string("name", line.name)
          json.string("formula", line.formula)
        }
      }
      if let similar {
        json.key("similar")
        similar.write(to: &json)
      }
      json.array("activities", of: evidence) { write($1, &$0) }
    }
    json.endLine()
    return String(decoding: json.bytes, as: UTF8.self)
  }

  private func write(_ evidence: Evidence, _ json: inout JSONWriter) {
    let activity = dataset.activities[evidence.activity]
    json.object { json in
      json.string("id", activity.id, in: dataset.text)
      json.instant("at", activity.at)
      json.string("local_time", time(activity))
      json.string("type", activity.type.code)
      json.string("side", analysis.facts[evidence.activity].side.code)
      json.array("people", of: dataset.participations(of: evidence.activity)) { json, participation in
        let person = dataset.people[Int(participation.person)]
        json.object { json in
          json.string("person_type", person.type.code)
          json.string("person_id", person.id, in: dataset.text)
          json.string("name", person.name, in: dataset.text)
          json.array("roles", of: participation.roles.codes) { $0.string($1) }
        }
      }
      json.string("subject", subject(activity))
      json.key("contribution")
      evidence.contribution.write(dataset, to: &json)
    }
  }
}

extension Roles {
  /// The words of the data format.
  fileprivate var codes: [String] {
    let names: KeyValuePairs<Roles, String> = [
      .from: "from", .to: "to", .cc: "cc", .bcc: "bcc", .organizer: "organizer", .required: "required",
      .optional: "optional",
    ]
    return names.filter { contains($0.key) }.map(\.value)
  }
}
