using System.Globalization;
using SupportBot.Core.Answers.Generation;

namespace SupportBot.Tests.Models.Faults;

/// <summary>What a customer sees in the end.</summary>
internal enum Outcome
{
    /// <summary>The model's answer.</summary>
    Whole,

    /// <summary>The documents' own sentences, and nothing of the model's.</summary>
    Extractive,

    /// <summary>The model's first sentence, then that the answer is not complete and how to reach people.</summary>
    BrokenOff,
}

/// <summary>A row of the fault table: a way in which a model fails, and what comes of it.</summary>
/// <param name="Name">As the table names it.</param>
/// <param name="Outcome">What the customer sees.</param>
/// <param name="Fault">What the audit says of it; null for nothing.</param>
/// <param name="Seconds">The most that may pass until the customer's answer is whole or ended.</param>
/// <param name="Requests">How often the model is asked.</param>
/// <param name="Happens">Makes it fail.</param>
internal sealed record ModelFaultRow(
    string Name, Outcome Outcome, ModelFault? Fault, double Seconds, int Requests, Func<FaultyModel, Task> Happens)
{
    public const string First = "You descale the kettle with white vinegar [1].";
    public const string Second = " Rinse the kettle with 5 µm crème brûlée filters ☕ [1].";
    private const string Half = $"{First} Rinse the kettle";

    private static readonly TimeSpan FirstToken = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(15);

    public static IReadOnlyList<ModelFaultRow> Table { get; } =
    [
        // LLM 429/500/503: at most two retries within 20 seconds.
        .. new[]
        {
            (429, ModelFault.RateLimited),
            (500, ModelFault.Unavailable),
            (503, ModelFault.Unavailable),
        }.SelectMany(Refusals),
        new(
            "503 without an end to the wait: Retry-After of an hour", Outcome.Extractive, ModelFault.Unavailable, 0, 1,
            model => model.Answers(Replies.Status(503, retryAfter: "3600"))),

        // LLM hangs, drips, breaks off: first token 10 s, idle 15 s, a reply 40 s.
        new("no headers", Outcome.Extractive, ModelFault.TimedOut, 10, 1, model => model.HangsAsync(FirstToken)),
        new(
            "headers and then nothing", Outcome.Extractive, ModelFault.TimedOut, 10, 1,
            model => model.HangsAsync(FirstToken, live => live.Bytes(": ping\n\n"))),
        new(
            "1 byte per 10 s from the start", Outcome.Extractive, ModelFault.TimedOut, 10, 1,
            model => model.DripsAsync("", FirstToken)),
        new(
            "1 byte per 10 s after a sentence", Outcome.BrokenOff, ModelFault.TimedOut, 15, 1,
            model => model.DripsAsync(Half, Idle)),
        new(
            "hang after a sentence", Outcome.BrokenOff, ModelFault.TimedOut, 15, 1,
            model => model.HangsAfterAsync(Half, Idle)),
        new(
            "a token every 14 s", Outcome.BrokenOff, ModelFault.TimedOut, 42, 1,
            model => model.DawdlesAsync(Half, TimeSpan.FromSeconds(14), times: 3)),
        new(
            "connection cut before a sentence", Outcome.Extractive, ModelFault.Broken, 0, 1,
            model => model.IsCutAsync("You descale the")),
        new(
            "connection cut after a sentence", Outcome.BrokenOff, ModelFault.Broken, 0, 1,
            model => model.IsCutAsync(Half)),
        .. new (string Name, ModelFault Fault, Func<string, ModelReply> Reply)[]
        {
            ("stream cut before its end", ModelFault.Broken, Replies.StopsShort),
            ("bad JSON", ModelFault.Broken, Replies.BadJson),
            ("content_filter in the answer", ModelFault.ContentFilter, text => Replies.Ends("content_filter", text)),
            ("limit of tokens", ModelFault.CutShort, text => Replies.Ends("length", text)),
            ("a line without an end", ModelFault.Broken, Replies.EndlessLine),
        }.SelectMany(Endings),
        new("split UTF-8", Outcome.Whole, null, 0, 1, model => model.Answers(Replies.SplitCharacters(First + Second))),
        new("HTML with 200", Outcome.Extractive, ModelFault.Broken, 0, 1, model => model.Answers(Replies.Html())),
        new(
            "empty choices", Outcome.Extractive, ModelFault.Broken, 0, 1,
            model => model.Answers(Replies.EmptyChoices())),
        new(
            "content_filter on the question", Outcome.Extractive, ModelFault.ContentFilter, 0, 1,
            model => model.Answers(Replies.Status(400, "content_filter"))),
        new(
            "401", Outcome.Extractive, ModelFault.Refused, 0, 1,
            model => model.Answers(Replies.Status(401, "invalid_api_key"))),
    ];

    private static IEnumerable<ModelFaultRow> Refusals((int Status, ModelFault Fault) kind)
    {
        var (status, fault) = kind;
        yield return new(
            $"{status} again and again, Retry-After absent", Outcome.Extractive, fault, 20, 3,
            model => model.RefusesAsync(status, times: 3));
        yield return new(
            $"{status} once, Retry-After absent", Outcome.Whole, null, 20, 2,
            model => model.RefusesAsync(status, times: 1));
        yield return new(
            $"{status} with Retry-After as seconds", Outcome.Whole, null, 7, 2,
            model => model.AsksForPatienceAsync(status, _ => "7", 7));
        yield return new(
            $"{status} with Retry-After as date",
            Outcome.Whole,
            null,
            7,
            2,
            model =>
                model.AsksForPatienceAsync(
                    status, now => now.AddSeconds(7).ToString("R", CultureInfo.InvariantCulture), 7));
    }

    private static IEnumerable<ModelFaultRow> Endings(
        (string Name, ModelFault Fault, Func<string, ModelReply> Reply) kind)
    {
        yield return new(
            $"{kind.Name}, before a sentence", Outcome.Extractive, kind.Fault, 0, 1,
            model => model.Answers(kind.Reply("You descale the")));
        yield return new(
            $"{kind.Name}, after a sentence", Outcome.BrokenOff, kind.Fault, 0, 1,
            model => model.Answers(kind.Reply(Half)));
    }
}
