extension String {
  /// Calls `body` with the text's UTF-8 bytes. Unlike with `withUTF8`, which may change the text, no copy of it is held
  /// and counted.
  @inlinable @inline(__always)
  public func withUTF8Bytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    if let result = utf8.withContiguousStorageIfAvailable(body) { return result }
    var text = self
    return text.withUTF8(body)
  }
}
