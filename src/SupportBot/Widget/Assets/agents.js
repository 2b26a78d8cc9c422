// People from the team in the conversation: their name and picture beside what they wrote.
const createAgents = onChange => {
  let isThere = false;

  const agentOf = activity => activity?.from?.role === 'bot' ? activity.channelData?.agent : undefined;
  const initialsOf = name => name.split(/\s+/).map(word => word[0] ?? '').join('').slice(0, 2).toUpperCase();

  return {
    // Called with each activity before Web Chat sees it.
    prepare(activity) {
      if (activity.type !== 'message' || activity.from?.role !== 'bot') return activity;
      const agent = agentOf(activity);
      if (Boolean(agent) !== isThere) {
        isThere = Boolean(agent);
        setTimeout(() => onChange(isThere));
      }
      return activity;
    },
    avatarMiddleware: () => next => details => {
      const agent = !details.fromUser && agentOf(details.activity);
      if (!agent) return next(details);
      const mount = node => {
        if (!node || node.firstChild) return;
        if (!agent.photoUrl) node.textContent = initialsOf(agent.name);
        else node.append(make('img', { src: agent.photoUrl, alt: '', referrerpolicy: 'no-referrer' }));
      };
      return () => reactElement('div', { className: 'agent', ref: mount });
    },
    nameOf(activity) {
      const agent = agentOf(activity);
      return agent ? reactElement('div', { className: 'agent-name' }, agent.name) : null;
    }
  };
};
