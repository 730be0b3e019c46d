/// What a spreadsheet calls a column, from 1: `A`, `Z`, `AA`; empty of what is no column.
package func columnLetters(_ column: Int) -> String {
  var (letters, rest) = ("", column)
  while rest > 0 {
    rest &-= 1
    letters = String(UnicodeScalar(UInt8(truncatingIfNeeded: 0x41 &+ rest % 26))) + letters
    rest /= 26
  }
  return letters
}
