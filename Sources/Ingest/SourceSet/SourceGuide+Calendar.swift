extension SourceGuide {
  static let calendar = SourceGuide(
    kind: .calendar, summary: "calendars: iCalendar files (.ics), or events of Microsoft Graph as JSON",
    text: """
      CALENDAR: calendars

      Every occurrence of an event is a meeting: past ones have taken place, later ones are planned. Who
      organises it, who has to be there and who may be there count as such; who declined does not, and
      neither do rooms. A meeting belongs to a customer by its participants.

      1. Get the calendars into a file or folder
         Google Calendar          takeout.google.com, "Calendar" only, or Settings, Export: one .ics each.
         Outlook                  File, Save Calendar, .ics, "Full details", the whole calendar.
         Apple Calendar           File, Export, Export: one .ics each.
         Any CalDAV server        vdirsyncer copies it into a folder of .ics files (a vdir).
         Exchange, Microsoft 365  Microsoft Graph, with the permission Calendars.Read:

           GET https://graph.microsoft.com/v1.0/users/USER/calendarView
               ?startDateTime=2024-03-09T00:00:00Z&endDateTime=2027-03-10T00:00:00Z&$top=500
               &$select=id,iCalUId,seriesMasterId,type,subject,start,end,isAllDay,isCancelled,showAs,
               sensitivity,organizer,attendees,originalStart,originalStartTimeZone,lastModifiedDateTime

           Save each answer as a file of its own (1.json, 2.json, …) and go on with its @odata.nextLink
           until there is none. Answers of /events, /instances and /calendarView/delta do as well. Do so
           for each member of the team, into one folder: a meeting that several of them have counts once.

      2. Look at what is in it, and make the report

           rapport check calendar:calendars --internal-domain example.com
           rapport generate calendar:calendars --internal-domain example.com --time-zone Europe/Berlin

         With a CRM, or mail, name all; a meeting that both have counts once, as the CRM has it:

           rapport generate dataverse:export mail:inbox.mbox calendar:calendars --internal-domain example.com

      Recurring events are followed from two years before the day of the report to one year after, in
      their own time zone; events that do not recur are read whenever they are. Of several versions of an
      event the newest holds. All-day events and those shown as free take no time; neither do events of
      more than 24 hours, which is said. CLASS:PRIVATE and CONFIDENTIAL (Microsoft: private, personal,
      confidential) hide the subject. Cancelled meetings do not count.

      """)
}
