using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel.ChatCompletion;
using SupportBot.Core.Answers.Generation;
using SupportBot.Models.Chat;

namespace SupportBot.Models.Connecting;

/// <summary>
/// Asks the configured server whether it works, with a few tokens that no budget counts: there may be no database yet.
/// </summary>
public sealed class ModelProbe
{
    private const int FewTokens = 16;
    private const string Schema =
        """{"type":"object","properties":{"ok":{"type":"boolean"}},"required":["ok"],"additionalProperties":false}""";

    private readonly ModelClient _client;
    private readonly ModelsOptions _options;
    private readonly TimeProvider _time;

    internal ModelProbe(ModelClient client, ModelsOptions options, TimeProvider time) =>
        (_client, _options, _time) = (client, options, time);

    /// <summary>One short answer of a chat model.</summary>
    /// <param name="model">The model that answers, or the one that judges.</param>
    /// <param name="isStructured">Whether it is asked for JSON of a given form, as understanding a question is.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>Why there was none; null if there was one, if only its beginning.</returns>
    public async Task<ModelFailure?> ChatAsync(
        string model, bool isStructured, CancellationToken cancellationToken = default)
    {
        using var clock = new CallTimeouts(_options, _time, cancellationToken);
        var settings = ChatSettings.Of(FewTokens, isStructured ? Schema : null);
        var history = new ChatHistory();
        history.AddUserMessage("""Answer with {"ok": true} and nothing else.""");
        var updates = _client.Chat(model).GetStreamingChatMessageContentsAsync(
            history, settings, cancellationToken: clock.Token);
        await using var stream = new ChatStream(updates, clock, _options.LongestAnswer);
        while (await stream.NextAsync(cancellationToken).ConfigureAwait(false) is not null)
        {
            // The content does not matter.
        }
        cancellationToken.ThrowIfCancellationRequested();
        return stream.Failure is { Fault: ModelFault.CutShort } ? null : stream.Failure;
    }

    /// <summary>The vector of one word.</summary>
    /// <returns>Its dimensions; or 0, and why there was none.</returns>
    public async Task<(int Dimensions, ModelFailure? Failure)> EmbedAsync(CancellationToken cancellationToken = default)
    {
        using var clock = new CallTimeouts(_options, _time, cancellationToken);
        clock.Enter();
        try
        {
            var model = _client.Embeddings(_options.EmbeddingModel);
            var vector = await model.GenerateVectorAsync("probe", cancellationToken: clock.Token).ConfigureAwait(false);
            return (vector.Length, null);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Boundary: the libraries parse responses of any server and can throw any exception.
            return (0, ModelFailures.Of(e, clock));
        }
    }
}
