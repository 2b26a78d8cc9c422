// Runs Microsoft's Direct Line client for a test: takes commands from stdin and tells on stdout what happens, both as
// one JSON object a line: {"post":{"type":"message",…}} in, {"activity":{…}} out.
import { tell, wait } from './fast-clock.mjs';
import { createInterface } from 'node:readline';
import { DirectLine } from 'botframework-directlinejs';
import WebSocket from 'ws';
import XMLHttpRequest from 'xhr2';

let line, socket;
const failed = error => tell({ failed: String(error.status ?? error.message ?? error) });

// A browser's sends forms too.
globalThis.XMLHttpRequest = class extends XMLHttpRequest {
  send(data) {
    if (!(data instanceof FormData)) return super.send(data);
    const form = new Response(data);
    this.setRequestHeader('Content-Type', form.headers.get('Content-Type'));
    form.arrayBuffer().then(bytes => super.send(Buffer.from(bytes)));
  }
};
globalThis.WebSocket = class extends WebSocket {
  constructor(address) {
    super(address);
    socket = this;
    tell({ socket: address });
  }
};

const commands = {
  // The random number decides how long it waits before it opens a socket again: from 3 to 15 seconds.
  start({ random = 0, ...options }) {
    line = new DirectLine({ ...options, random: () => random });
    line.connectionStatus$.subscribe(status => tell({ status }));
    line.activity$.subscribe(activity => tell({ activity }), failed);
  },
  post(activity) { line.postActivity(activity).subscribe(id => tell({ posted: id }), failed); },
  cut() { socket.terminate(); },
  refresh() { line.refreshToken().subscribe(token => tell({ refreshed: token }), failed); },
  reconnect(conversation) { line.reconnect(conversation); },
  // Which is forty seconds of the client's: enough for all that it means to do.
  settle() { wait(() => tell({ settled: true }), 400); }
};

createInterface({ input: process.stdin })
  .on('line', text => Object.entries(JSON.parse(text)).forEach(([name, value]) => commands[name](value)))
  .on('close', () => process.exit());
