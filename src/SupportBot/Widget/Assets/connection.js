// One conversation over Direct Line, across drops of the network. Web Chat sees one adapter that never breaks: the
// stream is opened again behind it, from the last watermark, and what could not be sent is sent again with the same
// clientActivityID, by which the host drops copies.
const createConnection = (conversation, { settings, takeToken, prepare, onLost, onRestored, onFailed, reload }) => {
  const kept = 'supportbot.unsent', mostKept = 20;
  const longestSilence = 50_000; // The host says something every 20 seconds.
  const longestPause = 30_000;
  const [textTimeout, uploadTimeout, mostUploads] = [20_000, 125_000, 3];
  const [activities, statuses] = [replay(), replay()];
  const unsent = recall();
  let line, stream, subscriptions = [], lost = false, sending = false, failures = 0, heard = 0, timer;

  // Later subscribers get what came before, since Web Chat subscribes some time after it connects.
  function replay() {
    const observers = new Set(), past = [];
    return {
      subscribe(observer) {
        const next = typeof observer === 'function' ? observer : value => observer.next?.(value);
        past.forEach(next);
        observers.add(next);
        return { unsubscribe: () => observers.delete(next) };
      },
      next(value) {
        past.push(value);
        observers.forEach(next => next(value));
      }
    };
  }

  // Only the stream of a tab resends what it kept, so sessionStorage and not localStorage.
  function recall() {
    try {
      const { conversationId, waiting } = JSON.parse(sessionStorage.getItem(kept));
      return conversationId === conversation.conversationId ? waiting.map(activity => ({ activity })) : [];
    } catch { return []; }
  }

  const isUpload = activity => activity.attachments?.length > 0;

  // Files are gone with the page; what was written with them is sent without them.
  function remember() {
    try {
      const waiting = unsent.slice(0, mostKept)
        .map(({ activity }) => isUpload(activity) ? { ...activity, attachments: [] } : activity)
        .filter(activity => activity.type !== 'message' || activity.text);
      sessionStorage.setItem(kept, JSON.stringify({ conversationId: conversation.conversationId, waiting }));
    } catch { /* Without storage they wait as long as the page. */ }
  }

  // Direct Line JS tells nobody that its socket closed.
  window.WebSocket = class extends WebSocket {
    constructor(...parameters) {
      super(...parameters);
      stream = this;
      heard = Date.now();
      this.addEventListener('message', () => { heard = Date.now(); failures = 0; });
      this.addEventListener('close', () => { if (stream === this) lose(); });
    }
  };

  function open() {
    const watermark = line?.watermark;
    line = window.WebChat.createDirectLine({
      token: conversation.token,
      domain: new URL('../v3/directline', location.href).href,
      webSocket: true,
      conversationStartProperties: { locale: settings.locale },
      ...(watermark && { conversationId: conversation.conversationId, watermark })
    });
    subscriptions = [
      line.connectionStatus$.subscribe(status => {
        if (status === 2) restore();
        else if (status === 3 || (status === 4 && lost)) lose();
        else if (status === 4 || status === 5) onFailed();
      }),
      line.activity$.subscribe({ next: activity => activities.next(prepare(activity)), error: () => {} })
    ];
  }

  function restore() {
    lost = false;
    onRestored();
    statuses.next(2);
    flush();
  }

  function lose() {
    stream = null;
    subscriptions.forEach(subscription => subscription.unsubscribe());
    subscriptions = [];
    line?.end();
    if (!lost) onLost();
    lost = true;
    clearTimeout(timer);
    // Scattered, so that all visitors do not come back to a restarted host at once.
    timer = setTimeout(reopen, Math.min(longestPause, 500 * 2 ** failures++) * (.5 + Math.random()));
  }

  async function reopen() {
    clearTimeout(timer);
    try {
      const next = await takeToken(conversation);
      if (next.conversationId !== conversation.conversationId) return reload();
      conversation = next;
      open();
    } catch {
      lose();
    }
  }

  // One at a time, so that they arrive in the order in which they were written.
  function flush() {
    if (lost || sending || unsent.length === 0) return;
    sending = true;
    const entry = unsent[0];
    const end = tell => {
      sending = false;
      unsent.shift();
      remember();
      tell();
      flush();
    };
    const retry = () => {
      entry.tries = (entry.tries ?? 0) + 1;
      if (isUpload(entry.activity) && entry.tries === mostUploads) return end(() => entry.observer?.error?.({}));
      sending = false;
      if (!lost) lose();
    };
    line.timeout = isUpload(entry.activity) ? uploadTimeout : textTimeout;
    line.postActivity(entry.activity).subscribe({
      next: id => id === 'retry' ? retry() : end(() => { entry.observer?.next?.(id); entry.observer?.complete?.(); }),
      error: error => error.status >= 400 ? end(() => entry.observer?.error?.(error)) : retry()
    });
  }

  addEventListener('offline', lose);
  addEventListener('online', () => { if (lost) reopen(); });
  setInterval(() => { if (!lost && heard && Date.now() - heard > longestSilence) lose(); }, 10_000);

  return {
    open,
    activity$: activities,
    connectionStatus$: statuses,
    // Web Chat reads from it who the visitor is.
    get token() { return conversation.token; },
    end() {},
    postActivity: activity => ({
      subscribe(observer) {
        unsent.push({ activity, observer });
        remember();
        flush();
        return { unsubscribe() {} };
      }
    }),
    // Web Chat itself would wait for an echo, which the host does not send of what it does not keep.
    showTyping() {
      if (lost) return;
      const ignore = () => {};
      line.postActivity({ type: 'typing', from: { id: conversation.userId, role: 'user' } }).subscribe(ignore, ignore);
    },
    // Forgets what Web Chat sends again under another id.
    withdraw(id) {
      const at = unsent.findIndex(entry => entry.activity.channelData?.clientActivityID === id);
      if (at < 0 || (at === 0 && sending)) return;
      unsent.splice(at, 1);
      remember();
    }
  };
};
