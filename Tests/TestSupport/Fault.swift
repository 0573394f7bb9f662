#if os(Linux)
  import Foundation

  /// What the program is made to suffer at a call to the system, or from its clock; see `FaultInjection.h`.
  public struct Fault: Sendable {
    /// The calls at which faults can come.
    public enum Call: String, Sendable {
      case open, list, read, write, make, move, remove, flush
    }

    private var variables: [String: String]

    /// A command of the shell that is run, in the folder of the program, before a call is made.
    ///
    /// - Parameters:
    ///   - path: the end of the path that the call is made for; of calls within an open folder that is the name.
    ///   - count: the how-manieth such call it is.
    public static func running(_ command: String, at call: Call, of path: String, number count: Int = 1) -> Fault {
      Fault(variables: [
        "FAULT_CALL": call.rawValue, "FAULT_PATH": path, "FAULT_AT": "\(count)", "FAULT_RUN": command,
      ])
    }

    /// A call that fails, with all later ones like it.
    public static func failing(_ error: Int32, at call: Call, of path: String, number count: Int = 1) -> Fault {
      Fault(variables: [
        "FAULT_CALL": call.rawValue, "FAULT_PATH": path, "FAULT_AT": "\(count)", "FAULT_ERROR": "\(error)",
      ])
    }

    /// A clock that is wrong by so many seconds.
    public static func clock(wrongBy seconds: Int) -> Fault { Fault(variables: ["FAULT_CLOCK": "\(seconds)"]) }

    /// A clock that jumps by decades, to and fro, each time it is looked at.
    public static let jumpingClock = Fault(variables: ["FAULT_CLOCK": "jumps"])

    /// The user that root becomes for a program from whom permission is to be taken, since root needs none: the number
    /// that Debian and others give to nobody.
    private static let nobody: UInt32 = 65534

    /// The same for a program that is not run by root; the folder is handed over to whoever runs it.
    public func withoutRoot(_ folder: URL) throws -> Fault {
      guard geteuid() == 0 else { return self }
      let entries = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
      for path in [folder.path] + entries.map({ folder.path + "/" + $0 }) {
        guard lchown(path, Self.nobody, Self.nobody) == 0 else { throw CocoaError(.fileWriteNoPermission) }
      }
      var fault = self
      fault.variables["FAULT_USER"] = "\(Self.nobody)"
      return fault
    }

    /// For the program that is to suffer it.
    ///
    /// - Throws: `Program.Missing` if the library was not built with the tests.
    public func environment() throws -> [String: String] {
      variables.merging(["LD_PRELOAD": try Program.library("FaultInjection")]) { $1 }
    }
  }
#endif
