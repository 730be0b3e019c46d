/// The page on which messages are drawn as they arrive: one document that loads nothing.
///
/// Everything that comes from a request is put into the page as text by its script, never as markup; and the policy lets
/// no other script run, should one get in all the same.
enum Page {
  /// The answer that carries it.
  static func reply() -> HTTPReply {
    let nonce = Self.nonce
    let policy = """
      default-src 'none'; script-src 'nonce-\(nonce)'; style-src 'nonce-\(nonce)'; connect-src 'self'; \
      base-uri 'none'; form-action 'none'; frame-ancestors 'none'
      """
    return HTTPReply(
      status: 200, contentType: "text/html; charset=utf-8", content: Array(document(nonce).utf8),
      fields: [
        ("Cache-Control", "no-store"), ("Content-Security-Policy", policy), ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
      ])
  }

  /// What marks the page's own style and script, made anew for each answer so that nobody can know it before.
  private static var nonce: String {
    (0..<2).map { _ in String(UInt64.random(in: .min ... .max), radix: 36) }.joined()
  }

  static func document(_ nonce: String) -> String {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>flowmsg sandbox</title>
    <link rel="icon" href="data:,">
    <style nonce="\(nonce)">
    \(style)
    </style>
    </head>
    <body>
    <header>
    <h1>flowmsg sandbox</h1>
    <p id="state" role="status">connecting</p>
    <dl id="counts" aria-label="Requests">
    <div><dt>received</dt><dd id="received">0</dd></div>
    <div><dt>accepted</dt><dd id="accepted">0</dd></div>
    <div><dt>refused</dt><dd id="refused">0</dd></div>
    <div><dt>faulted</dt><dd id="faulted">0</dd></div>
    </dl>
    <button id="clear" type="button">Clear</button>
    </header>
    <main>
    <p id="empty">No message yet. Whatever is sent to this address is drawn here; nothing leaves this machine.</p>
    <p id="earlier" hidden></p>
    <div role="log" aria-label="Messages"><ol id="messages"></ol></div>
    </main>
    <noscript><p>This page draws with JavaScript. <a href="/messages">/messages</a> has the same as JSON.</p></noscript>
    <script nonce="\(nonce)">
    \(script)
    </script>
    </body>
    </html>

    """
  }
}
