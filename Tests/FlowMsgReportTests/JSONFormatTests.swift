import FlowMsgReport
import FlowMsgText
import Testing

struct JSONFormatTests {
  @Test func everything() {
    var sample = Sample("\u{FEFF}título “x”\r\n  yz\r\n")
    sample.add("a\n", name: "<stdin>")
    let full = Diagnostic(
      Kinds.error, "a \"message\"", at: sample.at("“x”"), label: "here",
      labels: [DiagnosticLabel(sample.at("a", file: 1), "there")], help: ["do this", "or that"],
      fixes: [
        Fix("mend it", [TextEdit(sample.at("“"), "\""), TextEdit(sample.at("”"), "\"")]),
        Fix("guess", [], isSafe: false),
      ])
    let plain = Diagnostic(Kinds.note, "plain", at: sample.at("yz\r\n"))
    expect(
      JSONFormat().render(Report(files: sample.files, diagnostics: [full, plain], maximum: 1, color: true)),
      #"""
      {
        "version": 1,
        "diagnostics": [
          {
            "code": "FM1234",
            "severity": "error",
            "message": "a \"message\"",
            "file": "welcome.flowmsg",
            "range": {
              "start": {
                "offset": 11,
                "line": 1,
                "column": 8
              },
              "end": {
                "offset": 18,
                "line": 1,
                "column": 11
              }
            },
            "labels": [
              {
                "message": "here",
                "file": "welcome.flowmsg",
                "range": {
                  "start": {
                    "offset": 11,
                    "line": 1,
                    "column": 8
                  },
                  "end": {
                    "offset": 18,
                    "line": 1,
                    "column": 11
                  }
                }
              },
              {
                "message": "there",
                "file": "<stdin>",
                "range": {
                  "start": {
                    "offset": 0,
                    "line": 1,
                    "column": 1
                  },
                  "end": {
                    "offset": 1,
                    "line": 1,
                    "column": 2
                  }
                }
              }
            ],
            "help": [
              "do this",
              "or that"
            ],
            "fixes": [
              {
                "title": "mend it",
                "safe": true,
                "edits": [
                  {
                    "file": "welcome.flowmsg",
                    "range": {
                      "start": {
                        "offset": 11,
                        "line": 1,
                        "column": 8
                      },
                      "end": {
                        "offset": 14,
                        "line": 1,
                        "column": 9
                      }
                    },
                    "replacement": "\""
                  },
                  {
                    "file": "welcome.flowmsg",
                    "range": {
                      "start": {
                        "offset": 15,
                        "line": 1,
                        "column": 10
                      },
                      "end": {
                        "offset": 18,
                        "line": 1,
                        "column": 11
                      }
                    },
                    "replacement": "\""
                  }
                ]
              },
              {
                "title": "guess",
                "safe": false,
                "edits": []
              }
            ]
          },
          {
            "code": "FM3456",
            "severity": "note",
            "message": "plain",
            "file": "welcome.flowmsg",
            "range": {
              "start": {
                "offset": 22,
                "line": 2,
                "column": 3
              },
              "end": {
                "offset": 26,
                "line": 3,
                "column": 1
              }
            },
            "labels": [],
            "help": [],
            "fixes": []
          }
        ],
        "summary": {
          "errors": 1,
          "warnings": 0,
          "notes": 1
        }
      }
      """#)
  }

  @Test func nothing() {
    expect(
      JSONFormat().render(Report(files: [], diagnostics: [])),
      #"""
      {
        "version": 1,
        "diagnostics": [],
        "summary": {
          "errors": 0,
          "warnings": 0,
          "notes": 0
        }
      }
      """#)
  }

  @Test func anUnknownFileAndAPlacePastTheEnd() {
    let place = FlowMsgText.SourceLocation(FileID(3), ByteRange(5, 9))
    let text = JSONFormat().render(Report(files: [], diagnostics: [Diagnostic(Kinds.warning, "m", at: place)]))
    #expect(text.utf8.count > 0 && text.hasSuffix("\"warnings\": 1,\n    \"notes\": 0\n  }\n}\n"))
  }
}
