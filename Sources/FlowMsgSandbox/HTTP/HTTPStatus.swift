/// What the standard calls the statuses of answers.
enum HTTPStatus {
  /// The reason phrase of `status` (RFC 9110, section 15); one for its class where it has none.
  static func reason(_ status: Int) -> StaticString {
    switch status {
    case 200: "OK"
    case 204: "No Content"
    case 400: "Bad Request"
    case 401: "Unauthorized"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 408: "Request Timeout"
    case 411: "Length Required"
    case 413: "Content Too Large"
    case 414: "URI Too Long"
    case 415: "Unsupported Media Type"
    case 417: "Expectation Failed"
    case 421: "Misdirected Request"
    case 422: "Unprocessable Content"
    case 425: "Too Early"
    case 429: "Too Many Requests"
    case 431: "Request Header Fields Too Large"
    case 500: "Internal Server Error"
    case 501: "Not Implemented"
    case 502: "Bad Gateway"
    case 503: "Service Unavailable"
    case 504: "Gateway Timeout"
    case 505: "HTTP Version Not Supported"
    default: status < 500 ? "Client Error" : "Server Error"
    }
  }

  /// The code that an error without a documented one is answered with: its reason as one word.
  static func code(_ status: Int) -> String {
    String(describing: reason(status)).lowercased().split(separator: " ").joined(separator: "_")
  }
}
