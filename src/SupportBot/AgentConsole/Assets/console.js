// The parts of the console that must not wait for the host: the connection, keys, drafts and the cursor.
const draftOf = (id, mode) => `supportbot.draft.${id}.${mode}`;
// The keys of a command, null for others. On a Mac, Option makes another character of a letter, and on some keyboards
// one that people need to write.
const keyOf = event => {
  const isWritten = isTyping(event.target);
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') return 'Ctrl+K';
  if (event.key === '?' && !isWritten) return '?';
  if (!event.altKey || event.ctrlKey || event.metaKey || (isWritten && '@€'.includes(event.key))) return null;
  const letter = /^[a-z]$/i.test(event.key) ? event.key : /^Key([A-Z])$/.exec(event.code)?.[1];
  const keys = `Alt+${letter?.toUpperCase()}`;
  return commandKeys.includes(keys) ? keys : null;
};
const isTyping = element => element.closest?.('input, textarea, select, [contenteditable]') != null;

const internalMark = '[INTERNAL] ';

let palette;
let commandKeys = [];
let badge = 0;
let sound;
let isConnected = true;
// How to end the calls to the host that have no answer yet.
const unanswered = new Set();
const lostCallAfter = 2000;

window.agentConsole = {
  language: () => navigator.language.slice(0, 2).toLowerCase(),
  timeZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
  showDialog: dialog => { if (!dialog.open) dialog.showModal(); },
  closeDialog: dialog => dialog.close(),
  listenToKeys: (reference, keys) => {
    [palette, commandKeys] = [reference, keys];
    document.documentElement.dataset.ready = 'true';
  },
  scrollDown: (log, always) => {
    if (log.isDown === undefined) stayDown(log);
    if (!always && !log.isDown) return;
    log.isDown = true;
    log.scrollTop = log.scrollHeight;
  },
  openMenu: name => {
    const menu = document.querySelector(`details[data-menu="${name}"]`);
    if (!menu) return;
    menu.open = true;
    menu.querySelector('button, input')?.focus();
  },
  setMode: mode => document.querySelector('.composer')?.setMode?.(mode, true),
  textOf: root => root.querySelector('textarea').value,
  replace: (root, text, replacement) => root.replace?.(text, replacement),
  insert: text => document.querySelector('.composer')?.insert?.(text),
  allowReply: (root, isAllowed) => root.allowReply?.(isAllowed),
  compose,
  askToNotify: () => {
    localStorage.setItem('supportbot.rings', 'yes');
    window.Notification?.requestPermission();
    ring();
  },
  announce: (count, name, text) => {
    if (count !== badge) showBadge(count);
    if (!name || !document.hidden) return;
    if (window.Notification?.permission === 'granted') new Notification(name, { body: text });
    if (localStorage.getItem('supportbot.rings')) ring();
  }
};

// Undefined without an answer. Blazor neither resolves nor rejects a call whose connection is lost.
function callHost(reference, name, values) {
  if (!isConnected) return Promise.resolve();
  return new Promise(resolve => {
    const end = value => {
      unanswered.delete(end);
      resolve(value);
    };
    unanswered.add(end);
    reference.invokeMethodAsync(name, ...values).then(end, () => end());
    // A socket without a network is silent for some time before it closes.
    if (!navigator.onLine) setTimeout(end, lostCallAfter);
  });
}

// The id of an attempt to send a text, the same until it is answered: the host may have it already. Another text is
// another attempt.
function attemptOf(key, text) {
  const [last, lastText] = JSON.parse(sessionStorage.getItem(key) ?? '[]');
  if (lastText === text) return last;
  const next = crypto.randomUUID?.() ?? `${Date.now()}-${performance.now()}`;
  sessionStorage.setItem(key, JSON.stringify([next, text]));
  return next;
}

// A short tone. Browsers allow it once somebody has used the page.
function ring() {
  sound ??= new AudioContext();
  const [tone, volume, now] = [sound.createOscillator(), sound.createGain(), sound.currentTime];
  tone.frequency.value = 660;
  volume.gain.setValueAtTime(.15, now);
  volume.gain.exponentialRampToValueAtTime(.001, now + .4);
  tone.connect(volume).connect(sound.destination);
  tone.start();
  tone.stop(now + .4);
}

// The end stays in sight while the box below grows. Whether it was in sight is known before a new message is shown.
function stayDown(log) {
  log.isDown = true;
  let top = log.scrollTop;
  log.addEventListener('scroll', () => {
    const isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
    // Only people scroll up; otherwise a message was added below.
    if (isAtEnd || log.scrollTop < top) log.isDown = isAtEnd;
    top = log.scrollTop;
  });
  new ResizeObserver(() => { if (log.isDown) log.scrollTop = log.scrollHeight; }).observe(log);
}

function showBadge(count) {
  badge = count;
  const dot = count > 0 ? `<circle cx="24" cy="8" r="8" fill="#c4314b"/>` : '';
  const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">`
    + `<path d="M4 6h22a3 3 0 0 1 3 3v11a3 3 0 0 1-3 3H14l-7 6v-6H4a3 3 0 0 1-3-3V9a3 3 0 0 1 3-3z" fill="#2457c5"/>${dot}</svg>`;
  document.getElementById('icon').href = `data:image/svg+xml,${encodeURIComponent(icon)}`;
  showTitle();
}

// Changes the text that the page wrote in place: the page writes there again.
function showTitle() {
  const nodes = [...document.querySelector('title')?.childNodes ?? []];
  const text = nodes.find(node => node.nodeType === Node.TEXT_NODE);
  if (!text) return;
  const plain = text.data.replace(/^\(\d+\) /, '');
  const title = badge > 0 ? `(${badge}) ${plain}` : plain;
  if (title !== text.data) text.data = title;
}

// The text of the box is the browser's own: it outlives reloads and interruptions.
function compose(root, reference, id, replies, colleagues) {
  const box = root.querySelector('textarea');
  const send = root.querySelector('[data-send]');
  const problem = root.querySelector('.problem');
  const list = root.querySelector('.suggestions');
  let mode = 'reply';
  let isModeChosen = false;
  let canReply = true;
  let wasWriting = false;
  let typedAt = 0;
  let chosen = 0;
  let found = [];

  const call = (name, ...values) => callHost(reference, name, values);

  root.setMode = (next, focuses) => {
    if (root.querySelector('.status').textContent) call('ClearStatus');
    mode = next === 'reply' && !canReply ? 'note' : next;
    isModeChosen = focuses;
    root.dataset.mode = mode;
    for (const button of root.querySelectorAll('[data-choose]'))
      button.setAttribute('aria-pressed', String(button.dataset.choose === mode));
    box.maxLength = box.dataset[`${mode}Length`];
    box.value = sessionStorage.getItem(draftOf(id, mode)) ?? '';
    box.placeholder = box.dataset[mode];
    send.textContent = send.dataset[mode];
    changed();
    if (focuses) box.focus();
  };
  // What somebody writes stays in sight, and what it is does not change under their hands.
  root.allowReply = isAllowed => {
    const was = canReply;
    canReply = isAllowed;
    root.querySelector('[data-choose=reply]').disabled = !isAllowed;
    if (box.value.trim()) changed();
    else if (!isAllowed && mode === 'reply') root.setMode('note', false);
    else if (isAllowed && !was && !isModeChosen) root.setMode('reply', false);
  };
  // The host may not have learned who is writing.
  root.resume = () => {
    wasWriting = false;
    changed();
  };
  // A suggested reply. Setting the mode takes the cursor from where it is, so only where that is needed.
  root.insert = text => {
    if (mode !== 'reply') root.setMode('reply', true);
    box.focus();
    box.setRangeText(text, box.selectionStart, box.selectionEnd, 'end');
    changed();
  };

  // Not what was written meanwhile.
  root.replace = (text, replacement) => {
    if (box.value !== text) return;
    box.focus();
    box.setRangeText(replacement, 0, text.length, 'end');
    changed();
  };

  function changed() {
    if (box.value) sessionStorage.setItem(draftOf(id, mode), box.value);
    else sessionStorage.removeItem(draftOf(id, mode));
    const isWriting = box.value.trim() !== '' && mode === 'reply';
    if (isWriting !== wasWriting) call('Writing', isWriting);
    wasWriting = isWriting;
    send.disabled = box.value.trim() === '' || (mode === 'reply' && !canReply);
    box.style.height = 'auto';
    box.style.height = `${Math.min(box.scrollHeight + 2, 240)}px`;
  }

  function suggest() {
    const before = box.value.slice(0, box.selectionStart);
    const match = /(^|\s)([/@])([\p{L}\p{N}-]*)$/u.exec(before);
    const from = match && (match[2] === '/' ? replies : mode === 'note' ? colleagues : []);
    found = (from ?? []).filter(item => item.name.toLowerCase().includes(match[3].toLowerCase())).slice(0, 8)
      .map(item => ({ ...item, start: box.selectionStart - match[3].length - 1 }));
    chosen = 0;
    list.hidden = found.length === 0;
    list.replaceChildren(...found.map((item, i) => {
      const option = document.createElement('div');
      option.role = 'option';
      const name = document.createElement('strong');
      name.textContent = match[2] + item.name;
      option.append(name, ` ${item.text}`);
      option.onmousedown = event => { event.preventDefault(); take(i); };
      return option;
    }));
    mark();
  }
  const mark = () => [...list.children].forEach((option, i) => option.setAttribute('aria-selected', String(i === chosen)));
  function take(i) {
    box.setRangeText(found[i].text, found[i].start, box.selectionStart, 'end');
    hide();
    changed();
  }
  function hide() { found = []; list.hidden = true; }

  async function submit() {
    const [text, as] = [box.value, mode];
    if (!text.trim() || send.disabled) return;
    if (as === 'reply' && text.includes(internalMark)) return confirmInternal();
    send.disabled = true;
    const key = `${draftOf(id, as)}.attempt`;
    const attempt = attemptOf(key, text);
    const isSent = await call('SendAsync', as, text, attempt);
    if (isSent) {
      sessionStorage.removeItem(key);
      if (mode === as && box.value === text) box.value = '';
      else sessionStorage.removeItem(draftOf(id, as));
    }
    // A refusal ends the attempt too.
    else if (isSent === false) sessionStorage.removeItem(key);
    problem.textContent = isSent === undefined ? 'Not sent: there is no connection. Your text is kept.' : '';
    changed();
  }

  // Sentences from internal documents go out once the agent has said so.
  function confirmInternal() {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Remove the marks and send';
    button.onclick = () => {
      box.value = box.value.replaceAll(internalMark, '');
      problem.replaceChildren();
      changed();
      submit();
    };
    problem.replaceChildren('What is marked [INTERNAL] comes from internal documents. ', button);
    button.focus();
  }

  box.addEventListener('input', () => {
    problem.replaceChildren();
    changed();
    suggest();
    if (mode === 'reply' && Date.now() - typedAt > 3000) {
      typedAt = Date.now();
      call('Typing');
    }
  });
  box.addEventListener('keydown', event => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); submit(); }
    else if (found.length === 0) return;
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      chosen = (chosen + (event.key === 'ArrowDown' ? 1 : found.length - 1)) % found.length;
      mark();
    }
    else if (event.key === 'Enter' || event.key === 'Tab') { event.preventDefault(); take(chosen); }
    else if (event.key === 'Escape') { event.preventDefault(); hide(); }
  });
  box.addEventListener('blur', hide);
  send.addEventListener('click', submit);
  for (const button of root.querySelectorAll('[data-choose]'))
    button.addEventListener('click', () => root.setMode(button.dataset.choose, true));
  root.setMode(mode, false);
}

document.addEventListener('keydown', event => {
  const keys = keyOf(event);
  if (!keys || !palette) return;
  event.preventDefault();
  // What is typed right behind these keys belongs to the reply or note that they choose: the host would be too late.
  const choice = document.querySelector(`.composer [aria-keyshortcuts="${keys}"]`);
  if (choice) choice.click();
  else palette.invokeMethodAsync('PressAsync', keys).catch(() => {});
});
document.addEventListener('click', event => {
  for (const menu of document.querySelectorAll('details.menu[open]'))
    if (!menu.contains(event.target) || event.target.closest('.items button')) menu.open = false;
});
document.addEventListener('keydown', event => {
  if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('dialog[open]')) return;
  const menus = document.querySelectorAll('details.menu[open]');
  for (const menu of menus) {
    menu.open = false;
    menu.querySelector('summary').focus();
  }
  if (menus.length === 0) closeDetails();
});

// Where the details lie over the conversation.
function closeDetails() {
  const close = document.querySelector('.inbox.details .side .close');
  if (!close?.checkVisibility()) return;
  close.click();
  document.querySelector('.thread .toggle')?.focus();
}
new MutationObserver(showTitle).observe(document.head, { childList: true, subtree: true, characterData: true });

// What was missed is read from the host's log when the connection is back; a lost circuit is a new page with the drafts.
const banner = document.getElementById('components-reconnect-modal');
const showBanner = () => banner.classList.toggle('shown', !isConnected || !navigator.onLine);
banner.addEventListener('components-reconnect-state-changed', event => {
  const state = event.detail.state;
  const wasConnected = isConnected;
  isConnected = state === 'hide';
  showBanner();
  if (!isConnected) for (const end of [...unanswered]) end();
  else if (!wasConnected) document.querySelector('.composer')?.resume?.();
  if (state === 'rejected') location.reload();
  else if (state === 'failed') retry();
  else if (state === 'retrying') leaveIfSignedOut();
});
addEventListener('offline', showBanner);
addEventListener('online', showBanner);

// Somebody who signed out in another tab meanwhile has no console to come back to.
async function leaveIfSignedOut() {
  const page = await fetch('sign-out', { redirect: 'manual' }).catch(() => undefined);
  if (page?.ok) location.assign('sign-out');
}

async function retry() {
  try {
    if (await Blazor.reconnect()) return;
    location.reload();
  }
  catch { setTimeout(retry, 2000); }
}

const fluent = await import(new URL(document.body.dataset.fluent, document.baseURI));
const options = {
  circuit: { reconnectionOptions: { maxRetries: 600, retryIntervalMilliseconds: tries => Math.min(200 + tries * 300, 3000) } }
};
fluent.beforeWebStart?.(options);
await Blazor.start(options);
fluent.afterWebStarted?.(Blazor);
