/// Everything that a page can say. Each is a key of the catalogues in `Templates/words`.
public enum Term: Int, CaseIterable, Sendable {
  // Records
  case account, accounts, contact, contacts, lead, leads, opportunity, opportunities, teamPage, asOf, ownerIs,
    noOwner, accountIs, primaryContactIs, createdOn, closesOn, wonOn, lostOn, won, lost, open, qualified,
    disqualified, stageFor, days, pointsCount

  // Sides, activities
  case team, customer, email, meeting, call, task, emails, meetings, calls, total, emailBy, meetingBy, callBy,
    taskBy, theEmailOf, theMeetingOf, theCallOf, theTaskOf, countEmails, countMeetings, countCalls,
    countInteractions, privateSubject, hiddenSubject, noSubject, noValue

  // Attention
  case needsAttention, nothingNeedsAttention, mutedFlags, awaitingTeam, awaitingTeamEvidence, awaitingTeamUnnamed,
    ghosted, ghostedEvidence, ghostedUnnamed, overdueClose, overdueCloseEvidence, noActivity, noActivityAfter,
    noActivitySinceCreation, noActivityAtAll, healthDrop, healthDropEvidence, noNextStep, noNextStepAfter,
    noNextStepAtAll, overdueTask, overdueTaskEvidence, overdueTaskUnnamed, flagAndValue, singleThreaded,
    singleThreadedEvidence, singleThreadedNobody

  // Changes since the report before
  case changes, changesSince, changesFirst, changesOff, changesNothing, changesNote, changesHead, changesMore,
    changeNoteHealth, changeNoteInteractions, changeNoteContact, changeNoteNoContact, changeNamed, changeNamedWith,
    changeNew, changeWon, changeLost, changeQualified, changeDisqualified, changeReopened, changeGone, changeGoneWhy,
    changeRaised, changeCleared, changeHealthFell, changeHealthRose, changeHealthFellBy, changeHealthRoseBy,
    byRecency, byFrequency, byEngagement, changeSlipped, changeSlippedAgain, changePulledIn, changeCloseSet,
    changeCloseRemoved, changeValueUp, changeValueDown, changeValueSet, changeValueRemoved, changeStage,
    changeStageFor, changeOwner, changeDelta, changesBetween, countWon, countLost, countQualified, countDisqualified,
    countReopened, countGone, countNew, countRaised, countFell, countSlipped, countValues, countStages, countOwners,
    countCloseMoved, countRose, countCleared

  // Summary
  case inShort, summaryEmpty, lastContact, nextContact, noneYet, nothingScheduled, dateAndWhat, onTheDay, daysAgo,
    timeInvested, exchanged, startedBy, answered, nothingToAnswer, teamAndCustomer, teamStartsMore,
    customerStartsMore, initiativeEven, moreEmails, moreMeetings, moreCalls, teamSlower, teamFaster, answersAlike,
    teamAnswersIn, customerNeverAnswered, customerAnswers, bothAnswer

  // Health
  case relationshipHealth, health, good, fair, poor, up, steady, down, notEnoughData, noScore, noHealthForAccounts,
    healthOnlyOpen, notScored, healthNoInteraction, healthOneSided, trendUp, trendDown, trendSteady, trendNone,
    nineWeeks,
    nineWeeksHead, healthParts, part, bar, points, pointsOf, recency, frequency, engagementPart, healthFormula,
    recencyWhy, recencyWhyToday, recencyWhyNever, frequencyWhy, frequencyWhyWeighed, engagementWhy,
    engagementWhyReply, bestAnswer, bestHearFrom, bestMeet, bestMeetOn

  // Relationship activities
  case relationshipActivities, activitiesEmpty, activitiesFinding, activitiesTitle, activitiesDescription, trendMore,
    trendLess, trendSame, quietBetween, quietDays, nextOn, interactionsPerDay, daysWithoutLeftOut, dataTable, date,
    emailsSent, emailsReceived, meetingsSent, meetingsReceived, callsMade, callsReceived

  // Customer interactions
  case customerInteractions, interactionsEmpty, interactionsTitle, interactionsDescription, initiatedBy, startsTeam,
    startsCustomer, startsEven, startsOnlyTeam, startsOnlyCustomer

  // Email ratio
  case ratioHeading, ratioEmpty, ratioFinding, ratioNoneSent, ratioNoneReceived, ratioDescription, theirsIs, oursIs,
    even, oneTo, toOne, measure, valueHead, theirsHead, oursHead, noneSentNoRatio, noneReceivedNoRatio

  // Response time
  case responseTime, responseEmpty, responseBoth, responseOnlyTeam, responseOnlyCustomer, responseNobody,
    responseTitle, responseDescription, responseNone, medianToSlow, medianToSlowest, responseDescriptionFew, noAnswers,
    calendarTime, side, answersHead,
    rateHead, medianHead, meanHead, slowHead

  // Hours
  case hoursInvested, hoursEmpty, hoursFinding, hoursDescription, hoursTitle, minutesHead

  // Email engagement
  case emailEngagement, engagementEmpty, engagementFinding, followedEmails, openedEmails, answeredEmails, opens,
    linkClicks, attachmentViews, lastOpened, numberAndShare

  // Coverage
  case whoWithWhom, coverageEmpty, coverageOnePair, coverageFinding, coverageUntouched, coverageCaption,
    coverageKey, coverageLeftOut, bothWays, teamOnly, customerOnly, lastTouch

  // Heat map
  case whenInTouch, heatEmpty, heatFew, heatFinding, heatTitle, heatDescription, atHour, numberRange, weekday,
    hoursHead, hourAndCount

  // People
  case mostContacted, mostContactedBy, mostContactedEmpty, mostContactedByEmpty, byWhom, lastHead

  // Last and next
  case lastAndNext, lastInteraction, lastInteractionEmpty, nextInteraction, nextInteractionEmpty, when, what, with,
    subject

  // Similar won deals
  case similarWonDeals, similarNone, similarFound, similarRecent, similarLearnt, similarFewClosed, similarNoFactor,
    similarNoValues, similarFewValues, similarFewSimilar, factorIndustry, factorTeam, factorCurrency, factorValue,
    factorAndWeight, andMoreDeals, dealHead, alikeHead, activitiesHead, timeSpentHead, teamMedianHead, teamMeanHead,
    customerRateHead, benchmarkTitle, whenSameAge, whenWholeLife, medianAndMiddle, compared, comparedSides, thisDeal,
    middleHalfHead, dealsHead, fromTo, startedByTeam, startedByCustomer, timeOfTeam, timeOfCustomer,
    responseOfTeam, responseOfCustomer, pace, paceAhead, paceBehind, paceWithin, paceNoAge, paceNoDates,
    paceDescription, dayHead, dayNumber, middleHalfOfSimilar, medianOfSimilar, medianOfSimilarWonDeals, slowerThanWon,
    fasterThanWon,
    moreThanWon, fewerThanWon, shareAndCount, answersMoreThanWon, answersLessThanWon, methodSimilar, leaksFound

  // Commentary
  case commentary, commentaryEmpty, commentaryHidden, authorAndDate, taskDone, taskOpen, footnotes, footnoteNumber,
    backToText

  // Lists
  case recentActivities, nextActivities, recentEmpty, upcomingEmpty, kindHead, who, directionHead, fromTeam,
    fromCustomer, alsoOnHead, alsoCountsOn, nobodyListed, othersCount

  // Related records
  case relatedRecords, relatedCaption, openDeals, attentionHead, andMoreRecords, relatedEmptyAccount,
    relatedEmptyContact, relatedEmptyLead, relatedEmptyOpportunity

  // Method and notice
  case howMade, methodClock, methodCounts, methodPeople, methodHours, methodResponse, methodHealth, methodData,
    notice

  // Team page
  case teamAsOf, windowFrom, atAGlance, openValue, openLeads, activitiesInWindow, stage, owner, noStage,
    dealsByStage, dealsByOwner, noOpenDeals, teamNothingNeedsAttention, record, typeHead, typeAndCount, noRecords,
    interactionsHead, timeHead, responseHead, dataQuality, dataQualityGood, rowsLeftOut, danglingReferences,
    otherIssues, issuesListedIn, amountHead, valueIn, titleAndScope, runningTitle

  // Team page: what to do
  case whatToDo, doAnswer, doAnswerSubject, doReach, doReachSubject, doOverdueClose, doNoActivity, doFirstActivity,
    doHealthDrop, doHealthLost, doNoNextStep, doTask, doTaskSubject, doFirstContact, doSecondContact

  // Team page: pipeline
  case pipeline, pipelineNoneAhead, pipelineFinding, pipelineOverdue, pipelineUndated, pipelineTable, pipelineTitle,
    pipelineDescription, pipelineTip, pipelineArea, pipelineAreas, pipelineNoValues, countAndName, withoutScore,
    nameAndDate, noEstimate, laterLabel, closesHead, inStageHead, nextStep

  // Team page: teams
  case teamsHeading, teamsNote, noTeam, withNextStep

  // Team page: filters
  case filterRecords, filterText, allOwners, allGrades, allFlags, anyFlag, noFlag, clearFilters, recordsShown, showAll

  // E-mail
  case mailSubject, mailLine, mailOpenReport, mailAttached, mailOtherFlags
}

extension Term {
  /// The key in the catalogues: the name of the case.
  public var key: String { "\(self)" }

  private static let byKey = Dictionary(uniqueKeysWithValues: allCases.map { ($0.key, $0) })

  public init?(key: String) {
    guard let term = Self.byKey[key] else { return nil }
    self = term
  }
}

/// What can be filled into a message.
public enum Slot: String, CaseIterable, Sendable {
  case activity, count, customer, date, days, duration, end, engagement, file, first, frequency, limit, list, mean,
    median, name, number, person, points, received, recency, replies, scope, score, second, sent, share, side, slow,
    stage, start, subject, team, total, type, value, zone
}
