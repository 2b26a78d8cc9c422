// Lists and calls tools by the client of @modelcontextprotocol/sdk; input and output are one JSON document.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { text } from 'node:stream/consumers';

const { url, key, calls } = JSON.parse(await text(process.stdin));
const client = new Client({ name: 'supportbot-tests', version: '1.0.0' });
const transport = new StreamableHTTPClientTransport(new URL(url), {
  requestInit: { headers: { Authorization: `Bearer ${key}` } },
});

try {
  await client.connect(transport);
  const { tools } = await client.listTools();
  const results = [];
  for (const call of calls) {
    // The client checks the data of each result against the tool's schema.
    results.push(await client.callTool(call).catch((error) => ({ thrown: error.message })));
  }
  console.log(JSON.stringify({ server: client.getServerVersion().name, tools: tools.map((tool) => tool.name).sort(), results }));
  await client.close();
} catch (error) {
  console.log(JSON.stringify({ refused: error.message, tools: [], results: [] }));
}
