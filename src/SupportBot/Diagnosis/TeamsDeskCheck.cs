using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using SupportBot.BotFramework;
using SupportBot.BotFramework.Authentication;
using SupportBot.Desks.Teams;
using SupportBot.Handoff;
using SupportBot.TeamsApp;

namespace SupportBot.Diagnosis;

internal sealed class TeamsDeskCheck(
    IOptions<TeamsDeskOptions> desk, IOptions<HandoffOptions> handoff, IOptions<BotFrameworkOptions> options,
    IOptions<TeamsAppOptions> app, HttpClient http) : ICheck
{
    private const string Channel = "TeamsDesk:ChannelId";
    private const string Service = "TeamsDesk:ServiceUrl";
    private const string Mode = "Handoff:Mode";
    private const string AppId = "Bot:MicrosoftAppId";
    private const string ReadMessages = "TeamsApp:ReadChannelMessages";

    public string Name => "teams desk";

    public async IAsyncEnumerable<DoctorFinding> ExamineAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!desk.Value.IsConfigured)
        {
            yield return DoctorFinding.Skipped(Name, $"{Channel} is empty: agents work in no channel of Teams.");
            yield break;
        }
        var wrong = Settings().ToList();
        foreach (var finding in wrong) yield return finding;
        if (wrong.Count == 0) yield return await AskAsync(cancellationToken);
        if (!app.Value.ReadChannelMessages)
            yield return DoctorFinding.Doubtful(
                Name, $"{ReadMessages} is false: a reply of an agent reaches the customer only if it mentions the bot.",
                $"Set {ReadMessages} to true, make the package anew and upload it.", ReadMessages);
    }

    private IEnumerable<DoctorFinding> Settings()
    {
        var bot = options.Value;
        if (handoff.Value.Mode != "desk")
            yield return DoctorFinding.Wrong(
                Name, $"{Mode} is {handoff.Value.Mode}, so no case comes to the channel.",
                $"Set {Mode} to desk, or leave {Channel} empty.", Mode);
        if (bot.MicrosoftAppId.Length == 0)
            yield return DoctorFinding.Wrong(
                Name, $"{AppId} is empty, so nothing can be sent to Teams.",
                "docs/teams.md explains how to register the bot.", AppId);
        if (!bot.SelectedCloud.Trusts(desk.Value.ServiceUrl))
            yield return DoctorFinding.Wrong(
                Name, $"{desk.Value.ServiceUrl} is no service of the cloud {bot.Cloud}, so nothing is sent there.",
                $"Correct {Service} or Bot:Cloud.", Service);
    }

    private async Task<DoctorFinding> AskAsync(CancellationToken cancellationToken)
    {
        var bot = options.Value;
        if (bot.Development) return DoctorFinding.Skipped(Name, "With Bot:Development, nothing is sent to Teams.");
        try
        {
            var token = await AccessTokens.For(bot, http).GetAsync(cancellationToken);
            using var request = new HttpRequestMessage(HttpMethod.Get, Members());
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var answer = await http.SendAsync(request, cancellationToken);
            return answer.IsSuccessStatusCode
                ? Judge(await answer.Content.ReadAsStringAsync(cancellationToken))
                : Refused(answer.StatusCode);
        }
        catch (AccessTokenException)
        {
            return DoctorFinding.Skipped(Name, "Not asked, since the bot gets no token; see bot registration.");
        }
        catch (HttpRequestException e)
        {
            return DoctorFinding.Wrong(
                Name, $"{desk.Value.ServiceUrl} cannot be reached: {e.Message}",
                $"Check the network, the proxy (HTTPS_PROXY) and {Service}.", Service);
        }
    }

    private Uri Members() => new(
        $"{desk.Value.ServiceUrl.TrimEnd('/')}/v3/conversations/{Uri.EscapeDataString(desk.Value.ChannelId)}"
            + "/pagedmembers?pageSize=1");

    // Consent can only be read through Microsoft Graph, for which the bot has no permission.
    private DoctorFinding Judge(string json) => HasMembers(json)
        ? DoctorFinding.Good(
            Name, $"The bot is in the channel {desk.Value.ChannelId}. Whether the team consented to reading all "
                + "messages shows when an agent replies without mentioning the bot: the reply reaches the customer.")
        : DoctorFinding.Doubtful(
            Name, $"The channel {desk.Value.ChannelId} has no members that the bot can see.",
            $"Check {Channel}, and that the agents are members of its team.", Channel);

    private DoctorFinding Refused(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Forbidden or HttpStatusCode.NotFound => DoctorFinding.Wrong(
            Name, $"The bot is not in the channel {desk.Value.ChannelId}: add the app to the team. ({(int)status})",
            $"In Teams, open Manage team, Apps, and add the app; a private channel needs it too. Check {Channel}.",
            Channel),
        HttpStatusCode.Unauthorized => DoctorFinding.Wrong(
            Name, "Teams does not accept the bot's token. (401)",
            "Check that the Azure Bot has the channel Microsoft Teams and the app registration of Bot:MicrosoftAppId, "
                + "and that a package with this id was added to the team with consent.", AppId),
        _ => DoctorFinding.Wrong(
            Name, $"{desk.Value.ServiceUrl} answers with status {(int)status}.",
            $"Try again in a minute; if it stays so, check {Service} and {Channel}.", Service),
    };

    private static bool HasMembers(string json)
    {
        try
        {
            return JsonNode.Parse(json) is JsonObject page && page["members"] is JsonArray { Count: > 0 };
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
