// People from the team in the conversation: their name and picture beside what they wrote.
const createAgents = onChange => {
  let isThere = false;

  const agentOf = activity => activity?.from?.role === 'bot' ? activity.channelData?.agent : undefined;
  // Who wrote a message, or comes with it.
  const faceOf = activity => agentOf(activity) ?? activity?.channelData?.introduces;
  const initialsOf = name => name.split(/\s+/).map(word => word[0] ?? '').join('').slice(0, 2).toUpperCase();

  return {
    // Called with each activity before Web Chat sees it.
    prepare(activity) {
      if (activity.type !== 'message' || activity.from?.role !== 'bot') return activity;
      const agent = faceOf(activity);
      if (Boolean(agent) !== isThere) {
        isThere = Boolean(agent);
        setTimeout(() => onChange(isThere));
      }
      return activity;
    },
    // By itself, Web Chat shows one picture for all that bot and agents say in a row.
    groupActivitiesMiddleware: () => next => details => {
      const { sender = [], ...others } = next(details);
      const groups = [];
      for (const activity of sender.flat()) {
        const last = groups.at(-1)?.at(-1);
        const isSame = last && last.from.role === activity.from.role && faceOf(last)?.name === faceOf(activity)?.name;
        if (isSame) groups.at(-1).push(activity);
        else groups.push([activity]);
      }
      return { ...others, sender: groups };
    },
    avatarMiddleware: () => next => details => {
      const agent = !details.fromUser && faceOf(details.activity);
      if (!agent) return next(details);
      const mount = node => {
        if (!node || node.firstChild) return;
        const initials = () => node.replaceChildren(initialsOf(agent.name));
        if (!agent.photoUrl) return initials();
        const photo = make('img', { src: agent.photoUrl, alt: '' });
        photo.onerror = initials;
        node.append(photo);
      };
      return () => reactElement('div', { className: 'agent', ref: mount });
    },
    nameOf(activity) {
      const agent = agentOf(activity);
      return agent ? reactElement('div', { className: 'agent-name' }, agent.name) : null;
    }
  };
};
