// SupportBot in one resource group: host, bot registration with its channels, secrets and logs.
targetScope = 'resourceGroup'

@description('Name of the app, and part of all other names.')
@minLength(2)
@maxLength(32)
param name string

@description('Region of everything but the bot, which is global.')
param location string = resourceGroup().location

@description('What runs SupportBot.')
@allowed(['appService', 'containerApps'])
param hosting string = 'appService'

@description('UserAssignedMSI: the bot is the managed identity made here. SingleTenant: an app registration of your own.')
@allowed(['UserAssignedMSI', 'SingleTenant'])
param botType string = 'UserAssignedMSI'

@description('SingleTenant: the app (client) id of the registration.')
param appId string = ''

@description('SingleTenant: the value of its client secret. Kept in Key Vault.')
@secure()
param appSecret string = ''

@description('Signs the tokens of visitors: 32 random bytes in base64 (openssl rand -base64 32). Kept in Key Vault.')
@secure()
@minLength(44)
@maxLength(44)
param webChatSigningKey string

@description('Where visitors and Teams come in. Empty: the address that Azure gives the app.')
param publicUrl string = ''

@description('The sites that may embed the widget, such as https://www.example.com.')
param allowedOrigins string[] = []

@description('App Service: the size of the plan. Always On needs B1 or larger.')
param appServiceSku string = 'B1'

@description('Container Apps: the image, built with the Dockerfile in the root of the repository.')
param containerImage string = ''

@description('Container Apps: the Azure registry that holds the image, such as example.azurecr.io; the identity needs AcrPull there. Empty: a public registry.')
param containerRegistry string = ''

@description('The data folder. On the local disk, since SQLite in WAL mode does not work on a network drive.')
param dataPath string = '/tmp/supportbot'

@description('Endpoint of an Azure OpenAI resource, such as https://example.openai.azure.com; the identity made here needs the role Cognitive Services OpenAI User there. Empty: answers come without a language model.')
param azureOpenAiEndpoint string = ''

@description('The deployment there that writes answers.')
param azureOpenAiChatModel string = ''

@description('Address of an Elasticsearch cluster, handed to the app as ELASTICSEARCH_URL. Empty: the search runs inside the app.')
param elasticsearchUrl string = ''

@description('An API key for that cluster.')
@secure()
param elasticsearchApiKey string = ''

@description('Agent console: the client id of its app registration, whose redirect URI is the address of this deployment with /console/signed-in. Empty: no console.')
param consoleClientId string = ''

@description('Agent console: the value of the client secret. Kept in Key Vault.')
@secure()
param consoleClientSecret string = ''

@description('Agent console: the issuer of its sign-in. Empty: Entra ID of this tenant.')
param consoleAuthority string = ''

@description('Mail server that sends the messages of customers to the team. Empty: no mail.')
param smtpServer string = ''

@description('User name at that server.')
param smtpUser string = ''

@description('Password at that server. Kept in Key Vault.')
@secure()
param smtpPassword string = ''

@description('Sender of the mails.')
param smtpFrom string = ''

@description('Mailbox of the team.')
param smtpTo string = ''

@description('Address that gets the messages of customers as JSON. Empty: no webhook.')
param webhookUrl string = ''

@description('Secret of the signature, at least 16 characters. Kept in Key Vault.')
@secure()
param webhookSecret string = ''

module monitoring 'modules/monitoring.bicep' = {
  params: { name: name, location: location }
}

module vault 'modules/vault.bicep' = {
  params: {
    name: name
    location: location
    botSecret: appSecret
    webChatSigningKey: webChatSigningKey
    elasticsearchApiKey: elasticsearchApiKey
    consoleClientSecret: consoleClientSecret
    smtpPassword: smtpPassword
    webhookSecret: webhookSecret
    workspaceId: monitoring.outputs.workspaceId
  }
}

var botAppId = botType == 'UserAssignedMSI' ? vault.outputs.identityClientId : appId

// The proxies of App Service and Container Apps come from private networks; what they say of a visitor's address counts.
var proxies = ['10.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16']

var settings = union(
  {
    SUPPORTBOT_Server__Url: 'http://0.0.0.0:8080'
    SUPPORTBOT_Data__Path: dataPath
    SUPPORTBOT_WebChat__DemoPage: 'false'
    SUPPORTBOT_Bot__MicrosoftAppId: botAppId
    SUPPORTBOT_Bot__MicrosoftAppType: botType
    SUPPORTBOT_Bot__MicrosoftAppTenantId: tenant().tenantId
    APPLICATIONINSIGHTS_CONNECTION_STRING: monitoring.outputs.connectionString
  },
  toObject(range(0, length(proxies)), i => 'SUPPORTBOT_Server__TrustedProxies__${i}', i => proxies[i]),
  toObject(range(0, length(allowedOrigins)), i => 'SUPPORTBOT_WebChat__AllowedOrigins__${i}', i => allowedOrigins[i]),
  empty(azureOpenAiEndpoint) ? {} : {
    SUPPORTBOT_Models__Provider: 'azure'
    SUPPORTBOT_Models__Endpoint: azureOpenAiEndpoint
    SUPPORTBOT_Models__ChatModel: azureOpenAiChatModel
    AZURE_CLIENT_ID: vault.outputs.identityClientId // Which of the app's identities calls the model.
  },
  empty(elasticsearchUrl) ? {} : { SUPPORTBOT_Search__Engine: 'elasticsearch', ELASTICSEARCH_URL: elasticsearchUrl },
  empty(consoleClientId) ? { SUPPORTBOT_Console__Enabled: 'false' } : {
    SUPPORTBOT_Console__Authority: empty(consoleAuthority)
      ? '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
      : consoleAuthority
    SUPPORTBOT_Console__ClientId: consoleClientId
  },
  empty(smtpServer) ? {} : {
    SUPPORTBOT_Contact__Smtp__Server: smtpServer
    SUPPORTBOT_Contact__Smtp__User: smtpUser
    SUPPORTBOT_Contact__Smtp__From: smtpFrom
    SUPPORTBOT_Contact__Smtp__To: smtpTo
  },
  empty(webhookUrl) ? {} : { SUPPORTBOT_Contact__WebhookUrl: webhookUrl }
)

// By the name of the app setting: where its secret lies in Key Vault.
var secrets = union(
  { SUPPORTBOT_WebChat__SigningKeys__0: vault.outputs.signingKeyUri },
  botType == 'SingleTenant' ? { SUPPORTBOT_Bot__MicrosoftAppPassword: vault.outputs.botSecretUri } : {},
  empty(elasticsearchApiKey) ? {} : { SUPPORTBOT_Search__Elasticsearch__ApiKey: vault.outputs.elasticsearchKeyUri },
  empty(consoleClientSecret) ? {} : { SUPPORTBOT_Console__ClientSecret: vault.outputs.consoleSecretUri },
  empty(smtpPassword) ? {} : { SUPPORTBOT_Contact__Smtp__Password: vault.outputs.smtpSecretUri },
  empty(webhookSecret) ? {} : { SUPPORTBOT_Contact__WebhookSecret: vault.outputs.webhookSecretUri }
)

module appService 'modules/appService.bicep' = if (hosting == 'appService') {
  params: {
    name: name
    location: location
    sku: appServiceSku
    identityId: vault.outputs.identityId
    publicUrl: publicUrl
    settings: settings
    secretUris: secrets
    workspaceId: monitoring.outputs.workspaceId
  }
}

module containerApp 'modules/containerApp.bicep' = if (hosting == 'containerApps') {
  params: {
    name: name
    location: location
    image: containerImage
    registry: containerRegistry
    identityId: vault.outputs.identityId
    publicUrl: publicUrl
    settings: settings
    secretUris: secrets
    workspaceName: monitoring.outputs.workspaceName
  }
}

var address = hosting == 'appService' ? appService!.outputs.address : containerApp!.outputs.address

module bot 'modules/bot.bicep' = {
  params: {
    name: name
    appId: botAppId
    appType: botType
    identityId: vault.outputs.identityId
    endpoint: '${address}/api/messages'
  }
}

@description('Where SupportBot answers.')
output address string = address

@description('The redirect URI for the app registration of the agent console.')
output consoleRedirectUri string = '${empty(publicUrl) ? address : publicUrl}/console/signed-in'

@description('The setting Bot:MicrosoftAppId, for the Teams app package.')
output botAppId string = botAppId
