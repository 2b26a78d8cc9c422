// The chat inside the frame: takes up the visitor's conversation, or begins one, and gives it to Web Chat.
(() => {
  const nonce = document.currentScript.nonce;
  const settings = JSON.parse(document.getElementById('settings').textContent);
  const embedded = window.parent !== window;
  const tell = word => { if (embedded) window.parent.postMessage({ supportbot: word }, '*'); };
  tell('hello');

  const ids = ['save', 'restart', 'close', 'loading', 'failed', 'retry', 'chat', 'offline', 'counter'];
  const [save, restart, close, loading, failed, retry, chat, offline, counter] = ids.map(id => document.getElementById(id));
  // The site vouches for the visitor, and tells who it is on request.
  let identified = embedded && new URLSearchParams(location.search).has('identified');
  let giveIdentity;
  const { limit, texts } = settings;
  const files = createFiles(settings.files, texts.files, { notify, attach });
  let current, store, asked, offlineTimer, render;

  // Who signs in takes the anonymous conversation along, and leaves his own behind when he signs out.
  const anonymous = 'supportbot.conversation';
  const place = () => identified ? `${anonymous}.identified` : anonymous;

  function recall() {
    try { return JSON.parse(localStorage.getItem(place()) ?? localStorage.getItem(anonymous)); } catch { return null; }
  }

  // Without storage (blocked by the browser) the conversation lasts as long as the page.
  function keep(conversation) {
    try {
      localStorage.setItem(place(), JSON.stringify(conversation));
      const before = JSON.parse(localStorage.getItem(anonymous));
      if (identified && before?.conversationId === conversation.conversationId)
        localStorage.removeItem(anonymous);
    } catch { /* see above */ }
  }

  function loadWebChat() {
    if (window.WebChat) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.src = settings.webChat;
      script.nonce = nonce;
      script.onload = resolve;
      script.onerror = () => { script.remove(); reject(new Error('Web Chat could not be loaded')); };
      document.head.append(script);
    });
  }

  function askIdentity() {
    if (!identified) return null;
    return new Promise(resolve => {
      giveIdentity = resolve;
      setTimeout(() => resolve(null), 10_000);
      tell('identity');
    });
  }

  const request = (path, headers, body) => fetch(`../${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(20_000)
  });

  // Another tab may have begun a new conversation since this one was opened.
  function isReplaced(conversation) {
    const kept = recall();
    return Boolean(kept) && kept.conversationId !== conversation.conversationId;
  }

  async function takeToken(former, isOpen) {
    const identity = await askIdentity();
    if (identified && !identity) return takeOther(former, isOpen, 'The page gave no identity.');
    const response = await request('api/webchat/token', {}, { token: former?.token, ...identity && { identity } });
    if (response.ok) {
      const conversation = await response.json();
      if (!isOpen || !isReplaced(former)) keep(conversation);
      return conversation;
    }
    if (identity && response.status === 403) return takeOther(former, isOpen, (await response.json()).detail);
    // What was kept no longer holds: begin anew.
    if (former && response.status < 500) return isOpen && isReplaced(former) ? recall() : takeToken(null);
    throw new Error(`No token: ${response.status}`);
  }

  // The identity has expired or is wrong. An open conversation goes on while its token holds; else the visitor is
  // anonymous, so that there is help all the same.
  async function takeOther(former, isOpen, reason) {
    console.error(`SupportBot: ${reason}`);
    if (isOpen) {
      const response = await request('v3/directline/tokens/refresh', { Authorization: `Bearer ${former.token}` });
      if (response.ok) return { ...former, ...await response.json() };
    }
    identified = false;
    return takeToken(former && recall());
  }

  function styleOptions() {
    return {
      primaryFont: 'system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif',
      accent: 'var(--link)', subtle: 'var(--quiet)', backgroundColor: 'var(--back)', fontSizeSmall: '13px', paddingRegular: 12,
      bubbleBackground: 'var(--bubble)', bubbleBorderColor: 'var(--bubble)', bubbleTextColor: 'var(--fore)', bubbleBorderRadius: 14,
      bubbleFromUserBackground: 'var(--brand)', bubbleFromUserBorderColor: 'var(--brand)', bubbleFromUserTextColor: 'var(--on)', bubbleFromUserBorderRadius: 14,
      bubbleMinHeight: 36, bubbleMinWidth: 120, bubbleMaxWidth: 560, messageActivityWordBreak: 'break-word',
      botAvatarInitials: settings.initials, botAvatarBackgroundColor: 'var(--brand)', avatarSize: 32, userAvatarInitials: undefined,
      ...files.styleOptions, sendBoxHeight: 56, sendBoxTextWrap: true, sendBoxMaxHeight: 140, maxMessageLength: 10 * limit, sendTimeout: 300_000,
      sendBoxBackground: 'var(--back)', sendBoxTextColor: 'var(--fore)', sendBoxPlaceholderColor: 'var(--quiet)', sendBoxBorderTop: 'solid 1px var(--line)',
      sendBoxButtonColor: 'var(--link)', sendBoxButtonColorOnDisabled: 'var(--quiet)', sendBoxButtonShadeBorderRadius: 10,
      sendBoxButtonShadeColorOnHover: 'var(--bubble)', sendBoxButtonShadeColorOnActive: 'var(--line)', sendBoxButtonShadeColorOnDisabled: 'transparent',
      sendBoxButtonKeyboardFocusIndicatorBorderColor: 'var(--link)', sendBoxButtonKeyboardFocusIndicatorBorderRadius: 8,
      suggestedActionLayout: 'flow', suggestedActionBorderRadius: 18, suggestedActionBorderWidth: 1, suggestedActionHeight: 38,
      suggestedActionBackgroundColor: 'var(--back)', suggestedActionTextColor: 'var(--link)', suggestedActionBorderColor: 'var(--link)',
      suggestedActionBackgroundColorOnHover: 'var(--bubble)', suggestedActionBackgroundColorOnActive: 'var(--line)',
      suggestedActionKeyboardFocusIndicatorBorderColor: 'var(--link)', suggestedActionKeyboardFocusIndicatorBorderRadius: 16,
      suggestedActionsVisualKeyboardIndicatorColor: 'var(--link)',
      transcriptVisualKeyboardIndicatorColor: 'var(--link)', transcriptActivityVisualKeyboardIndicatorColor: 'var(--quiet)',
      notificationText: 'var(--quiet)', toasterSingularMaxHeight: 160, timestampFormat: 'relative', markdownRenderHTML: false, scrollToEndButtonBehavior: 'unread'
    };
  }

  // Tells the page of a new answer, so that a closed launcher can show it. What is replayed came before `since`.
  function createStore(since, connection, scrolling) {
    return window.WebChat.createStore({}, ({ getState }) => next => action => {
      const { type, payload } = action;
      if (type === 'WEB_CHAT/EMIT_TYPING_INDICATOR') return connection.showTyping();
      if (type === 'WEB_CHAT/SUBMIT_SEND_BOX' && getState().sendBoxValue.trim().length > limit)
        return notify('tooLong', fill(texts.tooLong, { limit }));
      // Web Chat removes the buttons below the last reply once the visitor writes.
      if (type === 'WEB_CHAT/SET_SUGGESTED_ACTIONS' && !payload.suggestedActions.length && isQueued(getState())) return;
      if (type === 'DIRECT_LINE/POST_ACTIVITY') {
        if (payload.activity.type === 'message') dismiss('refused');
        connection.withdraw(payload.activity.channelData?.clientActivityID);
      }
      if (type === 'WEB_CHAT/SET_SEND_BOX_ATTACHMENTS') {
        dismiss('refused');
        action = { ...action, payload: { attachments: files.accept(payload.attachments) } };
      }
      const result = next(action);
      const arrived = type === 'DIRECT_LINE/INCOMING_ACTIVITY' && payload.activity;
      if (arrived && arrived.from.role === 'bot' && Date.parse(arrived.timestamp) > since) {
        scrolling.onArrival(arrived);
        if (arrived.type === 'message') tell('message');
      }
      if (type === 'WEB_CHAT/SET_SEND_BOX') count(payload.text);
      if (type === 'DIRECT_LINE/CONNECT_FULFILLED') setTimeout(ask);
      if (type === 'DIRECT_LINE/POST_ACTIVITY_REJECTED') refuse(action.meta.clientActivityID, payload, getState());
      return result;
    });
  }

  // Whoever waits for a person can leave the queue, however much they have written since they were told so.
  function isQueued({ activities }) {
    const last = activities.findLast(({ type, from }) => type === 'message' && from.role === 'bot');
    return last?.suggestedActions?.actions.some(({ value }) => value?.handoff === 'leave');
  }

  function notify(id, message) {
    store?.dispatch({ type: 'WEB_CHAT/SET_NOTIFICATION', payload: { id, level: 'error', message } });
  }

  function dismiss(id) {
    store?.dispatch({ type: 'WEB_CHAT/DISMISS_NOTIFICATION', payload: { id } });
  }

  function attach(attachments) {
    const all = [...store.getState().sendBoxAttachments, ...attachments];
    store.dispatch({ type: 'WEB_CHAT/SET_SEND_BOX_ATTACHMENTS', payload: { attachments: all } });
    document.querySelector('[data-id="webchat-sendbox-input"]')?.focus();
  }

  // Web Chat itself says no more than "Send failed" of a message that the host refused.
  function refuse(id, error, { activities, sendBoxValue }) {
    const { text, attachments } = activities.find(activity => activity.channelData?.clientActivityID === id) ?? {};
    if (attachments?.length) notify('refused', files.refusal(error?.xhr?.response?.error?.code));
    else if (error?.status === 413) notify('refused', texts.refused);
    else return;
    if (text && !sendBoxValue) store.dispatch({ type: 'WEB_CHAT/SET_SEND_BOX', payload: { text } });
  }

  function count(text) {
    const near = text.length > limit * .9, over = text.length > limit;
    if (over && !counter.classList.contains('over')) announce(fill(texts.tooLong, { limit }));
    counter.textContent = near ? fill(texts.counter, { count: text.length, limit }) : '';
    counter.classList.toggle('over', over);
    if (!over) dismiss('tooLong');
  }

  function say(text) {
    store.dispatch({ type: 'WEB_CHAT/SEND_MESSAGE', payload: { method: 'keyboard', text } });
  }

  // A question that the page passed on, sent as soon as there is a conversation.
  function ask() {
    if (!asked || !store) return;
    say(asked);
    asked = null;
  }

  function show(part) {
    for (const one of [loading, failed, chat]) one.hidden = one !== part;
  }

  function clearOffline() {
    clearTimeout(offlineTimer);
    offline.textContent = '';
  }

  // The page loads the frame again, since a reload that fails would leave the browser's error page in it. Pages that
  // still have an older launcher do not know the word.
  function reload() {
    tell('reload');
    setTimeout(() => location.reload(), embedded ? 1000 : 0);
  }

  async function begin() {
    show(loading);
    try {
      const [conversation] = await Promise.all([takeToken(recall()), loadWebChat()]);
      join(conversation);
    } catch {
      show(failed);
      retry.focus();
    }
  }

  // A start with the token of a conversation that exists returns to it and replays it.
  function join(conversation) {
    current = conversation;
    const post = activity =>
      store.dispatch({ type: 'DIRECT_LINE/POST_ACTIVITY', meta: { method: 'keyboard' }, payload: { activity } });
    const scrolling = createScrolling();
    const stamps = createStamps(settings.locale, texts);
    const feedback = createFeedback(texts.feedback, post);
    const markup = createMarkup(texts, say);
    // Only a person wants to know that the visitor is writing.
    const agents = createAgents(isThere => render?.(isThere));
    const connection = createConnection(conversation, {
      settings,
      takeToken: former => takeToken(former, true),
      prepare: activity => files.prepare(feedback.prepare(agents.prepare(activity))),
      onLost: () => { offlineTimer = setTimeout(() => { offline.textContent = texts.offline; }, 1000); },
      onRestored: () => {
        clearOffline();
        dismiss('save');
        dismiss('restart');
      },
      onFailed: () => {
        clearOffline();
        show(failed);
      },
      reload
    });
    show(chat);
    chat.addEventListener('click', markup.onClick);
    store = createStore(Date.now(), connection, scrolling);
    render = sendTypingIndicator => window.WebChat.renderWebChat({
      directLine: connection,
      store,
      locale: settings.locale,
      styleOptions: styleOptions(),
      renderMarkdown: markup.renderMarkdown,
      attachmentMiddleware: markup.attachmentMiddleware,
      attachmentForScreenReaderMiddleware: markup.attachmentForScreenReaderMiddleware,
      avatarMiddleware: agents.avatarMiddleware,
      groupActivitiesMiddleware: agents.groupActivitiesMiddleware,
      activityStatusMiddleware: () => next => details => reactElement(
        'div', {},
        agents.nameOf(details.activity), stamps.below(details) ?? next(details), feedback.below(details.activity),
        scrolling.reach),
      sendTypingIndicator,
      nonce
    }, chat);
    render(false);
    connection.open();
    tell('ready');
  }

  function enter() {
    // On a touch screen the keyboard would cover the greeting: the visitor taps when ready.
    const input = document.querySelector('[data-id="webchat-sendbox-input"]');
    if (input && !matchMedia('(pointer: coarse)').matches) input.focus();
    else if (!embedded) restart.focus();
    else close.focus();
  }

  // On a slow device, Web Chat would take both clicks of a double click, and send the same message twice.
  window.addEventListener('click', event => {
    if (event.detail < 2 || !event.target.closest('button')) return;
    event.preventDefault();
    event.stopPropagation();
  }, true);
  // Two messages that are sent at once by buttons can leave the input read-only: Web Chat sets and restores the
  // attribute around each of them.
  for (const type of ['pointerdown', 'keydown'])
    window.addEventListener(type, ({ target }) => {
      if (target.dataset?.id === 'webchat-sendbox-input') target.removeAttribute('readonly');
    }, true);

  window.addEventListener('message', event => {
    const { supportbot: word, text } = event.source === window.parent && event.data || {};
    if (word === 'focus') enter();
    if (word === 'identity') giveIdentity?.(text);
    if (word !== 'ask' || typeof text !== 'string' || !text.trim()) return;
    asked = text.trim().slice(0, limit);
    if (store?.getState().connectivityStatus === 'connected') ask();
  });
  // On the window, after Web Chat has taken the key that leaves a message.
  window.addEventListener('keydown', event => {
    if (event.key === 'Escape' && !event.defaultPrevented && !document.querySelector('dialog[open]')) tell('close');
  });
  close.hidden = !embedded;
  close.onclick = () => tell('close');
  save.onclick = async () => {
    if (!current) return;
    try {
      await saveTranscript(await takeToken(current, true), settings.locale);
      dismiss('save');
    } catch {
      notify('save', texts.saveFailed);
    }
  };
  restart.onclick = async () => {
    try {
      await takeToken(null);
      reload();
    } catch {
      notify('restart', texts.restartFailed);
    }
  };
  retry.onclick = reload;
  begin();
})();
