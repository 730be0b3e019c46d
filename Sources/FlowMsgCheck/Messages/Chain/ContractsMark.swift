import FlowMsgModel

/// How large the contracts were, so that the types of a message's parameters are released with it.
struct ContractsMark {
  private let types: Int
  private let fields: Int
  private let choices: Int
  private let pool: Int

  init(_ contracts: borrowing Contracts) {
    types = contracts.types.count
    fields = contracts.fields.count
    choices = contracts.choices.count
    pool = contracts.pool.count
  }

  func restore(_ contracts: inout Contracts) {
    guard contracts.types.count > types else { return }
    contracts.types.removeSubrange(types...)
    contracts.fields.removeSubrange(fields...)
    contracts.choices.removeSubrange(choices...)
    contracts.pool.removeSubrange(pool...)
  }
}
