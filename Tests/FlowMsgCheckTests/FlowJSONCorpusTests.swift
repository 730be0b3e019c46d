import FlowMsgCheck
import FlowMsgModel
import FlowMsgText
import Foundation
import Testing

private let corpus = ProcessInfo.processInfo.environment["FLOWMSG_CORPUS"]

/// Real Flows, if `FLOWMSG_CORPUS` names a folder with `flows/*.json`.
@Suite(.enabled(if: corpus != nil, "FLOWMSG_CORPUS names no corpus"))
struct FlowJSONCorpusTests {
  /// Each file with its screens in order, entry screens marked by `*`, worked out by hand; `!` after the name marks an
  /// endpoint.
  static let expected = """
    pywa_2_1_book_a_table!: *BOOK_TABLE BOOKING_DETAILS BOOKING_CONFIRMATION TERMS_AND_CONDITIONS
    pywa_2_1_communication_preferences: *PREFERENCES
    pywa_2_1_costumer_engagement: *QUESTION_ONE QUESTION_TWO QUESTION_THREE
    pywa_2_1_customer_satisfaction_survey: *RECOMMEND RATE
    pywa_2_1_get_a_quote!: *DETAILS COVER QUOTE TERMS_AND_CONDITIONS
    pywa_2_1_load_re_engagement: *SIGN_UP
    pywa_2_1_register!: *REGISTER TERMS_AND_CONDITIONS
    pywa_2_1_register_for_an_event: *SIGN_UP SURVEY
    pywa_2_1_sign_in!: *SIGN_IN SIGN_UP FORGOT_PASSWORD TERMS_AND_CONDITIONS
    pywa_2_1_support_request: *DETAILS
    pywa_4_0_date_picker_dates_str!: *DEMO_SCREEN
    pywa_4_0_if_: *SCREEN
    pywa_4_0_photo_picker!: *FIRST
    pywa_4_0_switch: *SCREEN
    pywa_5_0_date_picker_dates_obj!: *DEMO_SCREEN
    pywa_5_0_radio_buttons_with_pics: *TRAVEL_PACKAGES
    pywa_5_1_rich_text: *FIRST_SCREEN TOC
    pywa_6_0_update_data: *ADDRESS_SELECTION
    pywa_6_0_visible_condition: *DEMO_SCREEN
    pywa_6_1_calendar_picker_single_mode!: *DEMO_SCREEN
    pywa_6_3_chips_selector: *DEMO_SCREEN
    pywce_booking_flow_endpoint_flow!: *BOOK_SCREEN
    pywce_booking_flow_static_flow: *BOOK_SCREEN
    wft_agent-connect: *TALK_TO_AN_AGENT
    wft_contact-us: *CONTACT_US
    wft_survey: *SURVEY_SCREEN
    """

  /// The data that some files declare, worked out by hand.
  static let data: [(file: String, screen: String, data: String)] = [
    (
      "pywa_6_0_update_data", "ADDRESS_SELECTION",
      "{countries@: [~{id: string, title: string}], states@: [~{id: string, title: string}], "
        + "pincode@: [~{id: string, title: string}], state_visibility: boolean, pincode_visibility: boolean}"
    ),
    (
      "pywce_booking_flow_endpoint_flow", "BOOK_SCREEN",
      "{time_slots@: [~{id: string, title: string, description: string, metadata: string, enabled: boolean}], "
        + "is_dropdown_visible: boolean}"
    ),
    ("pywa_2_1_register", "REGISTER", "{error_messages: {confirm_password: string}}"),
    ("pywa_2_1_customer_satisfaction_survey", "RATE", "{recommend_radio: string, comment_text: string}"),
    ("pywa_4_0_if_", "SCREEN", "{value: boolean}"), ("pywa_5_1_rich_text", "TOC", "{}"),
  ]

  private static func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: "\(corpus ?? "")/flows/\(name).json")))
  }

  private static func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(corpus ?? "")/flows")
      .filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
  }

  @Test func readsEveryFile() throws {
    let lines = try Self.names().map { name in
      let reading = FlowJSONReading(try Self.bytes(name))
      // An option of this file's example has 33 characters.
      #expect(reading.codes == (name == "pywa_2_1_book_a_table" ? [5127] : []), "\(name)")
      #expect(reading.flow.isReadable)
      #expect(reading.readable == reading.ids)
      let screens = reading.ids.map { reading.entries.contains($0) ? "*\($0)" : $0 }.joined(separator: " ")
      return "\(name)\(reading.flow.hasEndpoint ? "!" : ""): \(screens)"
    }
    #expect(lines == Self.expected.split(separator: "\n").map(String.init))
  }

  @Test(arguments: data) func readsDeclarations(_ file: String, _ screen: String, _ data: String) throws {
    #expect(FlowJSONReading(try Self.bytes(file)).data(screen) == data)
  }

  @Test func everyPrefixEnds() throws {
    for name in try Self.names() {
      let bytes = try Self.bytes(name)
      let end = (bytes.lastIndex(of: 0x7D) ?? 0)
      for count in stride(from: 0, to: end, by: 97) {
        #expect(FlowJSONReading(Array(bytes[..<count])).codes.filter { $0 != 5127 } == [5100], "\(name) \(count)")
      }
    }
  }
}
