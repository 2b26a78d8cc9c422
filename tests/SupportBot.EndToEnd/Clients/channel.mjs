// A channel as Azure Bot Service has them, made of botbuilder's own channel side: takes what a bot sends to its
// Connector, and posts activities to the bot. Commands come on stdin and events go to stdout, one JSON object a line.
import { createSerializer } from '@azure/core-client';
import botbuilder from 'botbuilder';
import connector from 'botframework-connector';
import mappers from 'botframework-connector/lib/connectorApi/models/mappers.js';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';

const tell = event => process.stdout.write(JSON.stringify(event) + '\n');
const serializer = createSerializer(mappers);
const ann = { id: '29:ann', name: 'Ann', aadObjectId: '7a0e3c1d', role: 'user' };
let count = 0;

// Reads by Microsoft's model and writes again; what the model does not know is gone then.
const mapped = (model, value) => value && serializer.serialize(mappers[model], serializer.deserialize(mappers[model], JSON.parse(JSON.stringify(value)), model), model);

const heard = (call, ids, model, body) => {
  tell({ heard: { call, ids, body, mapped: model && mapped(model, body) } });
  return { id: `a-${++count}` };
};

class Channel extends botbuilder.ChannelServiceHandler {
  onSendToConversation = async (_, ...ids) => heard('send', ids.slice(0, -1), 'Activity', ids.at(-1));
  onReplyToActivity = async (_, ...ids) => heard('reply', ids.slice(0, -1), 'Activity', ids.at(-1));
  onUpdateActivity = async (_, ...ids) => heard('update', ids.slice(0, -1), 'Activity', ids.at(-1));
  onDeleteActivity = async (_, ...ids) => { heard('delete', ids); };
  onCreateConversation = async (_, body) => ({ ...heard('create', [], 'ConversationParameters', body), activityId: '7', serviceUrl: body.activity?.serviceUrl });
  onGetConversationMember = async (_, member, conversation) => { heard('member', [conversation, member]); return ann; };
  onGetConversationPagedMembers = async (_, conversation, size, token) => { heard('members', [conversation, token ?? '']); return { continuationToken: 'n+1', members: [ann] }; };
}

const routes = [];
const on = method => (path, handle) => routes.push({ method, template: path.split('/'), handle });
const fits = (template, parts) => template.length === parts.length && template.every((part, i) => part.startsWith(':') || part === parts[i]);
new botbuilder.ChannelServiceRoutes(new Channel(new connector.SimpleCredentialProvider('', ''), new connector.AuthenticationConfiguration()))
  .register({ get: on('GET'), post: on('POST'), put: on('PUT'), delete: on('DELETE') });

const server = createServer((request, response) => {
  const url = new URL(request.url, 'http://localhost');
  const parts = url.pathname.split('/');
  const route = routes.find(({ method, template }) => method === request.method && fits(template, parts));
  request.params = Object.fromEntries(route.template.map((name, i) => [name.slice(1), decodeURIComponent(parts[i])]));
  request.query = Object.fromEntries(url.searchParams);
  response.status = code => { response.statusCode = code; };
  response.send = body => response.setHeader('Content-Type', 'application/json').write(JSON.stringify(body));
  tell({ bearer: request.headers.authorization });
  route.handle(request, response, () => {});
}).listen(0, '127.0.0.1', () => tell({ listening: server.address().port }));

const commands = {
  async post({ url, token, activity }) {
    const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` };
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(mapped('Activity', activity)) });
    const text = await response.text();
    const body = text && JSON.parse(text);
    tell({ answered: { status: response.status, body, mapped: body?.activities && mapped('ExpectedReplies', body) } });
  }
};

createInterface({ input: process.stdin })
  .on('line', text => Object.entries(JSON.parse(text)).forEach(([name, value]) => commands[name](value)))
  .on('close', () => process.exit());
