// The thumbs below an answer and the reasons for a thumb down. Web Chat's own thumbs forget at a reload which one was
// clicked. The opinions come out of the conversation itself, where each is an event.
const createFeedback = (texts, send) => {
  const event = 'message/submitAction';
  const rows = new Map();

  function row(id) {
    if (!rows.has(id)) rows.set(id, createRow(id));
    return rows.get(id);
  }

  function createRow(id) {
    const thumb = (reaction, label) => make('button', {
      type: 'button', class: `thumb ${reaction}`, 'aria-label': label, title: label, 'aria-pressed': 'false'
    });
    const [up, down] = [thumb('like', texts.helpful), thumb('dislike', texts.unhelpful)];
    const reasons = Object.entries(texts.reasons).map(([reason, label]) =>
      make('button', { type: 'button', 'data-reason': reason }, label));
    const choice = make('div', { class: 'reasons', role: 'group', 'aria-label': texts.why, hidden: '' }, ...reasons);
    const said = make('p', { role: 'status' });
    const node = make('div', { class: 'feedback' }, up, down, said, choice);

    const show = reaction => {
      up.setAttribute('aria-pressed', reaction === 'like');
      down.setAttribute('aria-pressed', reaction === 'dislike');
    };
    const give = (reaction, reason) => {
      show(reaction);
      choice.hidden = reaction === 'like' || reason !== undefined;
      said.textContent = choice.hidden ? texts.thanks : texts.why;
      send({
        type: 'event', name: event, replyToId: id,
        value: { actionName: 'feedback', actionValue: { reaction, feedback: { feedbackText: reason ?? '' } } }
      });
    };
    up.onclick = () => give('like');
    down.onclick = () => give('dislike');
    choice.onclick = ({ target }) => {
      if (!target.dataset.reason) return;
      down.focus();
      give('dislike', target.dataset.reason);
    };
    return { node, show };
  }

  const isRated = activity => (activity.entities ?? []).some(entity => entity.potentialAction);

  return {
    // Takes Web Chat's own thumbs off an answer, and shows opinions that were given before.
    prepare(activity) {
      const reaction = activity.name === event && activity.value?.actionValue?.reaction;
      if (reaction && activity.replyToId) row(activity.replyToId).show(reaction);
      return isRated(activity)
        ? {
          ...activity,
          channelData: { ...activity.channelData, rated: true },
          entities: activity.entities.map(({ potentialAction, ...entity }) => entity)
        }
        : activity;
    },
    // The row of an answer as a React element; null below anything else.
    below(activity) {
      if (!activity.channelData?.rated) return null;
      const own = row(activity.id);
      own.mount ??= node => node?.append(own.node);
      return reactElement('div', { ref: own.mount });
    }
  };
};
