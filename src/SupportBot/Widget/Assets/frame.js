// The chat inside the frame: takes up the visitor's conversation, or begins one, and gives it to Web Chat.
(() => {
  'use strict';
  const nonce = document.currentScript.nonce;
  const settings = JSON.parse(document.getElementById('settings').textContent);
  const embedded = window.parent !== window;
  const tell = word => { if (embedded) window.parent.postMessage({ supportbot: word }, '*'); };
  tell('hello');

  const [restart, close, loading, failed, retry, chat] =
    ['restart', 'close', 'loading', 'failed', 'retry', 'chat'].map(id => document.getElementById(id));
  const kept = 'supportbot.conversation';

  function recall() {
    try { return JSON.parse(localStorage.getItem(kept)); } catch { return null; }
  }

  // Without storage (blocked by the browser) the conversation lasts as long as the page.
  function keep(conversation) {
    try {
      if (conversation) localStorage.setItem(kept, JSON.stringify(conversation));
      else localStorage.removeItem(kept);
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

  async function takeToken(former) {
    const response = await fetch('../api/webchat/token', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(former ? { token: former.token } : {})
    });
    if (response.ok) return response.json();
    // What was kept no longer holds: begin anew.
    if (former && response.status < 500) return takeToken(null);
    throw new Error(`No token: ${response.status}`);
  }

  function styleOptions() {
    return {
      primaryFont: 'system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif',
      accent: 'var(--link)', subtle: 'var(--quiet)', backgroundColor: 'var(--back)', fontSizeSmall: '13px', paddingRegular: 12,
      bubbleBackground: 'var(--bubble)', bubbleBorderColor: 'var(--bubble)', bubbleTextColor: 'var(--fore)', bubbleBorderRadius: 14,
      bubbleFromUserBackground: 'var(--brand)', bubbleFromUserBorderColor: 'var(--brand)', bubbleFromUserTextColor: 'var(--on)', bubbleFromUserBorderRadius: 14,
      bubbleMinHeight: 36, bubbleMinWidth: 120, bubbleMaxWidth: 560, messageActivityWordBreak: 'break-word',
      botAvatarInitials: settings.initials, botAvatarBackgroundColor: 'var(--brand)', avatarSize: 32, userAvatarInitials: undefined,
      hideUploadButton: true, sendBoxHeight: 56, sendBoxTextWrap: true, sendBoxMaxHeight: 140, maxMessageLength: 2000,
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
      notificationText: 'var(--quiet)', timestampFormat: 'relative', markdownRenderHTML: false, scrollToEndButtonBehavior: 'unread'
    };
  }

  // Tells the page of a new answer, so that a closed launcher can show it. What is replayed came before `since`.
  // Web Chat itself shows no more than "Send failed" for a message that the host refused because of its size.
  function createStore(since) {
    return window.WebChat.createStore({}, ({ dispatch }) => next => action => {
      const activity = action.type === 'DIRECT_LINE/INCOMING_ACTIVITY' && action.payload.activity;
      if (activity && activity.type === 'message' && activity.from.role === 'bot' && Date.parse(activity.timestamp) > since) tell('message');
      const result = next(action);
      if (action.type === 'DIRECT_LINE/POST_ACTIVITY_REJECTED' && action.payload?.status === 413)
        dispatch({ type: 'WEB_CHAT/SET_NOTIFICATION', payload: { id: 'refused', level: 'error', message: settings.refused } });
      return result;
    });
  }

  function show(part) {
    for (const one of [loading, failed, chat]) one.hidden = one !== part;
  }

  async function begin() {
    show(loading);
    try {
      const [conversation] = await Promise.all([takeToken(recall()), loadWebChat()]);
      keep(conversation);
      join(conversation);
    } catch {
      show(failed);
      retry.focus();
    }
  }

  // A start with the token of a conversation that exists returns to it and replays it.
  function join(conversation) {
    const directLine = window.WebChat.createDirectLine({
      token: conversation.token,
      domain: new URL('../v3/directline', location.href).href,
      webSocket: true,
      conversationStartProperties: { locale: settings.locale }
    });
    directLine.connectionStatus$.subscribe(status => {
      if (status === 3) renew();
      if (status === 4 || status === 5) show(failed);
    });
    show(chat);
    window.WebChat.renderWebChat({
      directLine,
      store: createStore(Date.now()),
      userID: conversation.userId,
      locale: settings.locale,
      styleOptions: styleOptions(),
      nonce
    }, chat);
    tell('ready');
  }

  // A laptop slept longer than the token lives: a fresh one for the same conversation.
  async function renew() {
    try {
      const conversation = await takeToken(recall());
      keep(conversation);
      location.reload();
    } catch {
      show(failed);
    }
  }

  function enter() {
    // On a touch screen the keyboard would cover the greeting: the visitor taps when ready.
    const input = document.querySelector('[data-id="webchat-sendbox-input"]');
    if (input && !matchMedia('(pointer: coarse)').matches) input.focus();
    else if (!embedded) restart.focus();
    else close.focus();
  }

  window.addEventListener('message', event => {
    if (event.source === window.parent && event.data?.supportbot === 'focus') enter();
  });
  document.addEventListener('keydown', event => {
    if (event.key === 'Escape' && !event.defaultPrevented && !document.querySelector('dialog[open]')) tell('close');
  });
  close.hidden = !embedded;
  close.onclick = () => tell('close');
  restart.onclick = () => {
    keep(null);
    location.reload();
  };
  retry.onclick = () => location.reload();
  begin();
})();
