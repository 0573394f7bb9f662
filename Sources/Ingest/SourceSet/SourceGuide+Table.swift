extension SourceGuide {
  static let table = SourceGuide(
    kind: .table, summary: "CSV exports of any other system, by a mapping of their columns",
    text: """
      TABLE: any system's CSV export

      A mapping in the config says what the columns mean. Ready ones for Salesforce, HubSpot and Pipedrive are used as
      they are ("tables: salesforce"), with changes ("tables: {use: salesforce, ...}"), or copied:

        rapport sources salesforce > rapport.yml

      One of your own names, table by table, the file and the column of each field:

        tables:
          dates: M/d/yyyy                       # where they are not ISO 8601
          opportunities:
            file: deals.csv                     # below the source's folder; * stands for any characters
            where: {Deleted: {not: "yes"}}      # rows to read; a value, a list of values, * for any
            fields:
              id: Deal No.
              name: [Customer, Product]         # several columns, joined
              status: {column: State, values: {Won: won, Dead: lost}, otherwise: open}
              owner_id: {column: Seller, find: users.name}          # the user with this name
              estimated_value: {column: Value, numbers: "1.234,50"} # grouped, with currency signs
              closed_on: {first: [Won on, Lost on], when: {State: [Won, Dead]}}
              currency: {constant: EUR}
            custom: {Region: Sales Region}      # custom fields with a name of their own
            ignore: [Comment, Internal*]        # columns that do not become custom fields
            # other_columns: ignore             # and if no other is to become one

      then: rapport check table:export; rapport generate table:export

      A table may have a list of such entries, and several tables the same file. "distinct: true" passes over rows
      whose id was there before, as where users are the sellers that deals name:

          users: {file: deals.csv, distinct: true, fields: {id: Seller, name: Seller}}

      Activities name the people who take part beside their own fields; a word that the data set knows, such as "from",
      is meant itself. "split" parts several values of a cell; addresses may be written "Ana Roy <ana@example.com>":

          activities:
            file: mails.csv
            fields: {id: Id, type: email, at: {column: Sent, dates: "dd.MM.yyyy HH:mm", time_zone: Europe/Berlin}}
            participants:
              - {role: from, email: Sender}
              - {role: to, email: {column: Recipients, split: ";,"}}

      Of a field:     column, columns (joined, with "between"), first (of those not empty), constant;
                      when, values, otherwise, prefix, split, find, dates, time_zone, numbers,
                      unit (of duration_minutes: minutes, hours, seconds, milliseconds, clock)
      Of a table:     file, where, distinct, fields, custom, other_columns, ignore, participants
      Of all or one:  dates, time_zone, numbers, encoding (utf-8, utf-16, windows-1252), delimiter,
                      if_missing (error, or ignore: files and columns may be missing)

      Dates are written with yyyy yy M MM MMM (Jan) MMMM d dd H HH h hh a (AM/PM) m mm s ss S Z (+02:00) E (weekday);
      also iso, unix, "unix milliseconds"; a list means any of them. A year of two digits is the one from 79 years
      before to 20 years after the day of the report. A bare date is a day wherever it was written. Months and weekdays
      are English. In values and where, upper and lower case of a to z are the same.

      """)
}
