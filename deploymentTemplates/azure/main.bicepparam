// Copy and fill in. Secrets come from the environment, so that this file can be shared.
using 'main.bicep'

param name = 'supportbot'
param hosting = 'appService'
param botType = 'UserAssignedMSI'
param allowedOrigins = ['https://www.example.com']

// export WEBCHAT_SIGNING_KEY=$(openssl rand -base64 32), once; keep it for later deployments.
param webChatSigningKey = readEnvironmentVariable('WEBCHAT_SIGNING_KEY')

// For the agent console, see docs/agent-console-for-supervisors.md:
// param consoleClientId = '11111111-2222-3333-4444-555555555555'
// param consoleClientSecret = readEnvironmentVariable('CONSOLE_SECRET', '')

// For an app registration of your own:
// param botType = 'SingleTenant'
// param appId = '11111111-2222-3333-4444-555555555555'
// param appSecret = readEnvironmentVariable('BOT_SECRET', '')
