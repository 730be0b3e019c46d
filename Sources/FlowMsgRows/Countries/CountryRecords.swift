/// `CountryTable` as it is looked up.
struct CountryRecords: Sendable {
  /// What a country's numbers are measured by.
  struct Plan: Sendable {
    /// The country code.
    var code: UInt16
    /// How many digits the code has.
    var codeCount: Int
    /// Bit n: national numbers may have n digits.
    var lengths: UInt32
    /// The digit that is dialled before national numbers inside the country, if there is one.
    var trunk: UInt64?
    /// Whether a 0 at the beginning of a national number is a part of it.
    var keepsZero = false
    /// Its shapes in `shapes`: of what may be between code and number, and of complete national numbers.
    var between: Range<Int>
    var national: Range<Int>
  }

  /// What reports say of a country.
  struct Names: Sendable {
    var name: String
    var regions: [String]
  }

  private(set) var plans: [Plan] = []
  private(set) var names: [Names] = []
  private(set) var shapes: [NumberShape] = []
  /// How many of the records are whole country codes; behind them are parts of one.
  private(set) var wholeCount = 0
  /// For each three digits the record of the code that they begin with, 255 where no one has one.
  private var heads = [UInt8](repeating: .max, count: 1000)

  static let all = CountryRecords(CountryTable.text)

  private init(_ text: StaticString) {
    let bytes = text.withUTF8Buffer { Array($0) }
    var records: [ArraySlice<UInt8>] = []
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if line.first == 0x20, let last = records.popLast() {
        records.append(last + line)
      } else if line.isEmpty {
        wholeCount = records.count
      } else {
        records.append(line)
      }
    }
    for record in records { add(record.split(separator: 0x7C)) }
    for index in 0..<min(wholeCount, 255) { enter(plans[index], UInt8(index)) }
  }

  private mutating func add(_ fields: [ArraySlice<UInt8>]) {
    guard fields.count == 7 else { return }
    let (code, trunk) = (fields[0].reduce(0) { $0 &* 10 &+ UInt16($1 &- 0x30) }, fields[3].first ?? 0x2D)
    let start = shapes.count
    shapes += fields[4] == [0x2D] ? [] : fields[4].split(separator: 0x2C).map { NumberShape($0) }
    let middle = shapes.count
    shapes += fields[6].split(separator: 0x20).map { NumberShape($0) }
    var plan = Plan(
      code: code, codeCount: fields[0].count, lengths: NumberShape.lengths(fields[2]),
      trunk: trunk == 0x2D ? nil : UInt64(trunk &- 0x30), between: start..<middle, national: middle..<shapes.count)
    plan.keepsZero = plan.trunk != 0 && shapes[plan.national].contains { $0.mayBeginWithZero }
    plans.append(plan)
    let regions = fields[1].split(separator: 0x2C).map { String(decoding: $0, as: UTF8.self) }
    names.append(Names(name: String(decoding: fields[5], as: UTF8.self), regions: regions.filter { $0 != "-" }))
  }

  private mutating func enter(_ plan: Plan, _ index: UInt8) {
    let width = Int(PhoneDigits.power(3 - plan.codeCount))
    for head in Int(plan.code) * width..<Int(plan.code) * width + width where head < 1000 { heads[head] = index }
  }

  /// The record whose code a number begins with; the code has to be there as a whole.
  func index(of digits: PhoneDigits) -> Int? {
    let missing = 3 &- digits.count
    let head =
      missing > 0 ? digits.value &* PhoneDigits.power(missing) : digits.value / PhoneDigits.power(0 &- missing)
    guard head < 1000 else { return nil }
    let index = Int(heads[Int(head)])
    guard index < plans.count, plans[index].codeCount <= digits.count else { return nil }
    return index
  }
}
