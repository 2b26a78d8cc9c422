using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.SemanticKernel.ChatCompletion;
using SupportBot.Core.Answers.Generation;
using SupportBot.Models.Connecting;
using SupportBot.Models.Prompts;
using SupportBot.Models.Usage;

namespace SupportBot.Models.Chat;

// The model gets no kernel and therefore no functions: it can produce text but cannot act.
internal sealed class ChatModel(
    IChatCompletionService chat, string deployment, ModelsOptions options, UsageStore usage, TimeProvider time)
{
    private readonly Prices _prices = new(
        options.InputPrice, options.OutputPrice, options.HasPrices ? options.PricesOf : "");

    public async IAsyncEnumerable<WritingPart> StreamAsync(
        ChatRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var promptTokens = Tokens.Of(request.System) + Tokens.Of(request.User) + Tokens.Of(
            request.Schema ?? "") + 3 * Tokens.OfMessage;
        var most = Booked(promptTokens, options.MaxOutputTokens);
        if (await usage.BookAsync(most, cancellationToken).ConfigureAwait(false) is not { } booked)
        {
            yield return new WritingPart.Failed(
                new(ModelFault.OverBudget, "may take no more today: Models:DailyTokens or Models:DailyCost is reached"),
                new(request.PromptVersion, deployment, "", ModelUsage.None));
            yield break;
        }

        using var clock = new CallTimeouts(options, time, cancellationToken);
        var settings = ChatSettings.Of(options.MaxOutputTokens, request.Schema);
        var updates = chat.GetStreamingChatMessageContentsAsync(
            History(request), settings, cancellationToken: clock.Token);
        await using var stream = new ChatStream(updates, clock, options.LongestAnswer);
        var took = ModelUsage.None;
        try
        {
            while (await stream.NextAsync(cancellationToken).ConfigureAwait(false) is { } piece)
                yield return new WritingPart.Text(piece);
        }
        finally
        {
            took = Took(stream, promptTokens);
            await usage.SettleAsync(booked, Booked(took.PromptTokens, took.CompletionTokens)).ConfigureAwait(false);
        }
        var call = new ModelCall(request.PromptVersion, deployment, stream.Model, took) { Filtered = stream.Filtered };
        yield return stream.Failure is { } failure
            ? new WritingPart.Failed(failure, call)
            : new WritingPart.Finished(call);
    }

    // The reader returns null if the text does not have the expected format.
    public async Task<ModelResult<T>> CompleteAsync<T>(
        ChatRequest request, Func<string, T?> read, CancellationToken cancellationToken) where T : class
    {
        var text = new StringBuilder();
        await foreach (var part in StreamAsync(request, cancellationToken).ConfigureAwait(false))
            switch (part)
            {
                case WritingPart.Text { Piece: var piece }:
                    text.Append(piece);
                    break;
                case WritingPart.Finished { Call: var call }:
                    return read(text.ToString()) is { } value
                        ? new ModelResult<T>.Succeeded(value, call)
                        : new ModelResult<T>.Failed(
                            new(ModelFault.Broken, "did not keep to the form that was asked for"), call);
                case WritingPart.Failed failed:
                    return new ModelResult<T>.Failed(failed.Failure, failed.Call);
            }
        throw new InvalidOperationException("A stream ended without its last part.");
    }

    private static ChatHistory History(ChatRequest request)
    {
        var history = new ChatHistory(request.System);
        history.AddUserMessage(request.User);
        return history;
    }

    // Uses the server's count. A refused request used nothing; for an aborted one, sent and received tokens are counted
    // here.
    private ModelUsage Took(ChatStream stream, int promptTokens) => stream switch
    {
        { Usage: { } told } => _prices.Usage(told.InputTokenCount, told.OutputTokenCount, isEstimated: false),
        { Failure: { } failure, Text.Length: 0 } when failure.IsUnpaid() => ModelUsage.None,
        _ => _prices.Usage(promptTokens, Tokens.Of(stream.Text), isEstimated: true),
    };

    private UsageReservation Booked(int promptTokens, int completionTokens) =>
        new(deployment, promptTokens, completionTokens, _prices.Millionths(promptTokens, completionTokens));
}
