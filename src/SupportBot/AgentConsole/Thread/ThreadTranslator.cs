using SupportBot.Core.Answers.Generation;

namespace SupportBot.AgentConsole.Thread;

// Translates messages for an agent who does not write the customer's language, where a model is configured. A person
// reads every translation, so it is not judged as an answer's is.
internal sealed class ThreadTranslator(AnswerModel? model = null)
{
    private const int MostLines = 60;

    public bool IsAvailable => model is not null;

    // Languages are two-letter codes. Line breaks stay. Null where the text is too long or the model gives nothing.
    public async Task<string?> TranslateAsync(
        string text, string from, string to, CancellationToken cancellationToken)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var places = Enumerable.Range(0, lines.Length).Where(i => lines[i].Any(char.IsLetter)).ToList();
        if (model is null || places.Count > MostLines) return null;
        if (places.Count == 0) return text;
        var result = await model.Translate(
            new TranslationTask(from, to, "", [.. places.Select(i => lines[i].Trim())]), cancellationToken);
        if (result is not ModelResult<Translation>.Succeeded { Value.Texts: var translated }) return null;
        foreach (var (i, place) in places.Index()) lines[place] = translated[i].Trim();
        return string.Join('\n', lines);
    }
}
