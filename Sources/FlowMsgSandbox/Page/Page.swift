/// The page on which messages are drawn as they arrive: one document that loads nothing.
///
/// Everything that comes from a request is put into the page as text by its script, never as markup; and the policy lets
/// no other script run, should one get in all the same.
enum Page {
  /// The answer that carries it.
  static func reply() -> HTTPReply {
    let nonce = Self.nonce
    let policy = """
      default-src 'none'; script-src 'nonce-\(nonce)'; style-src 'nonce-\(nonce)'; connect-src 'self'; img-src data:; \
      base-uri 'none'; form-action 'none'; frame-ancestors 'none'
      """
    return HTTPReply(
      status: 200, contentType: "text/html; charset=utf-8", content: Array(document(nonce).utf8),
      fields: [
        ("Cache-Control", "no-store"), ("Content-Security-Policy", policy), ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
      ])
  }

  /// What marks the page's own style and script, made anew for each answer so that no one can know it before.
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
    <button id="clear" type="button">Clear</button>
    <div id="filters" role="group" aria-label="Which messages">
    <button type="button" data-result="all" aria-pressed="true"><b id="all">0</b> all</button>
    <button type="button" data-result="taken" aria-pressed="false"><b id="taken">0</b> taken</button>
    <button type="button" data-result="refused" aria-pressed="false"><b id="refused">0</b> refused</button>
    <button type="button" data-result="faulted" aria-pressed="false" hidden><b id="faulted">0</b> faulted</button>
    </div>
    <input id="search" name="search" type="search" inputmode="numeric" maxlength="40" autocomplete="off"
      placeholder="Phone number" aria-label="Phone number, or digits of it">
    </header>
    <main>
    <section id="empty" hidden>
    <p><span id="lead">No message yet.</span> Whatever is sent to this address is drawn here; nothing leaves this machine.</p>
    <pre tabindex="0"><code id="command"></code></pre>
    <p>Any id and secret are taken, and kept nowhere.</p>
    </section>
    <p id="none" class="quiet" hidden>No message that is kept fits.</p>
    \(pager)
    <ol id="messages" aria-label="Messages"></ol>
    \(pager)
    <p id="gone" class="quiet" hidden></p>
    </main>
    <button id="new" type="button" hidden></button>
    <noscript><p>This page draws with JavaScript. <a href="/messages">/messages</a> has the same as JSON.</p></noscript>
    <script nonce="\(nonce)">
    \(script)
    </script>
    </body>
    </html>

    """
  }

  /// The way through the pages, above and below the messages.
  private static let pager = """
    <nav class="pager" aria-label="Pages" hidden>
    <button type="button" data-go="oldest">Oldest</button>
    <button type="button" data-go="earlier">Earlier</button>
    <span></span>
    <button type="button" data-go="later">Later</button>
    <button type="button" data-go="newest">Newest</button>
    </nav>
    """
}
