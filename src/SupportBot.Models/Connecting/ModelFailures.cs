using System.ClientModel;
using System.Text.Json;
using System.Text.RegularExpressions;
using Azure.Identity;
using Microsoft.SemanticKernel;
using SupportBot.Core.Answers.Generation;

namespace SupportBot.Models.Connecting;

// Converts exceptions of the libraries into values without keys or texts, which a server may repeat in its messages.
internal static partial class ModelFailures
{
    public static ModelFailure Of(Exception e, CallTimeouts clock) => clock.Expired is { } expired
        ? new(ModelFault.TimedOut, expired)
        : e switch
        {
            HttpOperationException { StatusCode: { } status } => OfStatus((int)status, Code(Body(e))),
            ClientResultException { Status: > 0 } error => OfStatus(error.Status, Code(Body(e))),
            AuthenticationFailedException => new(ModelFault.Refused, "was not asked, "
                + "since no Microsoft Entra token could be got: check the host's identity, or set Models:ApiKey"),
            HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } =>
                new(ModelFault.Broken, "sent more bytes than Models:MaxResponseBytes, or a line without an end"),
            HttpRequestException error => new(ModelFault.Unavailable, $"cannot be reached ({error.HttpRequestError})"),
            { InnerException: { } inner } when e is HttpOperationException or ClientResultException
                or AggregateException => Of(inner, clock),
            _ => new(ModelFault.Broken, $"sent what cannot be read ({e.GetType().Name})"),
        };

    public static string? Body(Exception e) => e switch
    {
        HttpOperationException error => error.ResponseContent,
        ClientResultException error => error.GetRawResponse()?.Content.ToString(),
        _ => null,
    };

    // The server rejected the request or was unavailable, so nothing was used.
    public static bool IsUnpaid(this ModelFailure failure) =>
        failure.Fault is ModelFault.Refused or ModelFault.RateLimited or ModelFault.Unavailable;

    private static ModelFailure OfStatus(int status, string code) => (status, code) switch
    {
        (_, "content_filter") => new(ModelFault.ContentFilter, "stopped the question by its content filter"),
        (429, _) => new(ModelFault.RateLimited, $"asks us to slow down (429{code.Prefixed()})"),
        (408 or >= 500, _) => new(ModelFault.Unavailable, $"fails ({status}{code.Prefixed()})"),
        (401 or 403, _) => new(ModelFault.Refused, $"refuses the key or identity ({status}{code.Prefixed()}): "
            + "check Models:ApiKey, or the role of the host's identity"),
        (404, _) =>
            new(
                ModelFault.Refused,
                $"knows no such model or address (404{code.Prefixed()}): check Models:Endpoint and the model's name"),
        (>= 400, _) => new(ModelFault.Refused, $"does not take the request ({status}{code.Prefixed()})"),
        _ => new(ModelFault.Broken, $"answered {status}"),
    };

    private static string Prefixed(this string code) => code.Length > 0 ? $", {code}" : "";

    private static string Code(string? body)
    {
        try
        {
            if (string.IsNullOrEmpty(body)) return "";
            using var json = JsonDocument.Parse(body);
            var code = json.RootElement.GetProperty("error").GetProperty("code").GetString() ?? "";
            return CodeForm.IsMatch(code) ? code : "";
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return "";
        }
    }

    [GeneratedRegex("^[a-z_]{1,40}$", RegexOptions.IgnoreCase)]
    private static partial Regex CodeForm { get; }
}
