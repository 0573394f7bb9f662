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
  /// - Parameter body: gets the page as far as it tells the context, wherever in the text that stands, and the line on
  ///   which the record begins.
  /// - Returns: what is said of the page.
  @discardableResult
  mutating func records(
    _ body: (JSONValue, JSONPage, _ line: Int) throws(IngestError) -> Void
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
    var values = try members(&page)
    if let first = values, page.context.isEmpty {
      // The context may come after the records, which have to be known for what they are.
      rewind(to: first)
      try skipValue()
      var rest = JSONPage()
      _ = try membersAfterValue(&rest)
      page.context = rest.context
      values = first
    }
    guard let values else {
      rewind(to: start)
      let line = line
      try readValue()
      try expectEnd()
      try withValue { value throws(IngestError) in try body(value, page, line) }
      return page
    }
    rewind(to: values)
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
      let key = try skippedString("a key in double quotes")
      skipSpace()
      try accept(UInt8(ascii: ":"), "a colon after the key")
      skipSpace()
      if key == "value", index < bytes.count, bytes[index] == UInt8(ascii: "[") { return position }
      let isText = index < bytes.count && bytes[index] == UInt8(ascii: "\"")
      switch key {
      case "@odata.context" where isText, "odata.context" where isText, "@context" where isText:
        page.context = try skippedString("a text")
      case "@odata.nextLink" where isText, "odata.nextLink" where isText, "@nextLink" where isText:
        page.nextLink = try skippedString("a text")
      default: try skipValue()
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

  // MARK: Looking ahead, which alters nothing

  private mutating func skipValue() throws(IngestError) {
    unescapes = false
    defer { unescapes = true }
    try readValue()
  }

  /// The text in quotes that stands here.
  private mutating func skippedString(_ expected: String) throws(IngestError) -> String {
    guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { throw malformed(expected) }
    let start = index
    try skipValue()
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: index - start)
    defer { copy.deallocate() }
    _ = copy.initialize(from: bytes[start..<index])
    var reader = JSONReader(copy, name: name)
    return try reader.document { value throws(IngestError) in value.string }
  }
}
