using System.Globalization;
using SupportBot.Cli.Feedback;
using SupportBot.Core.Answers.Generation;
using SupportBot.Core.Audit;
using SupportBot.Core.Knowledge;

namespace SupportBot.Cli.Audit;

internal static class AuditReport
{
    public static void Show(AuditedReply reply, IReadOnlyList<Core.Conversations.Feedback> feedback)
    {
        var record = reply.Record;
        Terminal.WriteLine($"Record      {record.Id}");
        var seal = record.SealedAtMs is { } at
            ? $"sealed at position {record.Position} on {Time(at)}"
            : "not sealed yet";
        Terminal.WriteLine($"When        {Time(record.RecordedAtMs)}, {seal}");
        Terminal.WriteLine($"Where       {record.Channel}, conversation {record.ConversationId}, turn {record.Number}");
        foreach (var opinion in feedback) Terminal.WriteLine($"Feedback    {FeedbackText.Of(opinion)}");
        if (reply.Content is { } content) Show(record, content, reply.Cited);
        else if (record.ErasedAtMs is { } erased)
            Terminal.WriteLine($"Erased      {Time(erased)}: {record.ErasedReason}");
        else Terminal.WriteLine($"The content is gone, and was not erased. See: supportbot audit verify");
        Terminal.WriteLine();
    }

    public static string Time(long milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            .ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    private static void Show(AuditRecord record, AuditContent content, IReadOnlyList<CitedText> cited)
    {
        if (content.Call is { } toolCall) Show(toolCall);
        if (content.Call is { } only && only.Tool == record.Kind) return;
        var evidence = content.Evidence;
        Terminal.WriteLine($"Asked       {content.Question}");
        Terminal.WriteLine($"Understood  {content.Understood}");
        Terminal.WriteLine($"Language    {content.Language}");
        Terminal.WriteLine($"Decision    {record.Kind}, since: {evidence.Reason}; best BM25 {evidence.TopBm25:0.00}, "
            + $"best cosine {Cosine(evidence.TopCosine)}, coverage {evidence.Coverage:0.00}");
        if (evidence.Missing.Count > 0)
            Terminal.WriteLine($"            in no passage: {string.Join(", ", evidence.Missing)}");
        if (content.MissingLeg is { } missing)
            Terminal.WriteLine($"Search      without {Name(missing.Leg)}: {missing.Reason}");
        if (content.Calls.Count == 0) Terminal.WriteLine($"Model       none: written in the documents' own sentences");
        foreach (var call in content.Calls) Show(call);
        if (content.VoiceVersion.Length > 0 || content.TunedVoice is not null)
            Terminal.WriteLine($"Voice       {content.VoiceVersion}{Tuned(content)}");
        var replaced = content.Checks.Replaced > 0 ? $", {content.Checks.Replaced} of them replaced" : "";
        Terminal.WriteLine(
            $"Checks      {content.Checks.Passed} passed, {content.Checks.Failed.Count} failed{replaced}");
        foreach (var failed in content.Checks.Failed)
            Terminal.WriteLine($"            failed: {failed.Reason}, sentence {failed.TextHash}");
        if (content.Translation is { } translation)
            Terminal.WriteLine($"Translated  from {translation.From} to {translation.To}: "
                + $"{translation.Checks.Passed} sentences, {translation.Checks.Failed.Count} not");
        foreach (var failed in content.Translation?.Checks.Failed ?? [])
            Terminal.WriteLine($"            not translated: {failed.Reason}, translation {failed.TextHash}");
        Terminal.WriteLine($"Time        understand {content.Milliseconds.Understand:0.0} ms, "
            + $"search {content.Milliseconds.Search:0.0} ms, write {content.Milliseconds.Write:0.0} ms");
        Block("Answer", content.Answer);
        if (content.Translation is { } written) Block("As it was written and checked", written.Original);
        foreach (var citation in content.Citations) Terminal.WriteLine($"  [{citation.Number}] {citation.Url}");
        if (content.Passages.Count > 0) Terminal.WriteText("\nFound");
        foreach (var passage in content.Passages) Show(passage);
        foreach (var text in cited) Show(text);
    }

    private static string Tuned(AuditContent content) =>
        content.TunedVoice is { } version ? $", written by the tuned model {version}" : "";

    private static void Show(AuditedCall call) => Terminal.WriteLine(
        $"Call        {call.Tool}: {call.Results} results, {call.Bytes} bytes"
            + $"{(call.Problem is null ? "" : $"; refused: {call.Problem}")}");

    private static void Show(AuditedPassage passage) => Terminal.WriteLine(
        $"  {passage.Rank,2}{(passage.IsCited ? " cited" : "      ")}  score {passage.Score:0.000}   "
            + $"BM25 {passage.Bm25:0.00}  cosine {Cosine(passage.Cosine)}  {Place(passage)}");

    private static void Show(CitedText cited)
    {
        Terminal.WriteLine($"\nText of {Place(cited.Passage)}");
        if (cited.Text is null)
            Terminal.WriteLine(
                $"  This version is not kept any more; its text had the SHA-256 {cited.Passage.TextHash}.");
        else Terminal.WriteText(cited.Text, "  ");
        if (cited.Text is not null && !cited.IsGenuine)
            Terminal.WriteLine(
                $"  This is not the text that the answer was written from: its SHA-256 was {cited.Passage.TextHash}.");
    }

    private static string Place(AuditedPassage passage) =>
        $"{passage.DocumentId}, version {passage.Version.ToString(CultureInfo.InvariantCulture)}, "
            + $"{(passage.Section.Length > 0 ? passage.Section : passage.Title)}";

    private static string Cosine(double? cosine) => cosine?.ToString("0.000", CultureInfo.InvariantCulture) ?? "none";

    private static void Show(ModelCall call)
    {
        var tokens = $"{call.Usage.PromptTokens} tokens in, {call.Usage.CompletionTokens} out, cost {Cost(call.Usage)}";
        var failed = call.Failure is { } failure ? $"; it {failure.Reason}" : "";
        var prompt = $"deployment {call.Deployment}, prompt {call.PromptVersion}";
        Terminal.WriteLine($"Model       {call.Model}, {prompt}, {tokens}{failed}");
        foreach (var found in call.Filtered)
            Terminal.WriteLine($"            content filter: {Name(found.Text)}, {found.Category}{Details(found)}");
    }

    private static string Name(FilteredText text) => text == FilteredText.Prompt ? "prompt" : "answer";

    private static string Details(FilterFinding finding) =>
        $"{(finding.Severity.Length > 0 ? $", {finding.Severity}" : "")}{(finding.IsStopped ? ", stopped" : "")}";

    private static string Name(Leg leg) => leg switch
    {
        Leg.Bm25 => "its words (BM25)",
        Leg.Vector => "its vectors",
        _ => "any result",
    };

    private static string Cost(ModelUsage usage) =>
        usage.PricesOf.Length > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{usage.Cost:0.######} by the prices of {usage.PricesOf}")
            : "not counted";

    private static void Block(string heading, string text)
    {
        Terminal.WriteLine($"\n{heading}");
        Terminal.WriteText(text, "  ");
    }
}
