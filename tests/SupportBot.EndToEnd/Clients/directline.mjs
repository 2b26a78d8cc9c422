// Runs Microsoft's Direct Line client for a test: takes commands from stdin and tells on stdout what happens, both as
// one JSON object a line: {"post":{"type":"message",…}} in, {"activity":{…}} out.
import { createInterface } from 'node:readline';
import { DirectLine } from 'botframework-directlinejs';
import WebSocket from 'ws';
import XMLHttpRequest from 'xhr2';

let line, socket;
const tell = event => process.stdout.write(JSON.stringify(event) + '\n');
const failed = error => tell({ failed: String(error.status ?? error.message ?? error) });

globalThis.XMLHttpRequest = XMLHttpRequest;
globalThis.WebSocket = class extends WebSocket {
  constructor(address) {
    super(address);
    socket = this;
    tell({ socket: address });
  }
};

const commands = {
  // A random number of 0 makes it wait the shortest time, three seconds, before it opens a socket again.
  start(options) {
    line = new DirectLine({ ...options, random: () => 0 });
    line.connectionStatus$.subscribe(status => tell({ status }));
    line.activity$.subscribe(activity => tell({ activity }), failed);
  },
  post(activity) { line.postActivity(activity).subscribe(id => tell({ posted: id }), failed); },
  cut() { socket.terminate(); },
  refresh() { line.refreshToken().subscribe(token => tell({ refreshed: token }), failed); },
  reconnect(conversation) { line.reconnect(conversation); }
};

createInterface({ input: process.stdin })
  .on('line', text => Object.entries(JSON.parse(text)).forEach(([name, value]) => commands[name](value)))
  .on('close', () => process.exit());
