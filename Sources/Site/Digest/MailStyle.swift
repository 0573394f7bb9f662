import Analytics
import Markup

/// The looks of the mail: values of `style` attributes, because mail programs take no style sheets, with colours and
/// widths as attributes beside them for those that take no styles either. Everything stands on white, so that it reads
/// the same for readers who prefer it dark. Styles of cells are short: there are hundreds of them, and Gmail cuts a mail
/// off at 102 KB.
enum MailStyle {
  static let page: StaticString = "margin:0;padding:0;background-color:#f6f7f8"
  /// Long words are broken, so that no name makes the mail wider.
  static let card: StaticString = """
    width:100%;max-width:680px;background-color:#ffffff;border:1px solid #dde3e8;border-radius:8px;\
    word-wrap:break-word;overflow-wrap:anywhere
    """
  static let top: StaticString = "padding:20px 20px 14px"
  static let section: StaticString = "padding:0 20px 20px"
  static let bottom: StaticString = "padding:14px 20px;border-top:1px solid #dde3e8"
  static let title: StaticString = "margin:0;font:bold 24px/30px Arial,sans-serif;color:#16202a"
  static let heading: StaticString = "margin:0;padding:0 0 4px;font:bold 16px/22px Arial,sans-serif;color:#16202a"
  static let soft: StaticString = "margin:0;font:13px/19px Arial,sans-serif;color:#566472"
  static let facts: StaticString = "width:100%;border-top:1px solid #dde3e8"
  static let fact: StaticString = "padding:10px 8px 0 0;font:12px/17px Arial,sans-serif;color:#566472"
  static let figure: StaticString = "font:bold 16px/22px Arial,sans-serif;color:#16202a"
  static let link: StaticString = "color:#12558f"
  static let data: StaticString = "width:100%;border-collapse:collapse;table-layout:fixed"
  static let head: StaticString = "padding:6px 10px 6px 0;font:12px/17px Arial,sans-serif;color:#566472"
  static let cell: StaticString =
    "padding:7px 10px 7px 0;border-top:1px solid #dde3e8;font:13px/18px Arial,sans-serif;color:#16202a"
  /// Within a cell.
  static let small: StaticString = "font-size:12px;color:#566472"
  static let poor: StaticString = "font-weight:bold;color:#b3261e"
  static let fair: StaticString = "font-weight:bold;color:#8a5000"
  static let good: StaticString = "font-weight:bold;color:#1b7a52"
  /// A stretch of a bar: nothing in it gives it a height of its own.
  static let stretch: StaticString = "font-size:1px;line-height:6px;height:6px"
}
