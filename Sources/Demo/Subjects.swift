/// A subject, ready for a CSV cell.
struct Subject: Sendable {
  /// With its quotation marks doubled.
  let escaped: [UInt8]
  let needsQuotes: Bool

  init(_ text: String) {
    var escaped: [UInt8] = []
    for byte in text.utf8 {
      if byte == 34 { escaped.append(34) }
      escaped.append(byte)
    }
    self.escaped = escaped
    needsQuotes = text.utf8.contains(where: [UInt8].needsQuotes)
  }

  static func list(_ text: String) -> [Subject] { text.split(separator: "\n").map { Subject(String($0)) } }
}

/// What is written, met, called and done about in one phase of a relationship.
struct Vocabulary: Sendable {
  let mails: [Subject]
  let meetings: [Subject]
  let calls: [Subject]
  let tasks: [Subject]
  let internalMails: [Subject]

  init(mails: String, meetings: String, calls: String, tasks: String, internalMails: String) {
    self.mails = Subject.list(mails)
    self.meetings = Subject.list(meetings)
    self.calls = Subject.list(calls)
    self.tasks = Subject.list(tasks)
    self.internalMails = Subject.list(internalMails)
  }
}

/// The vocabularies of the demo, and the prefixes of its replies.
struct Phrases: Sendable {
  let enquiry = Vocabulary(
    mails: """
      Your enquiry at our website
      Thank you for the visit to our stand
      Brochure and reference list
      Who decides on vehicles at your company?
      Short introduction
      Webinar recording, and the slides
      A first idea of the costs
      """,
    meetings: "First conversation\nIntroduction, 30 minutes\nOnline demo",
    calls: "First call\nCall back, as asked\nLeft a message\nQualifying call",
    tasks: "Look up the company\nSend brochure\nAsk marketing where the enquiry came from",
    internalMails: "New enquiry: who takes it?\nIs this one of ours?")

  let discovery = Vocabulary(
    mails: """
      Kick-off agenda
      Your requirements, first summary
      Visit to the depot
      Question on vehicle data
      Which sites come first?
      Reference customers
      Minutes of our meeting
      Data sheet and drawings
      Access for our consultant
      Timeline until the decision
      Figures of last year, as discussed
      Question on "plan B"
      People to involve on your side
      """,
    meetings: """
      Kick-off
      Site visit
      Requirements workshop
      Demo for the operations team
      Process walk-through, depot and yard
      Discovery workshop, part 2
      """,
    calls: "Follow-up call\nCall on requirements\nReturned call\nShort question on the site visit\nCatch-up",
    tasks: """
      Write up requirements
      Collect vehicle data
      Prepare demo
      Find a reference customer
      Draw up stakeholder map
      """,
    internalMails: "Can we do this by autumn?\nConsultant for the site visit\nNotes from the kick-off")

  let proposal = Vocabulary(
    mails: """
      Offer, first draft
      Question on pricing
      Business case and assumptions
      Comparison of the two variants
      Comments on our proposal
      Scope of phase 1
      Delivery dates
      Financing: lease or purchase?
      Technical annex, version 2
      Data protection questions
      Pilot with five vehicles
      Presentation for your board
      Missing items in the offer
      """,
    meetings: """
      Proposal review
      Business case workshop
      Q&A with procurement
      Pilot planning
      Presentation to the board
      Technical deep dive: interfaces, data
      """,
    calls: "Quick call on pricing\nCall about delivery dates\nQuestions on the offer\nReturned call\nPilot feedback",
    tasks: """
      Prepare offer
      Update business case
      Get delivery dates confirmed
      Answer data protection questionnaire
      Price check, variant B
      """,
    internalMails: "Approval for the discount\nDelivery slots, please check\nReview of the offer before it goes out")

  let negotiation = Vocabulary(
    mails: """
      Offer, final terms
      Redlines in the contract
      Payment plan
      Service levels, annex 3
      Discount for three years
      Signature: next steps
      Approval on your side
      Contract, version 4
      Open points before signature
      Liability clause
      Start date and first delivery
      """,
    meetings:
      "Negotiation\nContract review\nFinal terms with procurement\nClosing meeting\nLegal: open points, both sides",
    calls: "Call on final terms\nCall about the signature\nContract questions\nReturned call\nWhere do we stand?",
    tasks: "Have contract reviewed\nSend final offer\nCheck credit limit\nPrepare handover to delivery",
    internalMails: "Legal: can we accept this clause?\nLast discount, for approval\nHandover to delivery")

  let care = Vocabulary(
    mails: """
      Invoice question
      Quarterly figures
      New contact for service questions
      Planned maintenance, dates
      Invitation to our user day
      Feedback after the first months
      Season's greetings
      Change of address for invoices
      """,
    meetings: "Quarterly review\nService review\nAnnual planning\nLunch, annual catch-up",
    calls: "Catch-up\nService question\nInvitation to the user day\nReturned call",
    tasks: "Prepare quarterly review\nUpdate account plan\nCheck renewal dates",
    internalMails: "Service tickets, what is going on?\nAccount plan for next year")

  let team = Vocabulary(
    mails: "Pipeline, updates by Thursday",
    meetings: "Pipeline review\nTeam meeting\nForecast\nDeal clinic\nTraining: new price list",
    calls: "Short call on the forecast",
    tasks: "Update forecast\nClean up the pipeline\nTravel report\nPrepare team meeting",
    internalMails: """
      Forecast, please update
      New price list, valid from the 1st
      Holiday cover in August
      Trade fair: shifts on the stand
      Pipeline review, agenda
      """)

  /// Mails with customers in German-speaking countries.
  let german = Subject.list(
    """
    Besuchstermin nächste Woche
    Angebot, Rückfragen zu Position 4
    Vertrag, offene Punkte
    Unterlagen für die Geschäftsführung
    Rückruf möglich?
    Termin für die Werksbesichtigung
    """)

  /// None, then what mail programs put before replies and forwarded mail.
  let prefixes: [[UInt8]] = ["", "Re: ", "AW: ", "RE: ", "SV: ", "Fwd: ", "Re[2]: "].map { Array($0.utf8) }
}
