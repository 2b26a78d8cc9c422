// What an answer holds besides text: code that can be copied, tables that scroll, links to pages as buttons.
const createMarkup = (texts, send) => {
  const hero = 'application/vnd.microsoft.card.hero';
  const form = 'application/vnd.microsoft.card.adaptive';

  function wrap(node, kind, label) {
    const around = make('div', { class: kind });
    node.replaceWith(around);
    around.append(make('div', { class: 'scroll', role: 'region', tabindex: '0', 'aria-label': label }, node));
    return around;
  }

  // The button has no text of its own, which screen readers would read as part of the answer.
  function renderMarkdown(markdown, ...options) {
    const html = window.WebChat.renderMarkdown(markdown, ...options);
    if (!/<(pre|table)\b/.test(html)) return html;
    const page = new DOMParser().parseFromString(html, 'text/html');
    for (const table of page.querySelectorAll('table')) wrap(table, 'table', texts.table);
    for (const code of page.querySelectorAll('pre'))
      wrap(code, 'code', texts.code)
        .prepend(make('button', { type: 'button', class: 'copy', 'aria-label': texts.copy }));
    return page.body.innerHTML;
  }

  async function copy(button) {
    const text = button.parentElement.querySelector('pre').textContent.replace(/\n$/, '');
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Without https the browser has no clipboard.
      const area = make('textarea', { class: 'said' });
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand('copy');
      area.remove();
      button.focus();
    }
    button.setAttribute('aria-label', texts.copied);
    announce(texts.copied);
    setTimeout(() => button.setAttribute('aria-label', texts.copy), 2000);
  }

  function button({ type, title, value }) {
    if (type === 'openUrl') return make('a', { href: value, target: '_blank', rel: 'noopener noreferrer' }, title);
    const node = make('button', { type: 'button' }, title);
    node.onclick = () => send(value);
    return node;
  }

  const isList = ({ contentType, content }) => contentType === hero && content.buttons?.length > 0
    && !content.text && content.buttons.every(({ type, value }) =>
      type === 'imBack' || (type === 'openUrl' && /^(https?:\/)?\/[^\s\\]*$/.test(value)));

  return {
    renderMarkdown,
    attachmentMiddleware: () => next => details => {
      const { attachment } = details;
      if (!isList(attachment)) return next(details);
      const items = attachment.content.buttons.map(each => make('li', {}, button(each)));
      const list = make('ul', { class: 'links' }, ...items);
      const { title } = attachment.content;
      const group = title ? make('div', { class: 'aside' }, make('p', {}, title), list) : list;
      return reactElement('div', { ref: node => node?.replaceChildren(group) });
    },
    // Of a form, Web Chat itself announces fields without their labels.
    attachmentForScreenReaderMiddleware: () => next => details => {
      const { contentType, content } = details.attachment;
      if (contentType !== form) return next(details);
      return () => reactElement('p', {}, content.body.map(({ label }) => label).join(', '));
    },
    onClick: event => {
      const clicked = event.target.closest?.('button.copy');
      if (clicked) copy(clicked);
    }
  };
};
