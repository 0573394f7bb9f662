import JSON

/// What a web API says of a page of records beside them (OData).
struct JSONPage: Equatable {
  /// `@odata.context`; empty if it is not there.
  var context = ""
  /// `@odata.nextLink`: there are more records at this address.
  var nextLink = ""
}

extension JSONReader {
  /// Hands the records of a web API's answer to `body`, one after another: the elements of `value`, or of the array that
  /// the text is, or the object that it is.
  ///
  /// - Parameters:
  ///   - needsContext: whether `body` has to know the context, which is looked for if it comes after the records.
  ///   - body: gets the page as far as it tells the context, and the line on which the record begins.
  /// - Returns: what is said of the page.
  @discardableResult
  mutating func records(
    needsContext: Bool = true, _ body: (JSONValue, JSONPage, _ line: Int) throws(IngestError) -> Void
  ) throws(IngestError) -> JSONPage {
    skipSpace()
    guard index < bytes.count, bytes[index] == UInt8(ascii: "{") else {
      guard index < bytes.count, bytes[index] == UInt8(ascii: "[") else { throw malformed("an object or array") }
      try elements(of: JSONPage(), body)
      try expectEnd()
      return JSONPage()
    }
    let start = position
    var page = JSONPage()
    let values = try members(&page)
    if needsContext, let values, page.context.isEmpty {
      try readValue()
      var rest = JSONPage()
      _ = try membersAfterValue(&rest)
      page.context = rest.context
      rewind(to: values)
    }
    guard values != nil else {
      rewind(to: start)
      let line = line
      try readValue()
      try expectEnd()
      try withValue { value throws(IngestError) in try body(value, page, line) }
      return page
    }
    try elements(of: page, body)
    _ = try membersAfterValue(&page)
    try expectEnd()
    return page
  }

  /// Reads the members of the object up to the array `value`, whose place is returned; `nil` at the object's end.
  private mutating func members(_ page: inout JSONPage) throws(IngestError) -> (index: Int, line: Int, lineStart: Int)?
  {
    try accept(UInt8(ascii: "{"), "an object")
    skipSpace()
    if index < bytes.count, bytes[index] == UInt8(ascii: "}") {
      index += 1
      return nil
    }
    return try moreMembers(&page)
  }

  private mutating func membersAfterValue(
    _ page: inout JSONPage
  ) throws(IngestError) -> (index: Int, line: Int, lineStart: Int)? {
    skipSpace()
    if index < bytes.count, bytes[index] == UInt8(ascii: ",") {
      index += 1
      return try moreMembers(&page)
    }
    try accept(UInt8(ascii: "}"), "a comma or }")
    return nil
  }

  private mutating func moreMembers(
    _ page: inout JSONPage
  ) throws(IngestError) -> (index: Int, line: Int, lineStart: Int)? {
    while true {
      skipSpace()
      let key = try string("a key in double quotes")
      skipSpace()
      try accept(UInt8(ascii: ":"), "a colon after the key")
      skipSpace()
      if key == "value", index < bytes.count, bytes[index] == UInt8(ascii: "[") { return position }
      let isText = index < bytes.count && bytes[index] == UInt8(ascii: "\"")
      switch key {
      case "@odata.context" where isText, "odata.context" where isText, "@context" where isText:
        page.context = try string("a text")
      case "@odata.nextLink" where isText, "odata.nextLink" where isText, "@nextLink" where isText:
        page.nextLink = try string("a text")
      default: try readValue()
      }
      skipSpace()
      if index < bytes.count, bytes[index] == UInt8(ascii: ",") {
        index += 1
        continue
      }
      try accept(UInt8(ascii: "}"), "a comma or }")
      return nil
    }
  }

  /// Reads the array that stands here, one element at a time.
  private mutating func elements(
    of page: JSONPage, _ body: (JSONValue, JSONPage, _ line: Int) throws(IngestError) -> Void
  ) throws(IngestError) {
    try accept(UInt8(ascii: "["), "an array")
    skipSpace()
    if index < bytes.count, bytes[index] == UInt8(ascii: "]") {
      index += 1
      return
    }
    while true {
      skipSpace()
      let line = line
      try readValue()
      try withValue { value throws(IngestError) in try body(value, page, line) }
      skipSpace()
      if index < bytes.count, bytes[index] == UInt8(ascii: ",") {
        index += 1
        continue
      }
      try accept(UInt8(ascii: "]"), "a comma or ]")
      return
    }
  }

  /// The text in quotes that stands here, which stays as it is, because it may be read again.
  private mutating func string(_ expected: String) throws(IngestError) -> String {
    guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { throw malformed(expected) }
    let start = index + 1
    try readValue()
    var text = Array(bytes[start..<index - 1])
    let count = text.withUnsafeMutableBufferPointer { JSONEscape.unescape($0) }
    return String(decoding: text[..<count], as: UTF8.self)
  }
}
