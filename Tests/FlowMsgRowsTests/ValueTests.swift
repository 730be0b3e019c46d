import FlowMsgRows
import Testing

@Suite("Values of rows")
struct ValueTests {
  /// A form of one parameter `v` of this type, inserted as a value.
  private func form(_ type: String, required: String = #""v""#) -> Form {
    Form(properties: #""v": \#(type)"#, required: required, title: #""t""#, data: #"{"v": {"$param": "v"}}"#)
  }

  @Test("lengths of strings count code points")
  func strings() throws {
    let two = form(#"{"type": "string", "minLength": 2, "maxLength": 3}"#)
    #expect(try two.fault("v", "éé") == nil && two.fault("v", "🚀🚀🚀") == nil)
    #expect(try two.fault("v", "é") == "2: 'v' has 1 character, expected at least 2")
    #expect(try two.fault("v", "éééé") == "2: 'v' has 4 characters, expected at most 3")
    #expect(try two.fill("to,v\n593987654321, \u{A0}ab\t\n").text.contains(#"{"v":"ab"}"#))
  }

  @Test("integers are written one way, in 64 bits, within bounds")
  func integers() throws {
    let any = form(#"{"type": "integer"}"#)
    for good in ["0", "-1", "9223372036854775807", "-9223372036854775808"] {
      #expect(try any.fill("to,v\n593987654321,\(good)\n").text.contains("{\"v\":\(good)}"))
    }
    for bad in ["-0", "01", "+1", "1.0", "1e3", "9223372036854775808", "-9223372036854775809", "x"] {
      #expect(try any.fault("v", bad) != nil, "\(bad)")
    }
    let bounded = form(#"{"type": "integer", "minimum": -5, "maximum": 5}"#)
    #expect(try bounded.fault("v", "-5") == nil && bounded.fault("v", "5") == nil)
    #expect(try bounded.fault("v", "6") == "2: 'v': found 6, expected at least -5 and at most 5")
    #expect(try bounded.fault("v", "-6") != nil)
  }

  @Test("numbers are those of JSON, digit for digit, at most 24 characters")
  func numbers() throws {
    let bounded = form(#"{"type": "number", "minimum": -0.5, "maximum": 1e2}"#)
    for good in ["0", "1.10", "-0.50", "100", "1E2", "0.1e+1"] {
      #expect(try bounded.fill("to,v\n593987654321,\(good)\n").text.contains("{\"v\":\(good)}"))
    }
    for bad in ["100.01", "-0.51", ".5", "1.", "01", "1e", "NaN", "0.12345678901234567890123"] {
      #expect(try bounded.fault("v", bad) != nil, "\(bad)")
    }
  }

  @Test("a NUL is in no text, even if JSON can write it")
  func nul() throws {
    let text = form(#"{"type": "string"}"#)
    let list = form(#"{"type": "array", "items": {"type": "string"}}"#)
    let said = "found NUL (U+0000), which no text may hold"
    #expect(try text.data(#""v":"a\u0000""#) == "1: 'v': \(said)")
    #expect(try list.data(#""v":["a","\u0000"]"#) == "1: 'v[1]': \(said)")
    #expect(
      try text.fill("to\n593987654321\n", set: ["v": "a\u{0}"]).faults == ["'--set' gives a wrong value: 'v': \(said)"])
  }

  @Test("the limit of a number is named")
  func limits() throws {
    let whole = form(#"{"type": "integer"}"#)
    #expect(try whole.fault("v", "9223372036854775808")?.hasSuffix(": it does not fit 64 bits") == true)
    #expect(try whole.fault("v", "-9223372036854775809")?.hasSuffix(": it does not fit 64 bits") == true)
    #expect(try whole.fault("v", "-01")?.hasSuffix(": write it without zeros before it") == true)
    let number = form(#"{"type": "number"}"#)
    #expect(
      try number.fault("v", "0.12345678901234567890123")?.hasSuffix("a number is written in at most 24 characters")
        == true)
  }

  @Test("what spreadsheets write in their own way gets advice")
  func advice() throws {
    let boolean = form(#"{"type": "boolean"}"#)
    for word in ["VERDADEIRO", "verdadero", "TRUE", "FALSO", "Não", "1"] {
      #expect(try boolean.fault("v", word) == nil)
    }
    #expect(try boolean.fault("v", "yes")?.hasSuffix("write true, in lower case") == true)
    #expect(try boolean.fault("v", "true") == nil && boolean.fault("v", "false") == nil)
    let number = form(#"{"type": "number"}"#)
    #expect(try number.fault("v", "\"1.234,50\"")?.contains("decimal point") == true)
    #expect(try number.fault("v", "\"5,9E+11\"")?.contains("rounded") == true)
    #expect(try number.fault("v", "5.9E+11")?.contains("rounded") == true)
    #expect(try form(#"{"type": "integer"}"#).fault("v", "5.9E+11")?.contains("rounded") == true)
    let choice = form(#"{"enum": ["azul", "verde"]}"#)
    #expect(try choice.fault("v", "azul") == nil)
    #expect(
      try choice.fault("v", "azull") == "2: 'v': found 'azull', expected one of 'azul', 'verde': did you mean 'azul'?")
  }

  @Test("objects come from dotted columns, in the order of their type, absent members left out")
  func objects() throws {
    let type =
      #"{"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "integer"}, "c": {"type": "boolean", "default": true}}, "required": ["a"], "additionalProperties": false}"#
    #expect(try form(type).fill("to,v.b,v.a\n593987654321,2,x\n").text.contains(#"{"v":{"a":"x","b":2,"c":true}}"#))
    #expect(try form(type).fill("to,v.b,v.a\n593987654321,,x\n").text.contains(#"{"v":{"a":"x","c":true}}"#))
    #expect(try form(type).fault("v.b,v.a", "2,") == "2: 'v.a' is empty and has no default")
    #expect(try form(type).data(#""v":{"b":1,"a":"y","c":null}"#) == #"{"v":{"a":"y","b":1,"c":true}}"#)
    #expect(try form(type).data(#""v":{"a":"y","d":1}"#) == "1: 'v' has no member 'd'")
    #expect(try form(type).data(#""v":[]"#) == "1: 'v': found an array, expected an object")
    #expect(try form(type).fill("to,v.b\n593987654321,2\n").faults.first?.contains("no column 'v.a'") == true)
    #expect(try form(type).fill("to,v\n593987654321,2\n").faults.first?.contains("cannot hold an object") == true)
  }

  @Test("lists come from lines of JSON, at any depth, and faults name the path")
  func lists() throws {
    let item =
      #"{"type": "object", "properties": {"id": {"type": "string", "maxLength": 2}, "x": {"type": "number"}}, "required": ["id"], "additionalProperties": false}"#
    let list = form(#"{"type": "array", "items": \#(item), "minItems": 1, "maxItems": 2}"#)
    #expect(try list.data(#""v":[{"x":1.10,"id":"é\n"},{"id":""}]"#) == #"{"v":[{"id":"é\n","x":1.10},{"id":""}]}"#)
    #expect(try list.data(#""v":[]"#) == "1: 'v' has 0 items, expected at least 1")
    #expect(try list.data(#""v":[{"id":"a"},{"id":"a"},{"id":"a"}]"#) == "1: 'v' has 3 items, expected at most 2")
    #expect(try list.data(#""v":[{"id":"a"},{"id":"abc"}]"#) == "1: 'v[1].id' has 3 characters, expected at most 2")
    #expect(try list.data(#""v":[{"x":1}]"#) == "1: 'v[0].id' is missing and has no default")
    #expect(try list.data(#""v":[{"id":1}]"#) == "1: 'v[0].id': found a number, expected a string")
    #expect(try list.data(#""v":[{"id":"a","y":1}]"#) == "1: 'v[0]' has no member 'y'")
    #expect(try list.fill("to\n593987654321\n").faults.first?.contains("which CSV cannot hold") == true)
    let set = try list.fill("to\n593987654321\n", set: ["v": #"[{"id":"z"}]"#])
    #expect(set.text.contains(#"{"v":[{"id":"z"}]}"#))
  }

  @Test("an object's default is taken as a whole, and a default inside fills what is left out")
  func objectDefaults() throws {
    let type =
      #"{"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "integer", "default": 1}}, "required": ["a"], "additionalProperties": false, "default": {"a": "q"}}"#
    let optional = form(type, required: "")
    #expect(try optional.fill("to\n593987654321\n").text.contains(#"{"v":{"a":"q","b":1}}"#))
    #expect(try optional.fill("to,v.a,v.b\n593987654321,x,\n").text.contains(#"{"v":{"a":"x","b":1}}"#))
    #expect(try optional.fill("to,v.a,v.b\n593987654321,,7\n").faults == ["2: 'v.a' is empty and has no default"])
  }
}
