/// Addresses on the web that the user gives.
public enum WebAddress {
  /// The address of a folder, with a `/` at its end, so that paths can follow: `https://reports.example/weekly/`. That
  /// of the `index.html` in it will do.
  ///
  /// - Returns: nil for what does not begin with `http://` or `https://` and a host, or has a query or a fragment.
  public static func folder(_ text: String) -> String? {
    guard case .web(var address) = LinkTarget(text), !address.utf8.contains(where: { "?#".utf8.contains($0) }) else {
      return nil
    }
    let page = "/index.html"
    if address.hasSuffix(page) { address.removeLast(page.utf8.count - 1) }
    return address.hasSuffix("/") ? address : address + "/"
  }
}
