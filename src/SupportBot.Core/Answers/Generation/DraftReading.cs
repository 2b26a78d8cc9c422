using System.Threading.Channels;
using SupportBot.Core.Answers.Checking;

namespace SupportBot.Core.Answers.Generation;

/// <summary>Reads a draft as it comes in, and has a model judge each part of it, where there is one for that.</summary>
internal sealed class DraftReading(CheckedAnswer checker, ModelTurn model)
{
    /// <summary>What the prompt has the model write where the passages do not tell.</summary>
    private const string NoAnswer = "NO ANSWER";

    /// <summary>So many characters of the draft before a sentence go to its judge.</summary>
    private const int MostBefore = 400;

    private readonly Channel<JudgedPart> _parts =
        Channel.CreateUnbounded<JudgedPart>(new() { SingleReader = true, SingleWriter = true });
    private string _opening = "";
    private string _before = "";
    private bool _isOpen;

    /// <summary>Those that are complete, in their order.</summary>
    public ChannelReader<JudgedPart> Parts => _parts.Reader;

    /// <param name="piece">The next one, of any length.</param>
    /// <param name="enough">Stops the judge.</param>
    public void Read(string piece, CancellationToken enough)
    {
        if (_isOpen)
        {
            Take(checker.Read(piece), enough);
            return;
        }
        _opening += piece;
        if (!NoAnswer.StartsWith(Opening, StringComparison.Ordinal)) Take(Open(), enough);
    }

    /// <param name="isWhole">Whether the draft came to its end; what is left of half a draft is not read.</param>
    /// <param name="enough">Stops the judge.</param>
    public void End(bool isWhole, CancellationToken enough)
    {
        if (isWhole && (_isOpen || Opening != NoAnswer)) Take([.. Open(), .. checker.ReadEnd()], enough);
        _parts.Writer.Complete();
    }

    private string Opening => _opening.Trim().TrimEnd('.');

    /// <summary>Hands over what was held while it could have been the word for no answer.</summary>
    private IReadOnlyList<ReadPart> Open()
    {
        if (_isOpen) return [];
        _isOpen = true;
        return checker.Read(_opening);
    }

    private void Take(IReadOnlyList<ReadPart> parts, CancellationToken enough)
    {
        foreach (var part in parts)
        {
            _parts.Writer.TryWrite(new JudgedPart(part, IsContradictedAsync(part, _before, enough)));
            _before += part.Part.Lead + part.Part.Body;
            _before = _before[Math.Max(0, _before.Length - MostBefore)..];
        }
    }

    private async Task<bool> IsContradictedAsync(ReadPart part, string before, CancellationToken enough) =>
        model.HasJudge && part.IsArguable
        && await model.JudgeAsync(
            new JudgementTask(before, part.Part.Bare, [.. part.Cited.Select(source => source.Chunk)]),
            enough).ConfigureAwait(false) is { IsEntailed: false };
}

/// <param name="Part">Read and judged by code.</param>
/// <param name="IsContradicted">Whether a model judges that its sources do not say so.</param>
internal sealed record JudgedPart(ReadPart Part, Task<bool> IsContradicted);
