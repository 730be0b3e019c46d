/// The numbers of libcurl's interface that are used; they are fixed for as long as its major version is.
enum CurlOption {
  static let writeData: Int32 = 10001
  static let url: Int32 = 10002
  static let proxy: Int32 = 10004
  static let readData: Int32 = 10009
  static let errorText: Int32 = 10010
  static let userAgent: Int32 = 10018
  static let headers: Int32 = 10023
  static let headerData: Int32 = 10029
  static let authorities: Int32 = 10065
  static let acceptEncoding: Int32 = 10102
  static let privateData: Int32 = 10103
  static let seekData: Int32 = 10168
  static let noProxy: Int32 = 10177
  static let writeFunction: Int32 = 20011
  static let readFunction: Int32 = 20012
  static let headerFunction: Int32 = 20079
  static let seekFunction: Int32 = 20167
  static let post: Int32 = 47
  static let followLocation: Int32 = 52
  static let verifyPeer: Int32 = 64
  static let verifyHost: Int32 = 81
  static let httpVersion: Int32 = 84
  static let noSignal: Int32 = 99
  static let tcpNoDelay: Int32 = 121
  static let timeout: Int32 = 155
  static let connectTimeout: Int32 = 156
  static let protocols: Int32 = 181
  static let pathAsIs: Int32 = 234
  static let pipeWait: Int32 = 237
  static let suppressConnectFields: Int32 = 265
  static let oldHTTP: Int32 = 285
  static let maximumAge: Int32 = 288
  static let size: Int32 = 30120
}

enum CurlInfo {
  static let responseCode: Int32 = 0x20_0002
  static let verification: Int32 = 0x20_000D
  static let systemError: Int32 = 0x20_0019
  static let connectCode: Int32 = 0x20_0016
  static let newConnections: Int32 = 0x20_001A
  static let privateData: Int32 = 0x10_0015
  static let localAddress: Int32 = 0x10_0029
  static let localPort: Int32 = 0x20_002A
}

enum CurlMultiOption {
  static let pipelining: Int32 = 3
  static let maximumConnects: Int32 = 6
}

/// What libcurl's results mean: how an exchange broke.
enum CurlResult {
  /// ABORTED_BY_CALLBACK
  static let aborted: Int32 = 42

  static func failure(_ result: Int32) -> Exchange.Break? {
    switch result {
    case 0: nil
    // COULDNT_RESOLVE_PROXY
    case 5: .noProxy
    // COULDNT_RESOLVE_HOST
    case 6: .noName
    // COULDNT_CONNECT
    case 7: .refused
    // OPERATION_TIMEDOUT
    case 28: .timeout
    // SSL_CONNECT_ERROR and its kin; the first is a connection that broke too, which `CurlSecurity` tells
    case 35, 51, 53, 54, 58, 59, 60, 64, 66, 77, 80, 82, 83, 90, 91, 98: .insecure
    // UNSUPPORTED_PROTOCOL is HTTP/0.9; WEIRD_SERVER_REPLY, PARTIAL_FILE, HTTP2, BAD_CONTENT_ENCODING, CHUNK_FAILED,
    // HTTP2_STREAM, TOO_LARGE
    case 1, 8, 16, 18, 61, 88, 92, 100: .malformed
    // SEND_ERROR, RECV_ERROR, GOT_NOTHING, SEND_FAIL_REWIND and whatever else
    default: .broken
    }
  }
}
