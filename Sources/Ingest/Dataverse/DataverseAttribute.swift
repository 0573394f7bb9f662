/// The columns of Dataverse that mean something to a data set, by logical name.
enum DataverseAttribute: Int, CaseIterable, Sendable {
  // Any table
  case id, createdon, ownerid, statecode, statuscode, versionnumber, sinkmodifiedon, isdelete, isdeleted, name

  // Users, teams, and what names them
  case systemuserid, fullname, firstname, lastname, internalemailaddress, domainname, jobtitle, title, businessunitid
  case teamid, teammembershipid, isdefault, teamtype, transactioncurrencyid, isocurrencycode, connectionroleid

  // Accounts, contacts, leads, opportunities
  case accountid, contactid, leadid, opportunityid
  case primarycontactid, industrycode, parentcustomerid, emailaddress1, emailaddress2, emailaddress3
  case subject, companyname, parentcontactid, parentaccountid, customerid, leadsourcecode
  case stepname, salesstage, stageid, estimatedvalue, actualvalue, estimatedclosedate, actualclosedate

  // Connections
  case connectionid, record1id, record2id, record1roleid, record2roleid

  // Activities
  case activityid, activitytypecode, regardingobjectid, instancetypecode, directioncode
  case senton, scheduledstart, scheduledend, actualstart, actualend
  case scheduleddurationminutes, actualdurationminutes, isalldayevent, ismapiprivate, globalobjectid, originalstartdate
  case messageid, inreplyto, conversationindex, baseconversationindexhash, correlatedactivityid, parentactivityid
  case sender, torecipients
  case isemailfollowed, followemailuserpreference, opencount, linksclickedcount, attachmentopencount, lastopenedtime

  // Parties of activities
  case activitypartyid, participationtypemask, partyid, partyobjecttypecode, addressused, ispartydeleted
  case unresolvedpartyname
}

/// All columns that were met, numbered: those above first, then others as they come.
struct DataverseColumns {
  private var numbers: [[UInt8]: Int] = [:]
  private(set) var names: [String] = []

  init() {
    for attribute in DataverseAttribute.allCases { _ = number(of: Array("\(attribute)".utf8)) }
  }

  /// The number of a logical name.
  mutating func number(of name: [UInt8]) -> Int {
    if let known = numbers[name] { return known }
    numbers[name] = names.count
    names.append(String(decoding: name, as: UTF8.self))
    return names.count - 1
  }

  /// The number of a logical name that was met before.
  func known(_ name: Substring) -> Int? { numbers[Array(name.utf8)] }
}
