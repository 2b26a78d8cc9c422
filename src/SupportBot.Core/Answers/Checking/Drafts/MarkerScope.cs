namespace SupportBot.Core.Answers.Checking.Drafts;

/// <summary>
/// Tells which sources the parts of an answer rest on: parts must come in their order. Items and rows have those of the
/// sentence that announces them, code those of what stands before it.
/// </summary>
internal sealed class MarkerScope
{
    private IReadOnlyList<int> _announced = [];
    private IReadOnlyList<int> _last = [];

    public IReadOnlyList<int> Of(DraftPart part)
    {
        if (part.Shape is DraftShape.Sentence or DraftShape.Heading) _announced = part.Markers;
        if (part.Markers.Count > 0) return _last = part.Markers;
        return part.Shape switch
        {
            DraftShape.Code => _last,
            DraftShape.Item or DraftShape.Step or DraftShape.Row => _announced,
            _ => [],
        };
    }
}
