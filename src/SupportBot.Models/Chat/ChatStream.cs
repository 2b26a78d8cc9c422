using System.Text;
using Microsoft.SemanticKernel;
using OpenAI.Chat;
using SupportBot.Core.Answers.Generation;
using SupportBot.Models.Connecting;

namespace SupportBot.Models.Chat;

internal sealed class ChatStream(
    IAsyncEnumerable<StreamingChatMessageContent> updates, CallTimeouts clock, int longest) : IAsyncDisposable
{
    private readonly IAsyncEnumerator<StreamingChatMessageContent> _updates = updates.GetAsyncEnumerator(clock.Token);
    private readonly StringBuilder _text = new();
    private readonly HashSet<FilterFinding> _filtered = [];
    private ChatFinishReason? _finish;
    private bool _declined;

    // Null while the answer is incomplete and after a successful end.
    public ModelFailure? Failure { get; private set; }

    public ChatTokenUsage? Usage { get; private set; }

    public string Model { get; private set; } = "";

    public IReadOnlyList<FilterFinding> Filtered => [.. _filtered];

    public string Text => _text.ToString();

    public async ValueTask<string?> NextAsync(CancellationToken cancellationToken)
    {
        clock.Enter();
        if (_text.Length > 0) clock.AwaitNext();
        try
        {
            while (await _updates.MoveNextAsync().ConfigureAwait(false))
                if (Read(_updates.Current) is { Length: > 0 } piece) return Fits(piece) ? piece : null;
            Failure = AtTheEnd();
        }
        catch (Exception e)
        {
            // Boundary: the libraries parse responses of any server and can throw any exception.
            _filtered.UnionWith(ContentFilter.OfError(ModelFailures.Body(e)));
            Failure = cancellationToken.IsCancellationRequested
                ? new(ModelFault.TimedOut, "took longer than the reply could wait")
                : ModelFailures.Of(e, clock);
        }
        finally
        {
            clock.Rest();
        }
        return null;
    }

    public ValueTask DisposeAsync() => _updates.DisposeAsync();

    private string? Read(StreamingChatMessageContent content)
    {
        if (content.InnerContent is StreamingChatCompletionUpdate update)
        {
            _finish ??= update.FinishReason;
            _declined |= update.RefusalUpdate is { Length: > 0 };
            Usage = update.Usage ?? Usage;
            // The first part of Azure has no model.
            Model = update.Model is { Length: > 0 } model ? model : Model;
            if (_text.Length == 0) _filtered.UnionWith(ContentFilter.OfPrompt(update));
            _filtered.UnionWith(ContentFilter.OfAnswer(update));
        }
        return content.Content;
    }

    // An answer that exceeds its token limit is cut, and nothing more is read.
    private bool Fits(string piece)
    {
        if (_text.Length + piece.Length > longest)
        {
            Failure = new(
                ModelFault.CutShort,
                $"wrote more than {longest} characters: Models:MaxOutputTokens and Models:MaxOutputCharacters");
            return false;
        }
        _text.Append(piece);
        return true;
    }

    private ModelFailure? AtTheEnd() => _finish switch
    {
        _ when _declined => new(ModelFault.ContentFilter, "declined to answer"),
        ChatFinishReason.ContentFilter => new(ModelFault.ContentFilter, "was stopped by its content filter"),
        ChatFinishReason.Length => new(ModelFault.CutShort, "reached Models:MaxOutputTokens before its end"),
        ChatFinishReason.Stop when _text.Length > 0 => null,
        ChatFinishReason.Stop => new(ModelFault.Broken, "said nothing"),
        null => new(ModelFault.Broken, "broke off"),
        _ => new(ModelFault.Broken, "asks for a tool"),
    };
}
