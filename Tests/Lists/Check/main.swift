import FlowMsgRows

/// Reads one number a line and prints `ok CODE` or what is wrong with it; with an argument, the country, what completing
/// makes of it; with `time`, how fast numbers are read.
let arguments = CommandLine.arguments.dropFirst()

func text(_ completion: NationalCompletion.Completion) -> String {
  switch completion {
  case .asIs: "asIs"
  case .ambiguous: "ambiguous"
  case .completed(let number): "completed \(number)"
  }
}

func answer(_ number: UInt64) -> String {
  if let problem = Countries.problem(number) { return problem.sentence }
  return "ok \(Countries.country(of: number)?.code ?? 0)"
}

func read(_ line: String, keepsZeros: Bool) -> Result<PhoneText, PhoneTextFault> {
  var line = line
  return line.withUTF8 { bytes in
    do throws(PhoneTextFault) {
      return .success(try PhoneText.read(bytes, keepsZeros: keepsZeros))
    } catch {
      return .failure(error)
    }
  }
}

func time() {
  let numbers = (0..<1000).map { Array("55119\(87_654_321 - $0 * 7919)".utf8) }
  let cells = numbers.map { Array("+55 (11) 9".utf8) + $0.dropFirst(5) }
  let clock = ContinuousClock()
  func measure(_ name: String, _ rounds: Int, _ body: (Int) -> UInt64) {
    var sum: UInt64 = 0
    let taken = clock.measure { for round in 0..<rounds { sum &+= body(round % 1000) } }
    let seconds = Double(taken.components.seconds) + Double(taken.components.attoseconds) / 1e18
    print(name, Int(Double(rounds) / seconds / 1e6), "million a second", sum & 1)
  }
  func value(_ bytes: [UInt8]) -> UInt64 {
    bytes.withUnsafeBufferPointer { (try? PhoneText.read($0))?.digits.value ?? 0 }
  }
  let values = numbers.map(value)
  let nationals = values.map { $0 % 100_000_000_000 }
  measure("plain digits", 50_000_000) { value(numbers[$0]) }
  measure("pasted", 10_000_000) { value(cells[$0]) }
  measure("problem", 50_000_000) { Countries.problem(values[$0]) == nil ? 1 : 0 }
  let brazil = Countries.country(withCode: 55) ?? Countries.latinAmerica[0]
  let completion = NationalCompletion(country: brazil)
  measure("complete", 20_000_000) {
    completion.complete(PhoneDigits(nationals[$0]), hasPlus: false) == .asIs ? 1 : 0
  }
  let all = Countries.latinAmerica
  measure("national readings", 2_000_000) { UInt64(Countries.nationalReadings(nationals[$0], among: all).count) }
}

func country(_ name: String) -> Country? {
  do throws(CountryFailure) {
    guard case .country(let country) = try Countries.parse(name) else { return nil }
    return country
  } catch {
    print(([error.message] + error.help).joined(separator: "\n"))
    return nil
  }
}

if arguments.first == "time" {
  time()
} else if let name = arguments.first {
  let completion = country(name).map { NationalCompletion(country: $0) }
  while let completion, let line = readLine() {
    switch read(line, keepsZeros: true) {
    case .success(let phone): print(text(completion.complete(phone.digits, hasPlus: phone.hasPlus)))
    case .failure(let fault): print(fault.sentence)
    }
  }
} else {
  while let line = readLine() {
    switch read(line, keepsZeros: false) {
    case .success(let phone): print(answer(phone.digits.value))
    case .failure(let fault): print(fault.sentence)
    }
  }
}
