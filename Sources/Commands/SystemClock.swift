import Dataset

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the machine says of itself.
public enum SystemClock {
  /// The time.
  @Sendable public static func now() -> Instant { Instant(seconds: time(nil)) }

  /// Processor cores that can be used, at least 1.
  public static var processors: Int { max(Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))), 1) }
}
