/// What a spreadsheet calls a column, from 1: `A`, `Z`, `AA`.
func columnLetters(_ column: Int) -> String {
  var (letters, rest) = ("", column)
  while rest > 0 {
    letters = String(UnicodeScalar(UInt8(0x41 + (rest - 1) % 26))) + letters
    rest = (rest - 1) / 26
  }
  return letters
}
