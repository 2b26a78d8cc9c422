// The client waits seconds and minutes. With this imported before it they pass a hundred times as fast, and what it
// waits for three seconds or longer is told.
const Speed = 100;
const began = Date.now();
const now = Date.now.bind(Date);

export const tell = event => process.stdout.write(JSON.stringify(event) + '\n');
export const wait = globalThis.setTimeout;

Date.now = () => began + (now() - began) * Speed;
for (const name of ['setTimeout', 'setInterval']) {
  const real = globalThis[name];
  globalThis[name] = (action, delay = 0, ...rest) => {
    if (delay >= 3_000) tell({ wait: delay });
    return real(action, delay / Speed, ...rest);
  };
}
