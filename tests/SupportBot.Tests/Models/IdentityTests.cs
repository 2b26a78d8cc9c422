using Azure.Core;
using Azure.Identity;
using Microsoft.Extensions.DependencyInjection;
using SupportBot.Core.Answers.Generation;

namespace SupportBot.Tests.Models;

/// <summary>Azure by the host's Microsoft Entra identity; the double stands behind the https address.</summary>
public sealed class IdentityTests : ModelRig
{
    private readonly Credential _credential = new();

    [Fact]
    public async Task Azure_without_a_key_is_called_with_a_token_of_the_identity()
    {
        Double.Next(Replies.Says("Use vinegar. [1]"));
        Assert.IsType<WritingPart.Finished>((await WriteAsync()).End);
        var request = Assert.Single(Double.Requests);
        Assert.Equal("/openai/deployments/double/chat/completions?api-version=2025-04-01-preview", request.Path);
        Assert.Equal("Bearer entra-token", request.Authorization);
        Assert.Equal("https://cognitiveservices.azure.com/.default", Assert.Single(_credential.Scopes));
    }

    [Fact]
    public async Task A_cloud_of_its_own_has_its_own_scope()
    {
        Options.EntraScope = "https://cognitiveservices.azure.us/.default";
        Double.Next(Replies.Says("Use vinegar. [1]"));
        await WriteAsync();
        Assert.Equal("https://cognitiveservices.azure.us/.default", Assert.Single(_credential.Scopes));
    }

    [Fact]
    public async Task Where_there_is_no_identity_the_operator_is_told_what_to_do()
    {
        _credential.IsAbsent = true;
        var failure = await FailAsync();
        Assert.Equal(ModelFault.Refused, failure.Fault);
        Assert.Contains("check the host's identity, or set Models:ApiKey", failure.Reason, StringComparison.Ordinal);
        Assert.Empty(Double.Requests);
    }

    private protected override bool IsAzure => true;

    private protected override void Configure(IServiceCollection services)
    {
        Options.ApiKey = "";
        services.AddSingleton<TokenCredential>(_credential);
    }

    private sealed class Credential : TokenCredential
    {
        public bool IsAbsent { get; set; }

        public List<string> Scopes { get; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes.AddRange(requestContext.Scopes);
            return IsAbsent
                ? throw new CredentialUnavailableException("No identity here.")
                : new AccessToken("entra-token", DateTimeOffset.MaxValue);
        }

        public override ValueTask<AccessToken> GetTokenAsync(
            TokenRequestContext requestContext,
            CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));
    }
}
