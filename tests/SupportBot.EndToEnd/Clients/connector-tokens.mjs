// Asks Microsoft's botframework-connector whether it accepts each row; input and output are one JSON document.
import connector from 'botframework-connector';
import { text } from 'node:stream/consumers';

const { metadata, appId, serviceUrl, channelId, rows } = JSON.parse(await text(process.stdin));
const { ChannelValidation, SimpleCredentialProvider } = connector;
ChannelValidation.OpenIdMetadataEndpoint = metadata;
console.error = () => {}; // It prints every token that it refuses.

const accepted = {};
for (const [name, header] of Object.entries(rows)) {
  try {
    const identity = await ChannelValidation.authenticateChannelTokenWithServiceUrl(header, new SimpleCredentialProvider(appId, ''), serviceUrl, channelId);
    accepted[name] = identity.isAuthenticated;
  } catch {
    accepted[name] = false;
  }
}
console.log(JSON.stringify(accepted));
