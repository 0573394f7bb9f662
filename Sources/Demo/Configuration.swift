import Dataset

/// The demo's `rapport.yml`.
enum Configuration {
  static func file(asOf: CivilDate) -> [UInt8] {
    Array(
      """
      # Settings of the demo. Run "rapport generate ." in this folder; every key is also an option of the command line.
      title: Kestrel Fleet, customer relationships
      as_of: \(asOf)
      time_zone: Europe/Berlin
      language: en
      commentary: commentary

      # Addresses of the own company; subdomains are meant, too.
      internal_domains:
        - \(World.domain)
        - fleetwise.example

      # A fleet is not bought in a fortnight, but a fortnight of silence is worth a call.
      health:
        expected_days: 14
        good: 60
        fair: 40
        weights:
          email: 1
          meeting: 1.3
          call: 1.1
          task: 0.7

      attention:
        awaiting_team_days: 2
        health_drop: 15

      similar:
        factors:
          # Where the deal came from says nothing about how it ends.
          exclude: [opportunity.deal_source]

      past_open_meetings: count

      """.utf8)
  }
}
