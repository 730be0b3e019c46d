extension Page {
  /// How it looks: a chat on a phone, in the middle of whatever is wider; light or dark as the system is.
  static let style = """
    :root {
      --wall: #efeae2; --dots: #e4ddd2; --bar: #ffffff; --bubble: #ffffff; --text: #111b21; --quiet: #54656f;
      --line: #e3e6e8; --action: #006e5a; --good: #0b6b3a; --bad: #b3261e; --odd: #8a4b00; --code: #f0f2f5;
      --shadow: 0 1px 1px rgb(11 20 26 / .16);
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --wall: #0b141a; --dots: #111c23; --bar: #1f2c34; --bubble: #202c33; --text: #e9edef; --quiet: #a3b1b9;
        --line: #34434c; --action: #53d2bb; --good: #6fd69b; --bad: #ff9d94; --odd: #f2b866; --code: #111b21;
        --shadow: 0 1px 1px rgb(0 0 0 / .4);
      }
    }
    * { box-sizing: border-box; }
    html { color: var(--text); background: var(--wall); font: 15px/1.4 system-ui, "Segoe UI", Roboto, sans-serif; }
    body {
      margin: 0; min-height: 100vh;
      background: radial-gradient(var(--dots) 1.5px, transparent 2px) 0 0 / 22px 22px, var(--wall);
    }
    header {
      position: sticky; top: 0; z-index: 1; display: flex; flex-wrap: wrap; align-items: center; gap: .3rem 1.1rem;
      padding: .65rem 1rem; background: var(--bar); border-bottom: 1px solid var(--line);
    }
    h1 { margin: 0; font-size: 1.05rem; }
    #state { margin: 0; font-size: .8rem; color: var(--quiet); }
    #state::before {
      content: ""; display: inline-block; width: .55em; height: .55em; margin-right: .4em; border-radius: 50%;
      background: var(--odd);
    }
    #state.live::before { background: var(--good); }
    #state.gone::before { background: var(--bad); }
    dl { display: flex; gap: 1rem; margin: 0 0 0 auto; }
    dl div { text-align: center; }
    dt { font-size: .7rem; color: var(--quiet); }
    dd { margin: 0; font-weight: 600; font-variant-numeric: tabular-nums; }
    header button {
      padding: .35rem .8rem; border: 1px solid var(--line); border-radius: 1rem; background: none; color: var(--action);
      font: inherit; font-size: .85rem; cursor: pointer;
    }
    :focus-visible { outline: 2px solid var(--action); outline-offset: 2px; }
    main { max-width: 34rem; margin: 0 auto; padding: 1rem .75rem 3rem; }
    #empty, #earlier { margin: 2rem auto; max-width: 24rem; text-align: center; color: var(--quiet); }
    #earlier { margin: 0 auto 1rem; font-size: .8rem; }
    ol#messages { list-style: none; margin: 0; padding: 0; }
    #messages > li { margin: 0 0 1.1rem; }
    @media (prefers-reduced-motion: no-preference) {
      #messages > li.arrived { animation: arrive .25s ease-out; }
      @keyframes arrive { from { opacity: 0; transform: translateY(.5rem); } }
    }
    .bubble {
      position: relative; width: fit-content; min-width: 15rem; max-width: min(100%, 23rem); margin-left: .5rem;
      background: var(--bubble); border-radius: 0 .6rem .6rem .6rem; box-shadow: var(--shadow);
      overflow-wrap: anywhere;
    }
    .bubble::before {
      content: ""; position: absolute; top: 0; left: -.5rem; width: .55rem; height: .7rem; background: var(--bubble);
      clip-path: polygon(0 0, 100% 0, 100% 100%);
    }
    .content { padding: .5rem .7rem .4rem; }
    .content h2 { margin: 0 0 .25rem; font-size: 1rem; line-height: 1.3; }
    .content h2:empty { display: none; }
    .text { font-size: .95rem; }
    .text p, .caption p { margin: 0; min-height: 1.4em; white-space: pre-wrap; }
    .text ul, .text ol { margin: 0; padding-inline-start: 1.5rem; }
    .text ul { list-style: disc; }
    .text blockquote {
      margin: .15rem 0; padding: .05rem .6rem; border-left: 3px solid var(--quiet); color: var(--quiet);
    }
    code { font: .9em/1.4 ui-monospace, "DejaVu Sans Mono", Menlo, monospace; }
    .text :not(pre) > code, .caption code { padding: .05em .3em; border-radius: .25em; background: var(--code); }
    pre { margin: .2rem 0; white-space: pre-wrap; }
    .caption { margin-top: .35rem; font-size: .82rem; color: var(--quiet); }
    time { display: block; margin-top: .15rem; text-align: right; font-size: .7rem; color: var(--quiet); }
    .cta {
      padding: .6rem .7rem; border-top: 1px solid var(--line); text-align: center; font-weight: 500;
      color: var(--action);
    }
    .cta::before { content: "\\2630\\00a0\\00a0"; font-size: .8em; }
    .print { margin: .3rem 0 0 .5rem; font-size: .75rem; color: var(--quiet); overflow-wrap: anywhere; }
    .print b { color: var(--good); }
    .refused .print b, .reason { color: var(--bad); }
    .faulted .print b { color: var(--odd); }
    .refused .bubble { outline: 1.5px solid var(--bad); outline-offset: -1px; }
    .faulted .bubble { outline: 1.5px dashed var(--odd); outline-offset: -1px; }
    .reason { margin: .15rem 0 0 .5rem; font-size: .8rem; }
    details { margin: .15rem 0 0 .5rem; font-size: .75rem; color: var(--quiet); }
    summary { cursor: pointer; width: fit-content; }
    details pre {
      max-height: 24rem; overflow: auto; padding: .6rem .7rem; border-radius: .5rem; background: var(--bubble);
      color: var(--text); overflow-wrap: anywhere;
    }
    noscript p { text-align: center; }
    @media (max-width: 36rem) {
      dl { order: 1; width: 100%; margin: 0; justify-content: space-between; }
      header button { margin-left: auto; }
    }
    """
}
