extension Schema {
  /// What the endpoint is.
  public enum Endpoint {
    /// The public API's address.
    public static let server = Fact("https://api.jelou.ai", "the public API", .jelou)
    /// The path, with its two parts.
    public static let path = Fact("/v1/bots/{botId}/users/{userId}/flow_message", "the path of the request", .jelou)
    /// The older endpoint's path.
    public static let olderPath = Fact("/v1/bots/{botId}/messages", "the older endpoint", .jelou)
    /// The providers that are served.
    public static let providers = Fact(
      ["cloud_api", "gupshup_capi", "aldeamo"], "bots on WhatsApp Cloud API, Gupshup CAPI or Aldeamo are served", .jelou
    )
  }

  /// Members of `parameters` that only the older endpoint took.
  public static let olderMembers = Fact(
    ["flow_id", "mode", "flow_action", "flow_message_version"],
    "members of the older endpoint POST /v1/bots/{botId}/messages", .jelou)
  /// The member and its value that let the Flow's endpoint pick the first screen.
  public static let dataExchange = Fact(
    (member: "flow_action", value: "data_exchange"),
    "the Flow's endpoint picks the first screen, and then there is no flow_action_payload", .meta)

  /// The values of `flow_action`.
  public static let actions = Fact(
    ["navigate", dataExchange.value.value],
    "the message says the first screen, which is so without the member too, or the Flow's endpoint does", .meta)
  /// The member by which replies to a message are told from those to others.
  public static let token = Fact(
    "flow_token", "a string that is not empty, which comes back with the Flow's reply", .meta)

  /// How texts may be marked: the delimiters of WhatsApp's inline marks, longest first.
  public static let marks = Fact(["```", "*", "_", "~", "`"], "bold, italic, strike, code and mono marks", .meta)

  /// The greatest size of a body as compact UTF-8, in bytes.
  public static let bodySize = Fact(1 << 20, "the greatest size of a body, as compact UTF-8", .language)
  /// The deepest nesting of objects and lists, in source and in bodies.
  public static let nesting = Fact(64, "the deepest nesting of objects and lists", .language)

  /// What Flow JSON allows.
  public enum FlowJSON {
    /// The screen id that is reserved, in any case.
    public static let reservedScreen = Fact("SUCCESS", "a reserved screen id, in any case", .meta)
    /// How many screens a Flow may have.
    public static let screenCount = Fact(100, "the greatest number of screens of a Flow", .meta)
    /// The components whose `data-source` needs items with `id` and `title`.
    public static let dataSourceComponents = Fact(
      ["Dropdown", "RadioButtonsGroup", "CheckboxGroup", "ChipsSelector"],
      "components whose data-source items need an id and a title, ids unique", .meta)
    /// The types that a field of a screen's data can have.
    public static let dataTypes = Fact(
      ["string", "number", "boolean", "object", "array"], "types of a screen's data", .meta)
    /// The versions of Flow JSON that are known.
    public static let versions = Fact(
      ["2.1", "3.0", "3.1", "4.0", "5.0", "5.1", "6.0", "6.1", "6.2", "6.3", "7.0", "7.1", "7.2", "7.3"],
      "versions of Flow JSON", .meta)
    /// What other languages call the types: the name that Flow JSON has for each.
    public static let foreignTypes = Fact(
      [
        "integer": "number", "int": "number", "float": "number", "double": "number", "decimal": "number",
        "bool": "boolean", "list": "array", "str": "string", "text": "string", "dict": "object", "map": "object",
      ], "types under the names of other languages", .inferred)
    /// The member of a declaration that shows what a value may look like; nothing in it declares anything.
    public static let exampleKey = Fact("__example__", "the member that holds an example value", .meta)
    /// The action that leads to another screen: its name, and the member that says where to.
    public static let navigation = Fact(
      (name: "navigate", target: "next"), "the action that leads to another screen", .meta)
    /// Keys of data-source items that actions use and no message needs to know.
    public static let actionKeys = Fact(
      ["on-select-action", "on-unselect-action", "on-click-action"], "keys of items that carry actions", .inferred)
  }

  /// How phone numbers are written: digits only.
  public static let phoneDigits = Fact(7...15, "digits of a phone number, country code included, no leading 0", .meta)

  /// Whether a button refuses `scalar` as an emoji: every code point with that property but ASCII, ©, ® and ™, and what
  /// turns other characters into emoji, U+FE0F and U+20E3.
  public static func isEmoji(_ scalar: Unicode.Scalar) -> Bool {
    // Between ® and U+203C no character is an emoji: accents, which are most of what is not ASCII, are settled here.
    guard scalar.value >= 0x2000, scalar != "\u{2122}" else { return false }
    return makesEmoji(scalar) || scalar.properties.isEmoji
  }

  /// Whether `scalar` draws nothing by itself and makes an emoji of the character before it.
  public static func makesEmoji(_ scalar: Unicode.Scalar) -> Bool { scalar == "\u{FE0F}" || scalar == "\u{20E3}" }

  /// Whether `bytes` are a screen id: letters and underscores of ASCII, at least one.
  @inlinable
  public static func isScreenID(_ bytes: some Sequence<UInt8>) -> Bool {
    var some = false
    for byte in bytes {
      guard byte == 0x5F || (byte | 0x20) &- 0x61 < 26 else { return false }
      some = true
    }
    return some
  }

  /// Whether `bytes` are a slug: `[a-z0-9_-]+`.
  @inlinable
  public static func isSlug(_ bytes: some Sequence<UInt8>) -> Bool {
    var some = false
    for byte in bytes {
      guard byte == 0x5F || byte == 0x2D || byte &- 0x61 < 26 || byte &- 0x30 < 10 else { return false }
      some = true
    }
    return some
  }
}
