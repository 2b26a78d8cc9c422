using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Identity;

namespace SupportBot.Models.Tuning.Hosted;

// The control plane of Azure, which takes tokens of Microsoft Entra alone.
internal sealed class AzureDeployments(
    HttpClient http, AzureTuningOptions options, Func<TokenCredential> identity, TimeProvider time)
{
    private const string ApiVersion = "2024-10-21";
    private const string ModelsVersion = "2024-10-01";
    private const int MaxLooks = 120;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private string Account =>
        $"subscriptions/{options.SubscriptionId}/resourceGroups/{options.ResourceGroup}"
            + $"/providers/Microsoft.CognitiveServices/accounts/{options.Account}";

    public string DeleteCommand(string name) =>
        $"az cognitiveservices account deployment delete --name {options.Account} "
            + $"--resource-group {options.ResourceGroup} --deployment-name {name}";

    public async Task<TuningResult<string>> PutAsync(
        string name, string model, CancellationToken cancellationToken)
    {
        if (!options.CanDeploy)
            return new TuningResult<string>.Failed("A deployment needs to know where: set Tuning:Azure:SubscriptionId, "
                + "Tuning:Azure:ResourceGroup and Tuning:Azure:Account.");
        var path = $"{Account}/deployments/{name}?api-version={ApiVersion}";
        var body = new JsonObject
        {
            ["sku"] = new JsonObject { ["name"] = options.Sku, ["capacity"] = options.Capacity },
            ["properties"] = new JsonObject
            {
                ["model"] = new JsonObject
                {
                    ["format"] = options.ModelFormat, ["name"] = model, ["version"] = "1",
                },
            },
        };
        var state = await SendAsync(HttpMethod.Put, path, body, cancellationToken).ConfigureAwait(false);
        for (var looks = 0; looks < MaxLooks; looks++)
        {
            if (state is not TuningResult<JsonElement>.Succeeded { Value: var deployment })
                return state.Then(_ => (string?)null, "");
            switch (deployment.Member("properties")?.Text("provisioningState"))
            {
                case "Succeeded":
                    return new TuningResult<string>.Succeeded(name);
                case "Failed" or "Canceled" or "Disabled":
                    return new TuningResult<string>.Failed($"The deployment {name} of {model} failed.");
            }
            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
            state = await SendAsync(HttpMethod.Get, path, null, cancellationToken).ConfigureAwait(false);
        }
        return new TuningResult<string>.Failed($"The deployment {name} was not ready in time.", IsPassing: true);
    }

    // Dates per model name and version, as Azure lists them for the region.
    public async Task<TuningResult<IReadOnlyList<ModelRetirement>>> RetirementsAsync(
        CancellationToken cancellationToken)
    {
        var path = $"subscriptions/{options.SubscriptionId}/providers/Microsoft.CognitiveServices/locations/"
            + $"{options.Location}/models?api-version={ModelsVersion}";
        return (await SendAsync(HttpMethod.Get, path, null, cancellationToken).ConfigureAwait(false))
            .Then<IReadOnlyList<ModelRetirement>>(
                list => [.. list.Items("value").Select(ModelRetirement.Of).OfType<ModelRetirement>()], "");
    }

    private async Task<TuningResult<JsonElement>> SendAsync(
        HttpMethod method, string path, JsonObject? body, CancellationToken cancellationToken)
    {
        try
        {
            var token = await identity().GetTokenAsync(
                new TokenRequestContext([options.ManagementScope]), cancellationToken).ConfigureAwait(false);
            using var request = new HttpRequestMessage(
                method, new Uri(new Uri($"{options.ManagementUrl.TrimEnd('/')}/"), path));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Token);
            if (body is not null) request.Content = JsonContent.Create(body);
            using var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            var text = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode) return Refused((int)response.StatusCode, text);
            return TrainerJson.Parse(text) is { } json
                ? new TuningResult<JsonElement>.Succeeded(json)
                : new TuningResult<JsonElement>.Failed("Azure's control plane sent what is no JSON.");
        }
        catch (Exception e) when (e is HttpRequestException or AuthenticationFailedException
            || e is OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return new TuningResult<JsonElement>.Failed(
                $"Azure's control plane cannot be reached ({e.GetType().Name}): check the host's identity, its role "
                    + "Cognitive Services Contributor, and Tuning:Azure:ManagementUrl.", IsPassing: true);
        }
    }

    private static TuningResult<JsonElement> Refused(int status, string body) =>
        new TuningResult<JsonElement>.Failed(
            $"Azure's control plane answered {status}: {TrainerJson.ErrorOf(body)}", status is 409 or 429 or >= 500);
}
