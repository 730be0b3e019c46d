/// What the components of a Flow accept: one row a component. A new component or property is a row here.
///
/// The facts are those of Meta's page "Components" as of Flow JSON 7.3.
package enum ComponentTable {
  /// All components that show or ask something of the data.
  static let components: [ComponentRule] = texts + inputs + choosers + actions + dates + pictures + lists

  // MARK: Texts

  private static let texts: [ComponentRule] = [
    ComponentRule("TextHeading", since: "2.1", [text("text", "heading", 80, .refused)] + visible),
    ComponentRule("TextSubheading", since: "2.1", [text("text", "subheading", 80, .refused)] + visible),
    ComponentRule("TextBody", since: "2.1", [text("text", "body text", 4096, .refused)] + styled("body text")),
    ComponentRule("TextCaption", since: "2.1", [text("text", "caption", 409, .refused)] + styled("caption")),
    // A string or a list of strings, in Markdown; nothing is known of its length.
    ComponentRule("RichText", since: "5.1", visible),
  ]

  private static func styled(_ noun: String) -> [PropertyRule] {
    [
      PropertyRule("font-weight", "weight of a \(noun)", .word(["bold", "italic", "bold_italic", "normal"])),
      PropertyRule("strikethrough", "strike-through of a \(noun)", .flag),
      PropertyRule("markdown", "Markdown of a \(noun)", .flag),
    ] + visible
  }

  // MARK: Fields to write in

  private static let inputs: [ComponentRule] = [
    ComponentRule(
      "TextInput", since: "2.1",
      field("text field", label: 20) + [text("error-message", "error message of a text field", 30, .refusedSinceSix)]),
    ComponentRule("TextArea", since: "2.1", field("text area", label: 20)),
  ]

  private static func field(_ noun: String, label: Int) -> [PropertyRule] {
    [
      text("label", "label of a \(noun)", label, .refusedSinceSix),
      text("helper-text", "helper text of a \(noun)", 80, .refusedSinceSix),
    ] + asked(noun)
  }

  // MARK: Lists to choose from

  private static let choosers: [ComponentRule] = [
    ComponentRule(
      "CheckboxGroup", since: "2.1", orders: selectedItems,
      choices("checkbox group", "checkbox", 1...20) + selected("checkbox group") + media("checkbox group")
        + described("checkbox group", label: 30)),
    ComponentRule(
      "RadioButtonsGroup", since: "2.1",
      choices("radio button group", "radio button", 1...20) + media("radio button group")
        + described("radio button group", label: 30)),
    ComponentRule(
      "Dropdown", since: "2.1",
      choices("dropdown", "dropdown option", 1...200) + [text("label", "label of a dropdown", 20, .unseenSinceSix)]
        + asked("dropdown")),
    ComponentRule(
      "ChipsSelector", since: "6.3", orders: selectedItems,
      choices("chip selector", "chip", 2...20) + selected("chip selector") + described("chip selector", label: 80)),
  ]

  private static let selectedItems = [
    (lower: "min-selected-items", upper: "max-selected-items"), (lower: "min-selected-items", upper: "data-source"),
    (lower: "max-selected-items", upper: "data-source"),
  ]

  private static func choices(_ noun: String, _ option: String, _ count: ClosedRange<Int>) -> [PropertyRule] {
    let item = PropertyRule("", option, .object, parts: parts(ofOption: "a \(option)"))
    return [PropertyRule("data-source", "options of a \(noun)", .list(count), traits: .choices, parts: [item])]
  }

  private static func parts(ofOption noun: String) -> [PropertyRule] {
    [
      PropertyRule("id", "id of \(noun)", .text(most: .max, .accepted), traits: .namesChoice),
      PropertyRule("title", "title of \(noun)", .text(most: 30, .unseenSinceSix), traits: .namesChoice),
      text("description", "description of \(noun)", 300),
      text("metadata", "metadata of \(noun)", 20),
      PropertyRule("image", "picture of \(noun)", .picture(.option)),
      text("alt-text", "alternative text of \(noun)", .max), PropertyRule("color", "colour of \(noun)", .color),
      PropertyRule("enabled", "`enabled` of \(noun)", .flag),
      PropertyRule("on-select-action", "action of \(noun)", .action(["data_exchange", "update_data"])),
      PropertyRule("on-unselect-action", "action of \(noun) when it is given up", .action(["update_data"])),
    ]
  }

  private static func selected(_ noun: String) -> [PropertyRule] {
    [
      PropertyRule("min-selected-items", "least number of choices of a \(noun)", .whole),
      PropertyRule("max-selected-items", "greatest number of choices of a \(noun)", .whole),
    ]
  }

  private static func media(_ noun: String) -> [PropertyRule] {
    [PropertyRule("media-size", "picture size of a \(noun)", .word(["regular", "large"]))]
  }

  private static func described(_ noun: String, label: Int) -> [PropertyRule] {
    [
      text("label", "label of a \(noun)", label, .unseenSinceSix),
      text("description", "description of a \(noun)", 300),
    ]
      + asked(noun)
  }

  // MARK: What is tapped

  private static let actions: [ComponentRule] = [
    ComponentRule(
      "Footer", since: "2.1",
      [text("label", "button", 35, .refusedSinceSix)]
        + [("left", "left"), ("center", "middle"), ("right", "right")].map {
          text("\($0.0)-caption", "\($0.1) caption of the button", 15, .refusedSinceSix)
        } + [PropertyRule("enabled", "`enabled` of the button", .flag)]),
    ComponentRule(
      "OptIn", since: "2.1", [text("label", "label of an opt-in", 120, .refusedSinceSix)] + asked("opt-in")),
    ComponentRule("EmbeddedLink", since: "2.1", [text("text", "link", 25, .refusedSinceSix)] + visible),
  ]

  // MARK: Days

  private static let dates: [ComponentRule] = [
    ComponentRule(
      "DatePicker", since: "2.1", orders: days, day("date picker") + dateTexts("date picker") + asked("date picker")),
    ComponentRule(
      "CalendarPicker", since: "6.1", orders: days + [(lower: "min-days", upper: "max-days")],
      day("calendar") + dateTexts("calendar") + asked("calendar") + [
        text("title", "title of a calendar", 80, .unseenSinceSix),
        text("description", "description of a calendar", 300),
        PropertyRule("mode", "mode of a calendar", .word(["single", "range"])),
        PropertyRule(
          "include-days", "weekdays of a calendar", .list(0...Int.max),
          parts: [
            PropertyRule("", "weekday of a calendar", .word(["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]))
          ]),
        PropertyRule("min-days", "least number of days of a calendar", .whole),
        PropertyRule("max-days", "greatest number of days of a calendar", .whole),
      ]),
  ]

  private static let days = [(lower: "min-date", upper: "max-date")]

  private static func day(_ noun: String) -> [PropertyRule] {
    let first = ranged("init-value", "chosen day of a \(noun)", .day)
    return [
      PropertyRule("min-date", "first day of a \(noun)", .day),
      PropertyRule("max-date", "last day of a \(noun)", .day),
      PropertyRule(
        "unavailable-dates", "closed days of a \(noun)", .list(0...Int.max),
        parts: [PropertyRule("", "closed day of a \(noun)", .day)]), first,
    ]
  }

  private static func dateTexts(_ noun: String) -> [PropertyRule] {
    [
      ranged("label", "label of a \(noun)", .text(most: 40, .unseenSinceSix)),
      ranged("helper-text", "helper text of a \(noun)", .text(most: 80, .unseenSinceSix)),
      ranged("error-message", "error message of a \(noun)", .text(most: 80, .unseenSinceSix)),
    ]
  }

  /// A property that a calendar for a range has twice, for the first day and for the last.
  private static func ranged(_ key: String, _ noun: String, _ value: ValueRule) -> PropertyRule {
    PropertyRule(
      key, noun, value,
      parts: [
        PropertyRule("start-date", "\(noun), for the first day", value),
        PropertyRule("end-date", "\(noun), for the last day", value),
      ])
  }

  // MARK: Pictures

  private static let pictures: [ComponentRule] = [
    ComponentRule(
      "Image", since: "2.1",
      [
        PropertyRule("src", "picture", .picture(.whole)),
        PropertyRule("scale-type", "scaling of a picture", .word(["cover", "contain"])),
      ] + visible),
    ComponentRule(
      "ImageCarousel", since: "7.1",
      [
        PropertyRule("images", "pictures of a carousel", .list(1...3), parts: [slide]),
        PropertyRule("aspect-ratio", "shape of a carousel", .word(["4:3", "16:9"])),
        PropertyRule("scale-type", "scaling of a carousel", .word(["cover", "contain"])),
      ] + visible),
  ]

  private static let slide = PropertyRule(
    "", "picture of a carousel", .object,
    parts: [
      PropertyRule("src", "picture of a carousel", .picture(.whole), isRequired: true),
      PropertyRule("alt-text", "alternative text of a picture", .anything, isRequired: true),
    ])

  // MARK: Navigation lists

  private static let lists: [ComponentRule] = [
    ComponentRule(
      "NavigationList", since: "6.2",
      [
        PropertyRule(
          "list-items", "entries of a list", .list(1...20), traits: [.uniqueIDs, .oneBadge], parts: [entry]),
        PropertyRule("media-size", "picture size of a list", .word(["regular", "large"])),
        text("label", "label of a list", 80, .unseenSinceSix), text("description", "description of a list", 300),
      ] + visible)
  ]

  private static let entry = PropertyRule(
    "", "entry of a list", .object,
    parts: [
      PropertyRule(
        "main-content", "main text of an entry", .object, isRequired: true,
        parts: [
          required(text("title", "title of an entry", 30, .unseenSinceSix)),
          text("description", "description of an entry", 20), text("metadata", "metadata of an entry", 80),
        ]),
      PropertyRule(
        "end", "right side of an entry", .object, traits: .notLarge,
        parts: [
          text("title", "title at the right of an entry", 10),
          text("description", "description at the right of an entry", 10),
          text("metadata", "metadata at the right of an entry", 10),
        ]),
      PropertyRule(
        "start", "picture of an entry", .object,
        parts: [PropertyRule("image", "picture of an entry", .picture(.entry), isRequired: true)]),
      text("badge", "badge of an entry", 15),
      PropertyRule("tags", "tags of an entry", .list(0...3), parts: [text("", "tag of an entry", 15)]),
      PropertyRule(
        "on-click-action", "action of an entry", .action(["navigate", "data_exchange"]), traits: .itemOrComponent),
    ])

  // MARK: What many have

  private static let visible = [PropertyRule("visible", "visibility of a component", .flag)]

  private static func asked(_ noun: String) -> [PropertyRule] {
    [
      ranged("required", "`required` of a \(noun)", .flag), PropertyRule("enabled", "`enabled` of a \(noun)", .flag),
    ] + visible
  }

  private static func text(_ key: String, _ noun: String, _ most: Int, _ blank: ValueRule.Blank = .accepted)
    -> PropertyRule
  {
    PropertyRule(key, noun, .text(most: most, blank))
  }

  private static func required(_ rule: PropertyRule) -> PropertyRule {
    var rule = rule
    rule.isRequired = true
    return rule
  }
}
