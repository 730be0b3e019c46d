import FlowMsgCampaign
import FlowMsgRows
import FlowMsgText
import FlowMsgWorkbook

/// Where a list of people is read from: a file as it is, or the sheet of a workbook.
struct ListSource {
  /// The rows.
  let store: any RecipientStore
  /// What there is to say of the sheet; nil of what is no workbook.
  let sheet: SheetNotes?

  /// The numbers of `--to`, or other rows in memory.
  init(_ bytes: [UInt8]) { (store, sheet) = (RecipientMemory(bytes), nil) }

  /// Opens the file called `path`.
  ///
  /// - Parameter sheet: the name of the sheet that is meant.
  init(_ path: String, sheet name: String? = nil, _ reads: ReadSet) throws(Failure) {
    let file: RecipientFile
    do throws(SystemError) { file = try RecipientFile(path, reads) } catch {
      throw Failure("cannot read '\(path)': \(error.description)")
    }
    guard file.mayBeWorkbook else {
      if name != nil {
        throw Failure(
          "'--sheet' chooses a sheet of a workbook, and '\(path)' is none",
          help: "leave the option out, or give an .xlsx file by its name: of standard input none is read")
      }
      (store, sheet) = (RecipientDisk(file), nil)
      return
    }
    do throws(WorkbookFailure) {
      let (csv, notes) = try file.sheet(name)
      (store, sheet) = (RecipientDisk(csv), notes)
    } catch {
      throw Failure("cannot read the workbook '\(path)': \(error.message)", help: error.help)
    }
  }

  /// Reads as these rows are written, whatever the plan says of others.
  func settle(_ plan: inout RenderPlan, _ invocation: Invocation) throws(Failure) {
    guard sheet != nil else { return }
    for option in [Option.encoding, .decimal] where invocation.has(option) {
      throw Failure("'--\(option.name)' is for text, and a workbook says itself what its cells are")
    }
    (plan.columns.isSheet, plan.columns.decimal) = (true, .point)
  }

  /// What to say of the sheet, each line with its end.
  ///
  /// - Parameter areTexts: of each column, whether it fills a text.
  func lines(areTexts: [Bool]) -> String {
    guard let sheet else { return "" }
    let name = ShownText.line(sheet.sheet)
    var lines: [String] = []
    for (count, how) in [(sheet.hiddenRows, "hidden"), (sheet.filteredRows, "hidden by a filter")] where count > 0 {
      let verb = count == 1 ? "is" : "are"
      lines.append("note: \(Count.of(count, "row")) of the sheet '\(name)' \(verb) \(how), and read like all others")
    }
    if sheet.mergedRanges > 0 {
      let shown =
        sheet.firstMergedRanges.joined(separator: ", ")
        + (sheet.mergedRanges > sheet.firstMergedRanges.count ? ", …" : "")
      lines.append(
        "note: cells of the sheet '\(name)' are merged (\(shown)): the first of them has the value, the others are empty"
      )
    }
    for numbers in sheet.formattedNumbers where areTexts.dropFirst(numbers.column - 1).first == true {
      let seen =
        numbers.shown.map { "'\(ShownText.line($0))'" } ?? "as its format '\(ShownText.line(numbers.format))' says"
      lines.append(
        "warning: column \(numbers.letters) has \(Count.of(numbers.count, "number")) that the sheet shows in another way: line \(numbers.firstRow) is shown \(numbers.shown == nil ? seen : "as \(seen)") and gives '\(numbers.given)'; write them as text to send what is shown"
      )
    }
    return lines.map { $0 + "\n" }.joined()
  }
}
