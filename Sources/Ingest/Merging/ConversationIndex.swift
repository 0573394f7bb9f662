/// Outlook's name of a conversation (MS-OXOMSG 2.2.1.3): the header `Thread-Index` of a mail in Base64, the column
/// `conversationindex` of Dataverse in hexadecimal digits or Base64. Its first 22 bytes, a time and a GUID, are those of
/// the first mail; each answer adds five.
enum ConversationIndex {
  private static let headerSize = 22

  /// The part that all mails of a conversation share, in upper-case digits; `nil` if the text is none.
  static func conversation(of text: String) -> String? {
    let text = text.trimmingSpace()
    for bytes in [BinaryText.hexadecimal(text), BinaryText.base64(text)] {
      // The first byte is reserved and always 1.
      if let bytes, bytes.count >= headerSize, bytes.first == 1 {
        return BinaryText.hexadecimal(of: bytes.prefix(headerSize))
      }
    }
    return nil
  }
}
