/* SupportBot launcher: a button that opens the chat in a frame of its own. Options and API: docs/embed-the-widget.md */
(() => {
  'use strict';
  const config = /*CONFIG*/{};
  const script = document.currentScript;
  if (!script || window.SupportBot) return;

  const data = script.dataset;
  const base = new URL('.', script.src);
  const language = [data.language, document.documentElement.lang, ...navigator.languages]
    .map(tag => (tag || '').slice(0, 2).toLowerCase())
    .find(tag => Object.hasOwn(config.texts, tag)) || 'en';
  const text = config.texts[language];
  const remembered = 'supportbot.open';

  // Important declarations inside a shadow tree win over the page's own, so no rule of the page can reach the widget.
  const css = `
:host{all:initial!important;position:fixed!important;z-index:2147483000!important;bottom:0!important;${data.position === 'left' ? 'left' : 'right'}:0!important;
display:block!important;color-scheme:light dark;font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif!important}
@media print{:host{display:none!important}}
*{box-sizing:border-box}[hidden]{display:none!important}:focus{outline:0}
button{font:inherit;border:0;cursor:pointer;color:var(--on);background:var(--brand)}
button:focus-visible{outline:3px solid var(--brand);outline-offset:3px}
.launcher{position:absolute;bottom:max(20px,env(safe-area-inset-bottom));inset-inline:auto;${data.position === 'left' ? 'left' : 'right'}:20px;
width:60px;height:60px;border-radius:50%;display:grid;place-items:center;box-shadow:0 6px 20px #0004;transition:transform .15s}
.launcher:hover{transform:scale(1.06)}
svg{width:28px;height:28px;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.badge{position:absolute;top:-4px;right:-4px;min-width:22px;height:22px;padding:0 6px;border-radius:11px;background:#b3261e;color:#fff;font:600 13px/22px system-ui,sans-serif}
.panel{position:absolute;bottom:96px;${data.position === 'left' ? 'left' : 'right'}:20px;width:min(410px,calc(100vw - 40px));height:min(680px,calc(100vh - 116px));
border-radius:16px;overflow:hidden;background:var(--back);color:var(--fore);box-shadow:0 12px 48px #0005;display:grid;
visibility:hidden;opacity:0;transform:translateY(12px);transition:.18s ease-out}
.open .panel{visibility:visible;opacity:1;transform:none}
.panel>*{grid-area:1/1}
iframe{border:0;width:100%;height:100%;color-scheme:normal}
.notice{align-self:center;padding:32px;text-align:center}
.notice p{margin:0 0 16px}
.notice button{padding:10px 20px;border-radius:10px;margin:0 4px}
.notice .plain{background:none;color:inherit;text-decoration:underline}
@media(max-width:480px){.open .launcher{display:none}
.panel{position:fixed;inset:var(--top,0) auto auto var(--left,0);width:var(--width,100%);height:var(--height,100dvh);border-radius:0}}
@media(max-height:420px){.panel{bottom:0;height:100vh;border-radius:0}.open .launcher{display:none}}
@media(prefers-reduced-motion:reduce){*{transition:none!important}}`;

  // Built node by node: a page may forbid innerHTML (Trusted Types) and inline styles (CSP), neither is used here.
  const make = (name, attributes, ...children) => {
    const node = /^(svg|path)$/.test(name) ? document.createElementNS('http://www.w3.org/2000/svg', name) : document.createElement(name);
    for (const key in attributes) node.setAttribute(key, attributes[key]);
    node.append(...children);
    return node;
  };
  const icon = path => make('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true' }, make('path', { d: path }));
  const chatIcon = icon('M4 5h16a1 1 0 0 1 1 1v10a1 1 0 0 1-1 1h-8l-5 4v-4H4a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1zM8 11h.01M12 11h.01M16 11h.01');
  const closeIcon = icon('M6 9l6 6 6-6');

  const badge = make('span', { class: 'badge', hidden: '' });
  const launcher = make('button', { class: 'launcher', type: 'button', 'aria-expanded': 'false' }, chatIcon, badge);
  const loading = make('p', { role: 'status' }, text.loading);
  const retry = make('button', { type: 'button' }, text.retry);
  const leave = make('button', { type: 'button', class: 'plain' }, text.close);
  const failed = make('div', { role: 'alert', hidden: '' }, make('p', {}, text.failed), retry, leave);
  const notice = make('div', { class: 'notice' }, loading, failed);
  const panel = make('div', { class: 'panel', role: 'dialog', 'aria-label': text.title, tabindex: '-1' }, notice);
  const root = make('div', {}, panel, launcher);
  const dark = matchMedia('(prefers-color-scheme: dark)');

  let frame, ready, timer, unread = 0, opened = false, wantsFocus = false, asked, identity = data.identity;

  function paint() {
    const look = data.theme === 'dark' || (data.theme !== 'light' && dark.matches) ? config.dark : config.light;
    for (const key in look) root.style.setProperty('--' + key, look[key]);
  }

  function label() {
    launcher.setAttribute('aria-label', opened ? text.close : unread ? text.unread.replace('{count}', unread) : text.open);
    launcher.setAttribute('aria-expanded', opened);
    launcher.replaceChildren(opened ? closeIcon : chatIcon, badge);
    badge.textContent = unread > 9 ? '9+' : unread;
    badge.hidden = opened || !unread;
  }

  function load() {
    ready = false;
    loading.hidden = false;
    failed.hidden = true;
    notice.hidden = false;
    frame?.remove();
    const address = new URL('widget/frame', base);
    address.search = new URLSearchParams({ language, theme: data.theme || 'auto', ...identity && { identified: 1 } });
    frame = make('iframe', { src: address, title: text.title, allow: 'clipboard-write' });
    frame.style.visibility = 'hidden';
    // A frame that could not be reached fires load as well: what counts is its first word.
    frame.onload = () => wait(2000);
    panel.append(frame);
    wait(20000);
  }

  function wait(milliseconds) {
    clearTimeout(timer);
    if (!ready) timer = setTimeout(fail, milliseconds);
  }

  function fail() {
    frame.remove();
    frame = null;
    loading.hidden = true;
    failed.hidden = false;
    if (wantsFocus) retry.focus();
  }

  function tell(word, text) {
    frame?.contentWindow?.postMessage({ supportbot: word, text }, base.origin);
  }

  function ask(question) {
    asked = question;
    open();
    pass();
  }

  function pass() {
    if (!ready || !asked) return;
    tell('ask', asked);
    asked = null;
  }

  function enter() {
    if (!wantsFocus) return;
    if (!ready) return panel.focus();
    frame.focus();
    tell('focus');
  }

  // Opened again after a change of page, the chat leaves the focus where it is.
  function open(again) {
    if (opened) return;
    opened = true;
    wantsFocus = !again;
    unread = 0;
    root.classList.add('open');
    fit();
    label();
    remember('1');
    if (!frame) load();
    enter();
  }

  function close() {
    if (!opened) return;
    const inside = document.activeElement === host;
    opened = wantsFocus = false;
    root.classList.remove('open');
    label();
    remember('');
    if (inside) launcher.focus();
  }

  // Another visitor is another conversation, so the chat is loaded again.
  function identify(source) {
    if (source === identity) return;
    identity = source;
    if (frame) load();
  }

  function toggle() {
    if (opened) close();
    else open();
  }

  function remember(value) {
    try { sessionStorage.setItem(remembered, value); } catch { /* a page without storage forgets, nothing else */ }
  }

  function wasOpen() {
    try { return sessionStorage.getItem(remembered) && innerWidth > 480; } catch { return false; }
  }

  const words = {
    hello() {
      ready = true;
      clearTimeout(timer);
      notice.hidden = true;
      frame.style.visibility = '';
      enter();
      pass();
    },
    ready: enter,
    reload() {
      wantsFocus = document.activeElement === host;
      load();
      enter();
    },
    async identity() {
      let value = null;
      try { value = await (typeof identity === 'function' ? identity() : identity); } catch (error) { console.error(error); }
      tell('identity', value);
    },
    close,
    message() {
      if (opened) return;
      unread++;
      label();
    }
  };

  addEventListener('message', event => {
    const word = event.data?.supportbot;
    if (frame && event.source === frame.contentWindow && event.origin === base.origin && Object.hasOwn(words, word)) words[word]();
  });
  launcher.onclick = toggle;
  retry.onclick = () => { load(); panel.focus(); };
  leave.onclick = close;
  root.onkeydown = event => { if (event.key === 'Escape') close(); };
  dark.onchange = paint;
  // The on-screen keyboard shrinks the visual viewport only, and a page that is too wide widens the other one only: a
  // full-screen panel follows the visual one, so that the input stays in sight.
  function fit() {
    const seen = visualViewport;
    const sizes = { top: seen.offsetTop, left: seen.offsetLeft, width: seen.width, height: seen.height };
    for (const name in sizes) root.style.setProperty('--' + name, sizes[name] + 'px');
  }
  visualViewport.addEventListener('resize', fit);

  const host = make('supportbot-widget', {});
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  const shadow = host.attachShadow({ mode: 'open' });
  shadow.adoptedStyleSheets = [sheet];
  shadow.append(root);

  function start() {
    paint();
    label();
    document.body.append(host);
    if (wasOpen()) open(true);
  }

  document.addEventListener('click', event => {
    const asking = event.target.closest?.('[data-supportbot-ask]');
    // A double click asks once.
    if (asking && event.detail < 2) ask(asking.dataset.supportbotAsk || asking.textContent);
  });
  window.SupportBot = Object.freeze({ open: () => open(), close, toggle, ask, identify });
  if (document.body) start();
  else addEventListener('DOMContentLoaded', start);
})();
