/// Why a folder cannot be read as a report.
public enum PublishedReportError: Error, Equatable, Sendable {
  /// The folder, or a file in it, is not there or must not be read.
  case unreadable(path: String, reason: String)
  /// The folder holds no report.
  case notAReport(folder: String)
  /// A run is writing to the folder, or was broken off while it moved its files.
  case unfinished(folder: String)
  /// A file of the report is not what it should be.
  case damaged(path: String, reason: String)
  /// A line of a file of the report is not what it should be.
  case damagedLine(SidecarError)
}
