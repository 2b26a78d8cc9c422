// Shows an answer that is longer than the window from its start. Web Chat by itself follows its end, and its style
// option autoScrollSnapOnPage has no effect on an answer that arrives while it still moves to the question.
const createScrolling = () => {
  const margin = 8;
  const shown = new Set();
  let scrollTo;

  // A component, since only those reach Web Chat's hooks.
  const Reach = () => {
    scrollTo = window.WebChat.hooks.useScrollTo();
    return null;
  };

  function show(answer) {
    const view = document.querySelector('.webchat__basic-transcript__scrollable');
    const newest = [...document.querySelectorAll('.webchat__basic-transcript__activity')].at(-1);
    if (!scrollTo || !view || !newest || newest.offsetHeight <= view.clientHeight) return;
    shown.add(answer);
    const distance = newest.getBoundingClientRect().top - view.getBoundingClientRect().top;
    const scrollTop = view.scrollTop + distance - margin;
    // The first call ends the move to the end, the second no longer follows it.
    for (let i = 0; i < 2; i++) scrollTo({ scrollTop }, { behavior: 'auto' });
  }

  return {
    reach: reactElement(Reach, {}),
    // Once for each answer, so that who reads on stays where they read.
    onArrival({ id, channelData }) {
      const answer = channelData?.streamId ?? id;
      const showOnce = () => { if (!shown.has(answer)) show(answer); };
      // Drawn in the first frame, measured in the second.
      requestAnimationFrame(() => requestAnimationFrame(showOnce));
    }
  };
};
