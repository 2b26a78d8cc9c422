// When a message was written. Web Chat itself writes the time of day in the American way in every language.
const createStamps = (locale, texts) => {
  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', hour: 'numeric', minute: '2-digit' });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const capitalize = text => text[0].toLocaleUpperCase(locale) + text.slice(1);

  function age(time) {
    const minutes = Math.max(0, Math.floor((Date.now() - time) / 60_000));
    if (minutes >= 60) return date.format(time);
    return capitalize(relative.format(-minutes, minutes === 0 ? 'second' : 'minute'));
  }

  function draw(node) {
    const time = Date.parse(node.dataset.time);
    node.replaceChildren(
      make('span', { class: 'said' }, fill(texts.sent, { time: date.format(time) })),
      make('span', { 'aria-hidden': 'true' }, age(time)));
  }

  setInterval(() => document.querySelectorAll('.stamp').forEach(draw), 30_000);

  return {
    // The stamp as a React element; null where Web Chat shows none, or that the message is not sent yet.
    below({ activity, hideTimestamp, sendState }) {
      if (sendState !== 'sent' || hideTimestamp || !activity.timestamp) return null;
      const mount = node => {
        if (!node) return;
        node.dataset.time = activity.timestamp;
        draw(node);
      };
      return reactElement('div', { className: `stamp ${activity.from.role}`, ref: mount });
    }
  };
};
