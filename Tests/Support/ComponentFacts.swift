/// What the components of a Flow accept, written down once more and by hand (Meta's page "Components", Flow JSON 7.3), with
/// values at each limit and beyond it: what the table of the sources is held to.
package struct ComponentFact: Sendable, CustomStringConvertible {
  /// The component and its property, or a part of it: `Dropdown.data-source[].title`.
  package let path: String
  /// What it is: `text`, `list`, `day`, `word`, `whole`, `flag`, `picture`, `color`, `action`.
  package let kind: String
  /// The rest of its line.
  package let words: [String]

  package var description: String { path }

  /// A value as it is written in a source, and the code that it draws, if any.
  package struct Probe: Sendable {
    package let value: String
    package let code: Int?
  }

  /// Texts: the greatest length, and whether a blank one is refused in all versions or from 6.0 on,
  /// shows nothing, or is fine. Lists: the least and greatest number.
  private static let lines = """
    TextHeading.text text 80 all
    TextSubheading.text text 80 all
    TextBody.text text 4096 all
    TextBody.font-weight word bold italic bold_italic normal
    TextCaption.text text 409 all
    TextCaption.font-weight word bold italic bold_italic normal
    TextInput.label text 20 six
    TextInput.helper-text text 80 six
    TextInput.error-message text 30 six
    TextArea.label text 20 six
    TextArea.helper-text text 80 six
    CheckboxGroup.data-source list 1 20
    CheckboxGroup.min-selected-items whole
    CheckboxGroup.max-selected-items whole
    CheckboxGroup.label text 30 unseen
    CheckboxGroup.description text 300 no
    CheckboxGroup.media-size word regular large
    CheckboxGroup.data-source[].title text 30 unseen
    CheckboxGroup.data-source[].description text 300 no
    CheckboxGroup.data-source[].metadata text 20 no
    CheckboxGroup.data-source[].image picture option
    CheckboxGroup.data-source[].color color
    CheckboxGroup.data-source[].enabled flag
    CheckboxGroup.data-source[].on-select-action action data_exchange update_data
    CheckboxGroup.data-source[].on-unselect-action action update_data
    RadioButtonsGroup.data-source list 1 20
    RadioButtonsGroup.label text 30 unseen
    RadioButtonsGroup.description text 300 no
    RadioButtonsGroup.media-size word regular large
    RadioButtonsGroup.data-source[].title text 30 unseen
    RadioButtonsGroup.data-source[].image picture option
    Dropdown.data-source list 1 200
    Dropdown.label text 20 unseen
    Dropdown.data-source[].title text 30 unseen
    Dropdown.data-source[].description text 300 no
    Dropdown.data-source[].metadata text 20 no
    ChipsSelector.data-source list 2 20
    ChipsSelector.min-selected-items whole
    ChipsSelector.max-selected-items whole
    ChipsSelector.label text 80 unseen
    ChipsSelector.description text 300 no
    Footer.label text 35 six
    Footer.left-caption text 15 six
    Footer.center-caption text 15 six
    Footer.right-caption text 15 six
    OptIn.label text 120 six
    EmbeddedLink.text text 25 six
    DatePicker.min-date day
    DatePicker.max-date day
    DatePicker.init-value day
    DatePicker.unavailable-dates[] day
    DatePicker.label text 40 unseen
    DatePicker.helper-text text 80 unseen
    DatePicker.error-message text 80 unseen
    CalendarPicker.min-date day
    CalendarPicker.max-date day
    CalendarPicker.init-value day
    CalendarPicker.init-value.start-date day
    CalendarPicker.init-value.end-date day
    CalendarPicker.unavailable-dates[] day
    CalendarPicker.label text 40 unseen
    CalendarPicker.label.start-date text 40 unseen
    CalendarPicker.label.end-date text 40 unseen
    CalendarPicker.helper-text text 80 unseen
    CalendarPicker.error-message text 80 unseen
    CalendarPicker.title text 80 unseen
    CalendarPicker.description text 300 no
    CalendarPicker.mode word single range
    CalendarPicker.include-days[] word Mon Tue Wed Thu Fri Sat Sun
    CalendarPicker.min-days whole
    CalendarPicker.max-days whole
    Image.src picture whole
    Image.scale-type word cover contain
    ImageCarousel.images list 1 3
    ImageCarousel.images[].src picture whole
    ImageCarousel.aspect-ratio word 4:3 16:9
    ImageCarousel.scale-type word cover contain
    NavigationList.list-items list 1 20
    NavigationList.media-size word regular large
    NavigationList.label text 80 unseen
    NavigationList.description text 300 no
    NavigationList.list-items[].main-content.title text 30 unseen
    NavigationList.list-items[].main-content.description text 20 no
    NavigationList.list-items[].main-content.metadata text 80 no
    NavigationList.list-items[].end.title text 10 no
    NavigationList.list-items[].end.description text 10 no
    NavigationList.list-items[].end.metadata text 10 no
    NavigationList.list-items[].start.image picture entry
    NavigationList.list-items[].badge text 15 no
    NavigationList.list-items[].tags list 0 3
    NavigationList.list-items[].tags[] text 15 no
    NavigationList.list-items[].on-click-action action navigate data_exchange
    """

  /// All facts.
  package static let all: [ComponentFact] = lines.split(separator: "\n").map { line in
    let words = line.split(separator: " ").map(String.init)
    return ComponentFact(path: words[0], kind: words[1], words: Array(words[2...]))
  }

  /// The type that a Flow declares for a field that fills it.
  package var type: String {
    switch kind {
    case "whole": "number"
    case "flag": "boolean"
    case "list": "array"
    case "action": "object"
    default: "string"
    }
  }

  // MARK: Flows and values

  /// A Flow of `version` whose screen S has a field `v` that the property is bound to.
  package func flow(version: String = "7.3") -> String {
    var value = "\"${data.v}\""
    for step in steps.dropFirst().reversed() {
      value = step == "[]" ? "[\(value)]" : "{\"\(step)\": \(value)}"
    }
    let properties = value.dropFirst().dropLast()
    return """
      {"version": "\(version)", "screens": [{"id": "S", "terminal": true, "data": {"v": {"type": "\(type)"}},
        "layout": {"type": "SingleColumnLayout", "children": [{"type": "Form", "name": "f", "children": [
          {"type": "\(steps[0])", \(properties)}]}]}}]}
      """
  }

  /// The component, and the keys that lead to the value; `[]` is an item of a list.
  private var steps: [String] {
    path.split(separator: ".").flatMap { part -> [String] in
      part.hasSuffix("[]") ? [String(part.dropLast(2)), "[]"] : [String(part)]
    }
  }

  /// Values at each limit and one above, blank and wrong ones, with what they draw in a Flow of version 7.3.
  package var probes: [Probe] {
    switch kind {
    case "text": return texts
    case "list": return lists
    case "day":
      return ["2026-12-25", "2028-02-29"].map { Probe(value: "\"\($0)\"", code: nil) }
        + ["25/12/2026", "25-12-2026", "20261225", "2026-02-29", "2026-13-01", "1766620800000", "amanhã", ""]
        .map { Probe(value: "\"\($0)\"", code: 5205) }
    case "word":
      return words.map { Probe(value: "\"\($0)\"", code: nil) }
        + ["", "other", words[0].uppercased() + "x"].map { Probe(value: "\"\($0)\"", code: 5206) }
    case "whole":
      return [Probe(value: "0", code: nil), Probe(value: "3", code: nil)]
        + ["1.5", "-1"].map { Probe(value: $0, code: 5207) }
    case "flag": return [Probe(value: "true", code: nil), Probe(value: "false", code: nil)]
    case "color":
      return ["25D366", "000000"].map { Probe(value: "\"\($0)\"", code: nil) }
        + ["#25D366", "25D36", "verde", ""].map { Probe(value: "\"\($0)\"", code: 5211) }
    case "picture": return pictures
    default: return actions
    }
  }

  private var texts: [Probe] {
    let most = Int(words[0]) ?? 0
    let blank: Int? = ["all": 5201, "six": 5201, "unseen": 5216][words[1]]
    return [
      Probe(value: "\"\(String(repeating: "ã", count: most))\"", code: nil),
      Probe(value: "\"\(String(repeating: "ã", count: most + 1))\"", code: 5202),
      Probe(value: "\" \"", code: blank), Probe(value: "\"\"", code: blank),
    ]
  }

  private var lists: [Probe] {
    let (least, most) = (Int(words[0]) ?? 0, Int(words[1]) ?? 0)
    let list = { (count: Int) in "[\((0..<max(0, count)).map(item).joined(separator: ", "))]" }
    return [Probe(value: list(most), code: nil), Probe(value: list(most + 1), code: 5204)]
      + (least > 0 ? [Probe(value: list(least), code: nil), Probe(value: list(least - 1), code: 5203)] : [])
  }

  /// An item that its component accepts.
  private func item(_ i: Int) -> String {
    if path.hasSuffix("tags") { return "\"t\(i)\"" }
    if path.hasSuffix("images") { return "{ src: \"\(Self.png(40))\", alt-text: \"A\" }" }
    if path.hasSuffix("data-source") { return "{ id: \"i\(i)\", title: \"T\" }" }
    return "{ id: \"i\(i)\", main-content: { title: \"T\" }, on-click-action: { name: \"data_exchange\" } }"
  }

  private var pictures: [Probe] {
    let most = words[0] == "whole" ? 300 << 10 : 100 << 10
    let base64 = { (head: String) in "\"\(head)AAAA\"" }
    return [
      Probe(value: "\"\(Self.png(most / 3 * 4))\"", code: nil),
      Probe(value: "\"\(Self.png(most / 3 * 4 + 8))\"", code: 5210), Probe(value: base64("/9j/"), code: nil),
      Probe(value: base64("R0lGODlh"), code: 5209),
      Probe(value: base64("UklGRhoAAABXRUJQVlA4"), code: words[0] == "whole" ? 5209 : 5210),
      Probe(value: "\"https://loja.example/a.png\"", code: 5209),
      Probe(value: "\"data:image/png;base64,iVBORw0KGgo=\"", code: 5209), Probe(value: "\"não é Base64\"", code: 5209),
      Probe(value: "\"\"", code: 5209),
    ]
  }

  /// The Base64 of what begins as a PNG file, `count` characters.
  private static func png(_ count: Int) -> String {
    "iVBORw0KGgoA" + String(repeating: "A", count: max(0, count - 12) / 4 * 4)
  }

  private var actions: [Probe] {
    words.map { name in
      Probe(
        value: name == "navigate"
          ? "{ name: \"navigate\", next: { type: \"screen\", name: \"S\" } }" : "{ name: \"\(name)\" }", code: nil)
    } + [
      Probe(value: "{ name: \"open\" }", code: 5212), Probe(value: "{ title: \"open\" }", code: 5212),
      Probe(value: "{ name: \"navigate\", next: { type: \"screen\", name: \"T\" } }", code: 5212),
    ]
  }
}
