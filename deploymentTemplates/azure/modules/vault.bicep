// The secrets, and the identity that may read them; with the type UserAssignedMSI it is the bot as well.
param name string
param location string
param workspaceId string

@description('Empty for a managed identity: then nothing is stored.')
@secure()
param botSecret string

@secure()
param webChatSigningKey string

@description('Empty where the cluster asks for none, or there is none.')
@secure()
param elasticsearchApiKey string

@description('Empty where there is no agent console.')
@secure()
param consoleClientSecret string

@description('Empty where the mail server asks for none, or there is none.')
@secure()
param smtpPassword string

@description('Empty where there is no webhook.')
@secure()
param webhookSecret string

var secretsUser = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '4633458b-17de-408a-b875-0445c86b69e6')

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'id-${name}'
  location: location
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv-${uniqueString(resourceGroup().id, name)}'
  location: location
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enablePurgeProtection: true
    softDeleteRetentionInDays: 7
  }

  resource bot 'secrets' = if (!empty(botSecret)) {
    name: 'bot-secret'
    properties: { value: botSecret }
  }

  resource signing 'secrets' = {
    name: 'webchat-signing-key'
    properties: { value: webChatSigningKey }
  }

  resource elasticsearch 'secrets' = if (!empty(elasticsearchApiKey)) {
    name: 'elasticsearch-key'
    properties: { value: elasticsearchApiKey }
  }

  resource console 'secrets' = if (!empty(consoleClientSecret)) {
    name: 'console-client-secret'
    properties: { value: consoleClientSecret }
  }

  resource smtp 'secrets' = if (!empty(smtpPassword)) {
    name: 'smtp-password'
    properties: { value: smtpPassword }
  }

  resource webhook 'secrets' = if (!empty(webhookSecret)) {
    name: 'webhook-secret'
    properties: { value: webhookSecret }
  }
}

resource reads 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, identity.id, secretsUser)
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: secretsUser
  }
}

resource audit 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: vault
  name: 'audit'
  properties: {
    workspaceId: workspaceId
    logs: [{ categoryGroup: 'audit', enabled: true }]
  }
}

output identityId string = identity.id
output identityClientId string = identity.properties.clientId
// Where the secrets lie, not what they are.
output botSecretUri string = '${vault.properties.vaultUri}secrets/bot-secret'
output elasticsearchKeyUri string = '${vault.properties.vaultUri}secrets/elasticsearch-key'
output consoleSecretUri string = '${vault.properties.vaultUri}secrets/console-client-secret'
output smtpSecretUri string = '${vault.properties.vaultUri}secrets/smtp-password'
output webhookSecretUri string = '${vault.properties.vaultUri}secrets/webhook-secret'
output signingKeyUri string = '${vault.properties.vaultUri}secrets/webchat-signing-key'
