using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace SupportBot.BotFramework.Tests.DirectLine.Files;

/// <summary>Uploads as DirectLineJS sends them.</summary>
internal static class Uploads
{
    private static readonly HttpClient Http = new();

    /// <param name="caller">Who uploads.</param>
    /// <param name="conversation">The conversation.</param>
    /// <param name="activity">JSON of the activity; null for none.</param>
    /// <param name="files">Name, declared type and content of each file.</param>
    public static async Task<Reply> UploadAsync(
        Caller caller, string conversation, string? activity, params (string Name, string Type, byte[] Content)[] files)
    {
        using var form = new MultipartFormDataContent();
        if (activity is not null)
            form.Add(
                new StringContent(activity, Encoding.UTF8, "application/vnd.microsoft.activity"), "activity", "blob");
        foreach (var (name, type, content) in files)
        {
            var part = new ByteArrayContent(content);
            if (type.Length > 0) part.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
            form.Add(part, "file", name);
        }
        return await PostAsync(caller, conversation, form);
    }

    public static async Task<Reply> PostAsync(Caller caller, string conversation, HttpContent content)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri(caller.Address, $"conversations/{conversation}/upload?userId=dl_ann"))
        {
            Content = content,
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", caller.Token);
        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        return new Reply(
            response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            response.Headers);
    }

    public static Task<(HttpResponseMessage Response, byte[] Content)> GetAsync(JsonNode attachment) =>
        GetAsync(new Uri(attachment["contentUrl"]!.GetValue<string>()));

    /// <summary>Loads a file as a page does, without any credentials.</summary>
    public static async Task<(HttpResponseMessage Response, byte[] Content)> GetAsync(Uri address)
    {
        var response = await Http.GetAsync(address, TestContext.Current.CancellationToken);
        return (response, await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>The code of an error; null for success.</summary>
    public static string? Error(this Reply reply) =>
        reply.Json.AsObject().ContainsKey("error") ? reply.Code : null;
}
