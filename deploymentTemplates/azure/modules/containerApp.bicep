// SupportBot on Container Apps; one replica, since one host uses a data folder.
param name string
param location string
param image string
param registry string
param identityId string
param publicUrl string

@description('Environment variables by name.')
param settings object

@description('Addresses of secrets in Key Vault, by the name of the environment variable.')
param secretUris object
param workspaceName string

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' existing = {
  name: workspaceName
}

resource environment 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: 'cae-${name}'
  location: location
  properties: {
    appLogsConfiguration: {
      destination: 'log-analytics'
      logAnalyticsConfiguration: {
        customerId: workspace.properties.customerId
        sharedKey: workspace.listKeys().primarySharedKey
      }
    }
  }
}

var address = empty(publicUrl) ? 'https://${name}.${environment.properties.defaultDomain}' : publicUrl
// Names of secrets here have lower-case letters, digits and hyphens only.
var secrets = map(items(secretUris), secret => { name: toLower(replace(secret.key, '_', '-')), variable: secret.key, uri: secret.value })
var probe = { path: '/widget.js', port: 8080 }

resource app 'Microsoft.App/containerApps@2024-03-01' = {
  name: name
  location: location
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    environmentId: environment.id
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: { external: true, targetPort: 8080, transport: 'auto', allowInsecure: false }
      registries: empty(registry) ? [] : [{ server: registry, identity: identityId }]
      secrets: [for secret in secrets: { name: secret.name, keyVaultUrl: secret.uri, identity: identityId }]
    }
    template: {
      containers: [
        {
          name: 'supportbot'
          image: image
          resources: { cpu: json('1.0'), memory: '2Gi' }
          env: concat(
            map(items(settings), setting => { name: setting.key, value: setting.value }),
            map(secrets, secret => { name: secret.variable, secretRef: secret.name }),
            [{ name: 'SUPPORTBOT_Server__PublicUrl', value: address }]
          )
          probes: [
            { type: 'Liveness', httpGet: probe, periodSeconds: 30 }
            { type: 'Readiness', httpGet: probe, periodSeconds: 10 }
          ]
        }
      ]
      scale: { minReplicas: 1, maxReplicas: 1 }
    }
  }
}

output address string = address
