using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace SupportBot.Tests.Channels.Teams.TeamsService;

/// <summary>The Connector's addresses, as far as bots use them.</summary>
internal static class TeamsRoutes
{
    public static void Map(RouteGroupBuilder routes, TeamsDouble teams)
    {
        routes.MapPost("", (Delegate)teams.CreateAsync);
        routes.MapPost("{conversation}/activities", (HttpContext http, string conversation) =>
            teams.AnswerAsync(http, conversation, "", Send));
        routes.MapPost(
            "{conversation}/activities/{activity}",
            (HttpContext http, string conversation, string activity) =>
                teams.AnswerAsync(http, conversation, activity, Send));
        routes.MapPut(
            "{conversation}/activities/{activity}",
            (HttpContext http, string conversation, string activity) =>
                teams.AnswerAsync(
                    http, conversation, activity,
                    (chat, request) => chat.Update(activity, request.Activity, request.Body)));
        routes.MapDelete(
            "{conversation}/activities/{activity}",
            (HttpContext http, string conversation, string activity) =>
            teams.AnswerAsync(http, conversation, activity, (chat, _) => chat.Delete(activity)));
        routes.MapGet("{conversation}/members", (HttpContext http, string conversation) =>
            teams.AnswerAsync(http, conversation, "", (chat, _) => chat.Read(() => Members(chat))));
        routes.MapGet("{conversation}/pagedmembers", (HttpContext http, string conversation) =>
                teams.AnswerAsync(
                    http, conversation, "",
                    (chat, _) => chat.Read(() => new JsonObject { ["members"] = Members(chat) })));
        routes.MapGet("{conversation}/members/{member}", (HttpContext http, string conversation, string member) =>
            teams.AnswerAsync(http, conversation, "", (chat, _) => Member(chat, member)));
    }

    private static TeamsAnswer Send(TeamsConversation chat, TeamsRequest request) =>
        request.IsTargeted
            ? chat.Target(request.Activity, request.Body)
            : chat.Send(request.Activity, request.Body);

    private static JsonArray Members(TeamsConversation chat) => [.. chat.Members.Select(member => member.DeepClone())];

    private static TeamsAnswer Member(TeamsConversation chat, string id) =>
        chat.Members.Find(member => member.Text("id") == id || member.Text("aadObjectId") == id) is { } member
        ? chat.Read(() => member.DeepClone())
        : TeamsAnswer.Error(404, "MemberNotFoundInConversation", "Member not found.");
}
